"""Words looked for in one pass are those that are looked for one by one."""

from hypothesis import given
from hypothesis import strategies as st

from federator.spec.wordlist import Wordlist

SHORT = st.text("补偿标准.(", max_size=4).filter(bool)


@given(st.lists(SHORT, max_size=8), st.text("补偿标准.(为\n", max_size=40))
def test_the_words_of_a_text(words: list[str], text: str) -> None:
    assert Wordlist.of(words).those_in(text) == {word for word in words if word in text}


def test_words_that_overlap_and_begin_alike() -> None:
    words = ["补偿", "补偿标准", "标准为", "准"]
    assert Wordlist.of(words).those_in("土地补偿标准为每亩") == set(words)
    assert Wordlist.of(()).those_in("土地") == frozenset()
