"""Where what was searched for stands: in whatever width, case and brackets, at its own place in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.notation.highlighting import passage, spots
from federator.notation.segmenting import read_query


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("征收", "关于征收土地的征收公告", ["征收", "征收"]),
        ("青土告[2026]3号", "见青土告〔２０２６〕 3号与青土告〔2026〕31号", ["青土告〔２０２６〕 3号"]),
        ("abc", "ABC abcd xabc ａｂｃ", ["ABC", "ａｂｃ"]),
        ("3", "13 3 3号", ["3", "3"]),
        ("甲乙 OR 丙 -丁", "甲乙丙丁", ["甲乙", "丙"]),
        ("公顷", "面积3㎡，ﬁ 2公顷", ["公顷"]),
        ("m2", "面积㎡ 3", ["㎡"]),
        ("", "什么", []),
    ],
)
def test_places(query: str, text: str, marked: list[str]) -> None:
    assert [text[begin:end] for begin, end in spots(text, read_query(query))] == marked


@given(st.text("征地㎡ﬁA1〔 é", max_size=40), st.text("征地m2fA1 e", max_size=6))
def test_places_lie_in_the_text_one_behind_the_other(text: str, query: str) -> None:
    at = 0
    for begin, end in spots(text, read_query(query)):
        assert at <= begin < end <= len(text)
        at = end


def test_a_passage_is_short_and_its_places_are_those_of_the_words() -> None:
    text = "前" * 500 + "征收" + "后" * 500 + "征收"
    words, places = passage(text, read_query("征收"))
    assert len(words) == 122
    assert [words[begin:end] for begin, end in places] == ["征收"]
    assert passage("没有", read_query("征收")) == ("", ())
