"""The headings people give the columns of a list of innovations."""

from sinovik_sheets.model import Competition
from sinovik_sheets.sheets.registration import form
from sinovik_sheets.sheets.tables.foreign import Field

SENT = "dikirim"

_ALIASES = {
    form.TITLE: (
        "judul inovasi", "nama inovasi", "judul", "nama/judul inovasi", "judul proposal",
        "judul usulan", "nama judul inovasi", "inovasi",
    ),
    form.NAME: (
        "nama unit", "unit", "nama perangkat daerah", "perangkat daerah", "nama opd", "opd",
        "nama skpd", "skpd", "nama instansi", "instansi", "asal instansi", "unit kerja",
        "nama unit kerja", "asal sekolah", "nama sekolah", "sekolah", "nama puskesmas",
        "unit penyelenggara", "unit penyelenggara pelayanan publik", "upp", "pengusul",
        "unit pengusul", "instansi pengusul", "asal unit", "dinas",
    ),
    form.CODE: (
        "kode unit", "npsn", "kode puskesmas", "kode opd", "kode skpd", "kode resmi",
        "kode instansi", "kode wilayah", "kode unit kerja", "npsn sekolah",
    ),
    form.KIND: ("jenis unit", "jenis", "jenis instansi", "jenis perangkat daerah"),
    form.DISTRICT: ("kecamatan", "nama kecamatan"),
    form.CATEGORY: (
        "kategori", "kategori inovasi", "bidang", "bidang inovasi", "urusan", "urusan inovasi",
        "bidang urusan", "urusan pemerintahan",
    ),
    form.GROUP: ("kelompok", "kelompok inovasi", "kelompok peserta"),
    form.STARTED: (
        "mulai diterapkan", "kapan inovasi mulai diterapkan", "tanggal mulai", "waktu penerapan",
        "tanggal mulai diterapkan",
        "tanggal implementasi", "tanggal penerapan", "waktu implementasi", "mulai penerapan",
        "tanggal mulai penerapan", "tanggal mulai implementasi", "waktu mulai diterapkan",
        "waktu penerapan inovasi", "tanggal penerapan inovasi", "waktu mulai penerapan",
        "mulai implementasi", "tanggal implementasi inovasi", "tanggal mulai inovasi",
    ),
    form.INNOVATORS: (
        "inovator", "nama inovator", "tim inovator", "tim", "nama tim", "tim inovasi",
        "penggagas", "inisiator",
    ),
    form.EVIDENCE: (
        "tautan bukti", "link bukti", "bukti", "bukti dukung", "link bukti dukung",
        "tautan bukti dukung", "data dukung", "link data dukung", "dokumen pendukung",
        "link dokumen", "tautan dokumen", "tautan", "link",
    ),
    form.PERSON: (
        "penanggung jawab", "nama penanggung jawab", "narahubung", "nama narahubung",
        "kontak person", "contact person", "nama kontak", "kontak", "pic", "nama pic",
    ),
    form.NIP: ("nip", "nip penanggung jawab", "nip inovator"),
    form.WHATSAPP: (
        "whatsapp", "nomor whatsapp", "no whatsapp", "no wa", "nomor wa", "wa", "no hp",
        "nomor hp", "hp", "no handphone", "nomor handphone", "handphone", "no telepon",
        "nomor telepon", "telepon", "no telp", "telp", "nomor kontak",
    ),
    form.EMAIL: ("email", "alamat email", "email address", "surel", "alamat surel"),
    SENT: (
        "timestamp", "stempel waktu", "cap waktu", "waktu pengiriman", "tanggal pengiriman",
        "tanggal daftar", "tanggal pendaftaran",
    ),
}  # fmt: skip


def fields(competition: Competition) -> tuple[Field, ...]:
    """Return what a list may hold; sections of the form are known by their names.

    Only the title is required; the unit may be there by its name or its code.
    """
    known = [
        Field(field, aliases, required=field == form.TITLE) for field, aliases in _ALIASES.items()
    ]
    sections = [
        Field(form.section_field(section.code), (section.name,)) for section in competition.sections
    ]
    return (*known, *sections)
