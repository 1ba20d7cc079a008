"""daftar_peserta.xlsx: the roster, filled by people and by what was registered."""
