"""Records of JSON read column by column are what each says by itself."""

from hypothesis import given
from hypothesis import strategies as st

from federator.connectors.feed_entry import plain_line, plain_lines
from federator.connectors.json_values import all_filled, filled
from federator.connectors.row_dates import all_words, words

_VALUES = st.none() | st.booleans() | st.integers(0, 9) | st.text(" \n\x07a公<b>&;", max_size=4) | st.just({"b": "内"})
_RECORDS = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), _VALUES) | st.just("无") | st.just({"a": "公告"}), max_size=4
)
_MAPPINGS = st.sampled_from(["a", "a|b", "c.b|a", "/n/{a}.html|b", "{a}{b}", "", "|"])
_TEXTS = st.lists(st.text(" \n\t\x07　a公<b>&amp;", max_size=6), max_size=4)


@given(_RECORDS, _MAPPINGS)
def test_a_column_holds_what_each_record_says(records: list[object], mapping: str) -> None:
    assert list(all_filled(records, mapping)) == [filled(record, mapping) for record in records]


@given(_TEXTS)
def test_lines_together_are_lines_one_by_one(texts: list[str]) -> None:
    assert list(all_words(texts)) == [words(text) for text in texts]
    assert list(plain_lines(texts)) == [plain_line(text) for text in texts]
