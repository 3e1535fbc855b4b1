"""Answers of servers that write a time or a number of their own into each, and nothing else."""

import pytest

from federator.notation.passing import without_passing_marks

MARKED = [
    "<meta name='Maketime' content='{}'><li>公告</li>",
    '<META content-type=x><meta name="Maketime"  content = "{}"><li>公告</li>',
    "<body pageTimestamp= '{}'><li>公告</li>",
    '{{"data":{{"html":"<li>公告</li>"}},"traceId":"{}","messageType":1}}',
    '{{"traceId": "{}", "data": {{"html": "<li>公告</li>"}}}}',
]


@pytest.mark.parametrize("written", MARKED)
def test_only_the_mark_is_left_out(written: str) -> None:
    first, second = (without_passing_marks(written.format(mark).encode()) for mark in ("2026-11-27 08:00", "0a1b-2"))
    assert first == second
    assert "公告" in first.decode()
    assert without_passing_marks(written.replace("公告", "公示").format("0a1b-2").encode()) != second


@pytest.mark.parametrize("written", ["Maketime", "<li>Maketime 公告 content</li>", '"traceId":7', "pageTimestamp='"])
def test_a_word_without_a_mark_stays(written: str) -> None:
    assert without_passing_marks(written.encode()) == written.encode()
