"""The way in: bytes of any workbook to cells, by two readers, within limits."""
