"""List pages of very different make, each beside what a person reads on it; the rule that was worked out reads them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from federator.connectors.catalogue import read_list
from federator.induce import induce_list
from federator.model.answer import Answer, Request
from federator.model.row import Row
from federator.model.site import Rule, Source
from federator.notation.dates import read_time, year_in_address

DATA = Path(__file__).parents[1] / "data" / "induce"
CASES = sorted(path.name.removesuffix(".expected.json") for path in DATA.glob("*.expected.json"))


def _read(text: str, url: str, rule: Rule) -> list[list[str | None]]:
    source = Source("site", "column", "栏目", url, "", "", connector="html-list", rule=rule)
    answer = Answer(Request(url), 200, url, text.encode(), datetime(2026, 9, 30, tzinfo=UTC))
    return [[row.title, row.url, _day(row)] for row in read_list(answer, source).rows]


def _day(row: Row) -> str | None:
    found = read_time(row.date_written, year_in_address(row.url)) if row.date_written else None
    return found.day.isoformat() if found else None


@pytest.mark.parametrize("name", CASES)
def test_a_page_nobody_described_is_read_as_a_person_reads_it(name: str) -> None:
    expected = json.loads((DATA / f"{name}.expected.json").read_text("utf-8"))
    text = (DATA / f"{name}.html").read_text("utf-8")
    found = induce_list(text, expected["url"])
    assert found.kind == expected["kind"], found.reasons
    assert (_read(text, expected["url"], found.rule) if found.rule else []) == expected["rows"], found.rule
    assert found.proposals or found.reasons
