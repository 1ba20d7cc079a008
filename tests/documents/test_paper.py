"""Tables fit the paper: text gives way before figures do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.documents.paper import fitted


@pytest.mark.parametrize(
    ("widths", "limit", "result"),
    [
        ([10, 60, 40, 10], 100, [10, 40, 40, 10]),
        ([10, 60, 50, 10], 100, [10, 40, 40, 10]),
        ([50, 50], 60, [30, 30]),
        ([10, 30, 60], 100, [10, 30, 60]),
        ([10, 20, 30], 90, [10, 32, 48]),
        ([20, 20], 100, [50, 50]),
    ],
)
def test_the_widest_give_way_and_grow(widths: list[int], limit: int, result: list[int]) -> None:
    assert fitted(widths, limit) == result


@given(st.lists(st.integers(100, 9000), min_size=1, max_size=20), st.integers(2000, 18_000))
def test_the_sum_is_the_limit(widths: list[int], limit: int) -> None:
    result = fitted(widths, limit)
    assert limit - len(widths) < sum(result) <= limit
    assert all(width > 0 for width in result)
