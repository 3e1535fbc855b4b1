import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.notation.alternatives import spread


@pytest.mark.parametrize(
    ("written", "as_spread"),
    [
        ("问卷|信箱", "问卷|信箱"),
        ("(?:建议|提案)的答复|问卷", "建议的答复|提案的答复|问卷"),
        ("(?:(?:图|表)解|说明)(?!会)", "图解(?!会)|表解(?!会)|说明(?!会)"),
        ("(?:年度)?报告|(?:[|)(]|\\)\\|)号", "(?:年度)?报告|[|)(]号|\\)\\|号"),
        ("年(?:报|度报告)", "年(?:报|度报告)"),
        ("(?<=的)答复|^(?:关于)", "(?<=的)答复|^(?:关于)"),
        ("(?:问卷", "(?:问卷"),
    ],
)
def test_groups_that_alternatives_begin_with_are_written_out(written: str, as_spread: str) -> None:
    assert spread(written) == as_spread


_words = st.text("公告示", max_size=3)
_patterns = st.recursive(
    _words,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("|".join),
        st.tuples(inner, st.sampled_from(["", "?", "{0,2}"]), inner).map(
            lambda part: f"(?:{part[0]}){part[1]}{part[2]}"
        ),
        st.tuples(inner, inner).map(lambda part: f"{part[0]}.{{0,2}}(?!{part[1]})"),
    ),
    max_leaves=6,
)


@given(_patterns, st.text("公告示的", max_size=8))
def test_they_find_the_same(pattern: str, words: str) -> None:
    once, spread_out = re.search(pattern, words), re.search(spread(pattern), words)
    assert (once and once.span()) == (spread_out and spread_out.span())
