"""Values that every answer draws anew, and values that look so and name a notice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from federator.compare.sessions import as_known, has_drawn
from federator.model.item import Item
from federator.model.row import Row
from federator.notation.address_key import address_key
from federator.notation.folding import title_key

SEEN = datetime(2026, 11, 16, tzinfo=UTC)
OLD, NEW = "8f3c01d29ab4e675", "01b7e2aa90c3d4f8"


def rows(way: str, drawn: str, numbers: range = range(4), day: str = "2026-11-15") -> list[Row]:
    return [Row(f"第{n}号公告", f"http://a.example/{way.format(n=n, drawn=drawn)}", day) for n in numbers]


def known(several: list[Row], seen: datetime = SEEN) -> list[Item]:
    return [
        Item(
            id=row.url, source="a/gg", notice_id="", address=address_key(row.url), url=row.url,
            title_key=title_key(row.title), doc_no="", day=None, issuing=True, canonical=True, first_seen=seen,
            last_seen=seen, row=row,
        )
        for row in several
    ]  # fmt: skip


@pytest.mark.parametrize(
    "way",
    [
        "view?id={n}&sid={drawn}",
        "{n}.html?t=17641{drawn}",
        "v?a=1&n={n}&x={drawn}#top",
        "v?n={n}&s={drawn}&t=17641{drawn}",
    ],
)
def test_rows_come_under_the_addresses_that_they_are_known_by(way: str) -> None:
    before = rows(way, OLD)
    found = as_known(rows(way, NEW, range(6)), known(before))
    assert [row.url for row in found] == [row.url for row in before] + [row.url for row in rows(way, NEW, range(4, 6))]
    assert [row.digest for row in found[:4]] == [row.digest for row in before]


@pytest.mark.parametrize(
    ("way", "old", "new"),
    [
        ("view?id={drawn}{n}", OLD, NEW),
        ("week{n}?year={drawn}", "2025", "2026"),
        ("week{n}?day={drawn}", "20251127", "20261127"),
        ("week{n}?column={drawn}", "announcements", "notifications"),
    ],
    ids=["the notice's own", "a year", "a day", "a word"],
)
def test_what_may_name_a_notice_stays(way: str, old: str, new: str) -> None:
    now = rows(way, new)
    assert list(as_known(now, known(rows(way, old)))) == now


@pytest.mark.parametrize("more", [{"day": "2026-11-14"}, {"numbers": range(2)}], ids=["of other days", "too few"])
def test_rows_that_say_something_else_are_others(more: Mapping[str, Any]) -> None:
    now = rows("{n}?v={drawn}", NEW, **more)
    assert list(as_known(now, known(rows("{n}?v={drawn}", OLD)))) == now


def test_of_what_was_doubled_before_the_one_seen_last_goes_on() -> None:
    way = "view?id={n}&sid={drawn}"
    earlier, later = rows(way, "5d5d5d5d5d5d5d5d"), rows(way, OLD)
    found = as_known(rows(way, NEW), [*known(later, SEEN + timedelta(days=1)), *known(earlier)])
    assert [row.url for row in found] == [row.url for row in later]


def test_lists_without_such_a_value_ask_for_nothing_known() -> None:
    assert not has_drawn(rows("view?id={n}", ""))
    assert not has_drawn([*rows("view?id={n}&sid={drawn}", NEW), Row("另一条", "http://a.example/1.html")])
    assert not has_drawn([replace(row, url="") for row in rows("view?id={n}&sid={drawn}", NEW)])
    assert not has_drawn(rows("view?id={drawn}{n}", NEW))
    assert has_drawn(rows("view?id={n}&sid={drawn}", NEW))
