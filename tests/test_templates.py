"""The blank workbooks in templates/ are those the writers make now."""

import build_templates


def test_blank_workbooks_are_up_to_date() -> None:
    """A change of a writer needs `python scripts/build_templates.py`."""
    assert build_templates.differing() == []
