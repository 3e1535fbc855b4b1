"""Files that a page shows by script: which of them are shown at all, and what they are called."""

import pytest

from federator.notice_page import read_notice_page
from tests.answers import answer_at

TITLE = "关于石门水库除险加固工程的公告"
FILE = "/__local/0/12/3A/0123456789ABCDEF0123456789A_1F2E3D4C_55.pdf"
SHOW = f'showVsbpdfIframe("{FILE}","100%","600","0","","pdf")'
SHOWN = f"<script>{SHOW}</script>"


def names(body: str) -> list[str]:
    url = "http://a.gov.cn/gg/1.html"
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div id='vsb_content'>{body}</div></body>"
    answer = answer_at(url, page)
    return [file.name for file in read_notice_page(answer).attachments]


@pytest.mark.parametrize(
    "body",
    [
        f"<!-- <p>{SHOWN}</p> --><p>正文</p>",
        f"<!--[if IE]>{SHOWN}<![endif]--><p>正文</p>",
        f"<p>正文</p><!-- {SHOWN}",
        f"<script>\n// {SHOW}\n</script><p>正文</p>",
    ],
)
def test_what_a_comment_holds_is_not_shown(body: str) -> None:
    assert names(body) == []


@pytest.mark.parametrize(
    "body",
    [
        SHOWN,
        f"<!-- 正文 --><p>{SHOWN}</p><!-- 结束 -->",
        f"<script type='text/javascript'>\n<!--\n{SHOW};\n//-->\n</script>",
        f"<script>var site = 'http://a.gov.cn'; {SHOW}</script>",
        f"<iframe src='{FILE}'></iframe>",
    ],
)
def test_a_shown_file_that_nothing_names_is_called_as_its_notice(body: str) -> None:
    assert names(f"<p>正文</p>{body}") == [TITLE]


def test_a_file_that_has_a_name_keeps_it() -> None:
    assert names(f"{SHOWN}<p>附件【<a href='{FILE}'>加固方案.pdf</a>】</p>") == ["加固方案.pdf"]
    assert names("<script>showVsbpdfIframe('/files/plan2026.pdf')</script>") == ["plan2026.pdf"]
    assert names(SHOWN + SHOWN.replace("_55", "_56")) == [FILE[17:], FILE[17:].replace("_55", "_56")]
