"""The invented notices and organisations, read from pages/notices.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

_TIMES = ("08:45", "09:30", "10:15", "14:20", "16:05")


@dataclass(frozen=True, slots=True)
class Publisher:
    """An organisation of the province; ``other_names`` joined by ``;``, ``mark`` opens its document numbers."""

    id: str
    name: str
    other_names: str
    division: str
    parent: str
    mark: str
    credit: str


@dataclass(frozen=True, slots=True)
class SampleNotice:
    """One notice as its publisher knows it. ``columns`` (site/source): the first is its own, the others copy it.

    ``first_day`` to ``last_day`` of the story (0 is the first) it stands in its lists. ``lost``: the list links a
    page that is not there. ``dateless``: nothing says when it was published.
    """

    key: str
    number: int
    publisher: Publisher
    columns: tuple[str, ...]
    title: str
    published: date
    time: str
    written: date
    doc_no: str
    index_no: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, str], ...]
    attachments: tuple[str, ...]
    first_day: int
    last_day: int
    lost: bool
    dateless: bool

    @property
    def pub_date(self) -> str:
        """As metas write it: ``2026-08-01 09:30``."""
        return f"{self.published} {self.time}"


class _Day:
    """``{on}`` in a text: the day in Chinese; ``{on:+20}`` twenty days later."""

    def __init__(self, day: date) -> None:
        self._day = day

    def __format__(self, shift: str) -> str:
        day = self._day + timedelta(days=int(shift or 0))
        return f"{day.year}年{day.month}月{day.day}日"


def publishers() -> Mapping[str, Publisher]:
    """All organisations by id."""
    return {
        id_: Publisher(
            id_, one["name"], one["other"], one["division"], one.get("parent", ""), one["mark"], one["credit"]
        )
        for id_, one in _told()["organisations"].items()
    }


def notices(start: date, day: int) -> tuple[SampleNotice, ...]:
    """All notices of the story that began on ``start``, as they read on its ``day``."""
    told = _told()
    known = publishers()
    return tuple(
        _notice(one, number, known[one["by"]], told["kinds"][one["kind"]], start, day)
        for number, one in enumerate(told["notices"], 1)
    )


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads((files("federator.sample") / "pages" / "notices.toml").read_text("utf-8"))


def _notice(
    one: Mapping[str, Any], number: int, by: Publisher, kind: Mapping[str, Any], start: date, day: int
) -> SampleNotice:
    published = start + timedelta(days=one["day"])
    words = {"by": by.name, "year": published.year, "on": _Day(published)}
    words |= {name: value.format_map(words) for name, value in one["p"].items()}
    body = kind["body"].strip().format_map(words)
    amended = one.get("amended")
    if amended and day >= amended["stage"]:
        body = body.replace(amended["find"], amended["put"])
    year = f"{published.year}"
    return SampleNotice(
        key=one["key"],
        number=number,
        publisher=by,
        columns=tuple(one["in"]),
        title=kind["title"].format_map(words),
        published=published,
        time=_TIMES[number % len(_TIMES)],
        written=start + timedelta(days=one.get("written", one["day"])),
        doc_no=f"{by.mark}{kind['doc']}〔{year}〕{number}号" if "doc" in kind else "",
        index_no=f"{by.credit}/{year}-{10_000 + number}",
        paragraphs=tuple(body.split("\n")),
        table=tuple((label, value.format_map(words)) for label, value in kind.get("table", ())),
        attachments=tuple(name.format_map(words) for name in kind.get("attachments", ())),
        first_day=one["day"],
        last_day=one.get("gone", 10_000) - 1,
        lost=one.get("lost", False),
        dateless=one.get("dateless", False),
    )
