"""How words are counted, in the form and when it comes back."""


def count_words(text: str) -> int:
    """Return the number of words: pieces between white space, line breaks included."""
    return len(text.split())
