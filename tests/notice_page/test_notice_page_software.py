"""One page of each kind of site software, beside what a person reads there."""

import json
from pathlib import Path
from typing import Any

import pytest

from federator.model.row import NoticePage
from federator.notice_page import read_notice_page
from tests.answers import answer_at

PAGES = Path(__file__).parent.parent / "data" / "notice_page"
SOFTWARE = sorted(page.stem for page in PAGES.glob("*.html"))


def read(name: str) -> tuple[NoticePage, dict[str, Any]]:
    expected = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    content = (PAGES / f"{name}.html").read_bytes()
    url = expected["url"]
    answer = answer_at(url, content, {"content-type": "text/html"})
    return read_notice_page(answer), expected


@pytest.mark.parametrize("name", SOFTWARE)
def test_a_page_is_read_as_a_person_reads_it(name: str) -> None:
    page, expected = read(name)
    assert page.title == expected["title"]
    assert page.text == expected["text"]
    assert page.body_by == expected["body_by"]
    assert dict(page.fields) == expected["fields"]
    assert {key: page.metas[key] for key in expected["metas"]} == expected["metas"]
    found = [[file.name, file.url, file.file_name] for file in page.attachments]
    assert found == expected["attachments"]


def test_the_body_is_harmless_and_keeps_its_table() -> None:
    html = read("jcms")[0].html
    assert "<table>" in html
    assert not any(trace in html for trace in ("script", "onclick", "style=", "微博", "相关信息"))


def test_an_empty_meta_leaves_the_name_to_a_later_one() -> None:
    assert "author" not in read("jpaas")[0].metas
    assert "发布日期" not in read("one_pdf")[0].fields
