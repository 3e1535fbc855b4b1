"""Every way to fail has a name of its own, says what happened and what to do, in both languages."""

import re

import pytest

from federator.model.errors import EXPLANATIONS, ErrorKind, VisitError
from federator.model.words import Words


def test_every_kind_is_explained_and_no_two_alike() -> None:
    assert set(EXPLANATIONS) == set(ErrorKind)
    said = [one.what for one in EXPLANATIONS.values()]
    assert len({words.zh for words in said}) == len({words.en for words in said}) == len(said)


@pytest.mark.parametrize("kind", ErrorKind)
def test_a_sentence_says_what_was_seen_and_what_helps(kind: ErrorKind) -> None:
    explanation = EXPLANATIONS[kind]
    for words in (explanation.what, explanation.remedy):
        assert isinstance(words, Words)
        assert re.search(r"[\u4e00-\u9fff]", words.zh)
        assert not re.search(r"[\u4e00-\u9fff]", words.en)
    said = VisitError(kind, "某处").sentence("zh")
    assert said == f"{explanation.what.zh}（某处）；{explanation.remedy.zh}"
