"""Records of JSON read column by column are what each says by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.connectors.feed_entry import plain_line, plain_lines
from federator.connectors.json_rows import all_dates
from federator.connectors.json_values import all_filled
from federator.connectors.row_dates import all_words, words

_VALUES = st.none() | st.booleans() | st.integers(0, 9) | st.text(" \n\x07a公<b>&;", max_size=4) | st.just({"b": "内"})
_RECORDS = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), _VALUES) | st.just("无") | st.just({"a": "公告"}), max_size=4
)
_MAPPINGS = st.sampled_from(["a", "a|b", "c.b|a", "/n/{a}.html|b", "{a}{b}", "", "|"])
_TEXTS = st.lists(st.text(" \n\t\x07　a公<b>&amp;", max_size=6), max_size=4)


@given(_RECORDS, _MAPPINGS)
def test_a_column_holds_what_each_record_says(records: list[object], mapping: str) -> None:
    assert list(all_filled(records, mapping)) == [all_filled([record], mapping)[0] for record in records]


@given(st.lists(st.sampled_from(["1788192000", "1788192000999", "2026-08-28", "/Date(1788192000000)/", "", "1"])))
def test_dates_together_are_dates_one_by_one(texts: list[str]) -> None:
    assert list(all_dates(texts)) == [all_dates([text])[0] for text in texts]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1788192000", "2026-09-01 00:00:00"),
        ("1788191999000", "2026-08-31 23:59:59"),
        ("/Date(1788228305000+0800)/", "2026-09-01 10:05:05"),
        ("1788192000 1788192000", "1788192000 1788192000"),
        ("20260901", "20260901"),
        (" 2026-09-01\n10:05 ", "2026-09-01 10:05"),
        ("", None),
    ],
)
def test_moments_are_said_by_the_clock_of_china(written: str, said: str | None) -> None:
    assert all_dates([written]) == [said]


@given(_TEXTS)
def test_lines_together_are_lines_one_by_one(texts: list[str]) -> None:
    assert list(all_words(texts)) == [words(text) for text in texts]
    assert list(plain_lines(texts)) == [plain_line(text) for text in texts]
