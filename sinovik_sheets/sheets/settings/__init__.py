"""kompetisi.xlsx: what people settle before the competition."""
