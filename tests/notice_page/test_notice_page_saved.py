"""Saved pages of real sites, where a folder of them is at hand: titles and dates as their lists gave them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from federator.model.row import NoticePage
from federator.notation.dates import read_time
from federator.notation.folding import title_key
from federator.notice_page import read_notice_page
from tests.answers import answer_at

FOLDER = os.environ.get("FEDERATOR_CORPUS")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="FEDERATOR_CORPUS names no folder of saved pages")
LABELS = ("发布日期", "发布时间", "公开日期")


def saved() -> list[tuple[dict[str, Any], NoticePage]]:
    folder = Path(FOLDER or "")
    gold = json.loads((folder / "details.gold.json").read_text("utf-8"))
    return [(one, read(folder / "details" / one["fn"], f"http://a.cn/{one['path']}")) for one in gold]


def read(page: Path, url: str) -> NoticePage:
    return read_notice_page(answer_at(url, page.read_bytes()))


def test_titles_and_dates_of_saved_pages() -> None:
    pages = saved()
    titles = [title_key(page.title) in map(title_key, one["titles"]) for one, page in pages]
    written = [next((page.fields[label] for label in LABELS if label in page.fields), "") for _, page in pages]
    days = [(found := read_time(text)) and found.day.isoformat() for text in written]
    dates = [day == one["date"] for day, (one, _) in zip(days, pages, strict=True)]
    assert sum(titles) >= 0.97 * len(pages)
    assert sum(dates) >= 0.97 * len(pages)
