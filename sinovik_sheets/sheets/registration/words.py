"""How words are counted in the form: the formula people see counts as the program does.

Words are the pieces between white space: spaces, non-breaking and typographic ones
too, tabs and line breaks. A hyphen or a dash without spaces parts nothing.
"""

from sinovik_sheets.roster.words import count_words

__all__ = ["WHITE_SPACE", "count_words", "word_count_formula"]

WHITE_SPACE = " \t\n\r\xa0\u2002\u2003\u2009\u202f"
"""The white space of the formula; what else there is in Unicode is read as a plain space.

The last five are what word processors and web pages put between words: non-breaking,
en, em, thin and narrow non-breaking spaces.
"""


def word_count_formula(cell: str) -> str:
    """Return the formula that counts the words in a cell, such as C12.

    It needs nothing newer than Excel 2007 and works in LibreOffice and Google Sheets.
    """
    # Of the text with single spaces and a mark at its end, all letters and the mark are
    # taken away again: a space is left for each word.
    plain = cell
    for sign in WHITE_SPACE[1:]:
        written = f"CHAR({ord(sign)})" if sign < " " else f'"{sign}"'
        plain = f'SUBSTITUTE({plain},{written}," ")'
    return f'=LEN(TRIM({plain}&" |"))-LEN(SUBSTITUTE({plain}," ",""))-1'
