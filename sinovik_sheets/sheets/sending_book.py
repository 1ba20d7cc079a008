"""kirim.xlsx: what to send to whom, with a ready message and WhatsApp link."""

from collections.abc import Sequence
from dataclasses import dataclass

from sinovik_sheets.model import Juror, Unit
from sinovik_sheets.sheets.workbook import NewWorkbook, put_text, row_height
from sinovik_sheets.text import _

MAX_LINK = 2000
"""Longer links are cut by spreadsheet programs; then only the chat is opened."""


@dataclass(frozen=True)
class Sending:
    """One workbook to send to one juror or unit; `entries` is how many it has room for."""

    recipient: Juror | Unit
    file: str
    code: str
    entries: int
    message: str
    link: str


def write(heading: str, who: str, code_label: str, sendings: Sequence[Sending]) -> bytes:
    """Return the workbook, one row a file to send.

    `who` heads the column of recipients, `code_label` that of the codes in the files.
    """
    book = NewWorkbook(_("To send"))
    page = book.sheet("Kirim")
    columns = (
        (_("Code"), 8),
        (who, 28),
        (_("File to attach"), 20),
        (code_label, 14),
        (_("Entries"), 9),
        (_("E-mail"), 26),
        ("WhatsApp", 18),
        (_("Message"), 70),
    )
    put_text(page, 0, 0, heading, book.title())
    for column, (name, width) in enumerate(columns):
        page.set_column(column, column, width)
        put_text(page, 2, column, name, book.heading())
    link = book.body(font_color="#0563C1", underline=1)
    for row, sending in enumerate(sendings, start=3):
        recipient = sending.recipient
        put_text(page, row, 0, recipient.code, book.body())
        put_text(page, row, 1, recipient.name, book.body())
        put_text(page, row, 2, sending.file, book.body())
        put_text(page, row, 3, sending.code, book.body())
        page.write_number(row, 4, sending.entries, book.body())
        put_text(page, row, 5, recipient.email, book.body())
        if sending.link:
            target = sending.link if len(sending.link) <= MAX_LINK else sending.link.split("?")[0]
            page.write_url(row, 6, target, link, recipient.whatsapp)
        else:
            put_text(page, row, 6, recipient.whatsapp, book.body())
        put_text(page, row, 7, sending.message, book.body())
        page.set_row(row, row_height([(sending.message, columns[7][1])]))
    page.freeze_panes(3, 2)
    return book.finish()
