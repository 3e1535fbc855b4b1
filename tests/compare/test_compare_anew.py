"""A notice understood anew from what was kept of it."""

from dataclasses import replace
from itertools import permutations

from federator.compare.anew import anew
from federator.model.breach import Breach, Severity
from federator.model.item import Latest
from federator.model.revision import RevisionKind, State
from tests.compare.notices import notice

NOTICE = notice()
BREACHES = tuple(Breach(clause, "text", Severity.MINOR) for clause in ("body-missing", "extra-missing", "date-odd"))
LATEST = Latest("n", 7, RevisionKind.CREATED, State.PUBLISHED, True, True, NOTICE, BREACHES, "p 1", "c")


def test_the_same_breaches_in_another_order_make_no_version() -> None:
    assert [anew(LATEST, NOTICE, several) for several in permutations(BREACHES)] == [None] * 6


def test_a_breach_gained_or_lost_or_a_field_that_differs_makes_one() -> None:
    for understood, breaches in (
        (NOTICE, BREACHES[:2]),
        (NOTICE, (*BREACHES, Breach("index-no-missing", "index_no", Severity.MINOR))),
        (replace(NOTICE, title="另一公告"), BREACHES),
    ):
        made = anew(LATEST, understood, breaches)
        assert made is not None
        assert (made.kind, made.shown) == (RevisionKind.REREAD, True)
