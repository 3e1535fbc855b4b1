"""What is written in the index, and what is looked for there."""

import pytest

from federator.notation.segmenting import Phrase, read_query, segment


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("征收土地", "征收 收土 土地 地"),
        ("青土告〔2026〕3号", "青土 土告 告 2026 3 号"),
        ("青土告[２０２６]３号", "青土 土告 告 2026 3 号"),
        ("Ａ地块 GB/T", "a 地块 块 gb t"),
        ("𠀀地", "𠀀地 地"),
        ("，。", ""),
    ],
)
def test_text_becomes_words(text: str, words: str) -> None:
    assert segment(text) == words


def test_a_query_is_the_words_that_the_text_must_have() -> None:
    assert read_query("征收土地").all == ((Phrase(("征收", "收土", "土地"), runs=("征收土地",)),),)
    assert read_query("土 公告 -撤回").none == (Phrase(("撤回",), runs=("撤回",)),)
    assert read_query("土").all == ((Phrase(("土",), begun=True, runs=("土",)),),)
    assert read_query('甲乙 OR 丙丁 "戊己 庚辛"').all == (
        (Phrase(("甲乙",), runs=("甲乙",)), Phrase(("丙丁",), runs=("丙丁",))),
        (Phrase(("戊己", "己", "庚辛"), runs=("戊己", "庚辛")),),
    )
    for nothing in ("", "  ", "，", '"', "-", "OR", "| |"):
        assert read_query(nothing).all == ()
