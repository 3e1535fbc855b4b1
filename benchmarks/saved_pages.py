"""The saved pages that FEDERATOR_CORPUS names, each beside what a person says that it holds."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from federator.model.answer import Answer, Request
from federator.notation.folding import title_key

CORPUS = os.environ.get("FEDERATOR_CORPUS", "")
NOW = datetime(2026, 11, 26, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved page of the corpus: of which site, its folder there, and what a person says that it holds."""

    site: str
    column: str
    answer: Answer
    gold: Mapping[str, object]
    seen: date = date.min
    """The latest day on any list of the site: it was saved then or soon after."""

    @property
    def items(self) -> list[tuple[set[str], str]]:
        """Accepted titles (as keys) and ISO day of each row."""
        items: object = self.gold["items"]
        assert isinstance(items, list)  # noqa: S101 - the corpus' README says so
        return [({title_key(title) for title in titles}, day) for titles, _, day in items]


def saved(kind: str) -> list[Saved]:
    """The pages of ``lists`` or ``details``."""
    root = Path(CORPUS)
    found = []
    for gold in json.loads((root / f"{kind}.gold.json").read_text("utf-8")):
        url = f"http://site.test/{gold['path']}"
        answer = Answer(Request(url), 200, url, (root / kind / gold["fn"]).read_bytes(), NOW)
        found.append(Saved(gold["repo"], gold["path"].rpartition("/")[0].partition("/20")[0], answer, gold))
    latest: dict[str, date] = {}
    for page in found if kind == "lists" else ():
        days = [date.fromisoformat(day) for _, day in page.items]
        latest[page.site] = max(latest.get(page.site, date.min), *days)
    return [replace(page, seen=latest.get(page.site, date.min)) for page in found]
