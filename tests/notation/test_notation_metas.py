"""What a page's metas say is the same for each room that asks, however oddly they are written."""

import pytest

from federator.induce import induce_list
from federator.navigation import facts_of
from federator.notice_page import read_notice_page
from tests.answers import answer_at

TITLE, URL = "关于某地块征收的公告", "http://a.example/art/1.html"
SAID = f'<meta name="ArticleTitle" content="{TITLE}">'
BODY = f"<body><h1>{TITLE}</h1><p>来源：某局</p><div id=zoom><p>{'拟征收土地。' * 40}</p></div><p>上一篇：没有了</p>"


@pytest.mark.parametrize(
    ("head", "titled"),
    [
        (SAID, True),
        (f"<META NAME=articletitle CONTENT='{TITLE}'>", True),
        (f'<meta name=" ArticleTitle " content="{TITLE}">', True),
        (f'{SAID}<meta name="ArticleTitle" content="">', True),
        (f'<meta name="ArticleTitle" content=" ">{SAID}', True),
        (f'{SAID}<meta name="ArticleTitle" content="通知公告">', True),
        ('<meta name="ArticleTitle" content="<p>&nbsp;</p>">', False),
        ('<meta name="ArticleTitle" content="通知公告">', False),
        (f'<meta property="ArticleTitle" content="{TITLE}">', False),
        (f"<!-- {SAID} -->", False),
        (f"<script>var meta = '{SAID}';</script>", False),
    ],
)
def test_all_rooms_agree_whether_a_page_is_titled(head: str, titled: bool) -> None:
    page = f"<html><head>{head}</head>{BODY}</body></html>"
    answer = answer_at(URL, page)
    assert read_notice_page(answer).metas.get("articletitle") == (TITLE if titled else None)
    assert facts_of(page).is_notice is titled
    assert ("a meta ArticleTitle" in {reason.en for reason in induce_list(page, URL).reasons}) is titled
