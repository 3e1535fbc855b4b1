"""Words are found and taken out in every way that pages and interfaces write them."""

import json
from time import process_time

import pytest

from federator.notation.erasing import names_any, without

TITLE = '关于"三改一拆"地块的公告'
URL = "http://a.example/info/12.htm"


@pytest.mark.parametrize(
    "content",
    [
        f"<h1>{TITLE}</h1>".encode(),
        f"<h1>{TITLE}</h1>".encode("gb18030"),
        f"<h1>{TITLE}</h1>".replace('"', "&quot;").encode(),
        json.dumps({"title": TITLE}).encode(),
        json.dumps({"title": TITLE}, ensure_ascii=False).encode(),
        "".join(f"&#{ord(char)};" for char in TITLE).encode(),
    ],
)
def test_a_title_is_taken_out_however_it_is_written(content: bytes) -> None:
    assert names_any(content, {TITLE})
    left = without(content, {TITLE}, ())
    assert len(left) == len(content)
    assert not names_any(left, {TITLE})


def test_what_only_resembles_a_title_stays() -> None:
    content = json.dumps({"title": "关于三改一拆地块的公告"}, ensure_ascii=False).encode()
    assert without(content, {TITLE}, ()) == content


def test_links_go_with_their_words_and_bare_addresses_alone() -> None:
    page = b'<li><a href="/info/12.htm">A</a></li>/info/12.htm <a href="/info/12.html">B</a>'
    assert without(page, (), [URL]).split() == [b"<li>", b"</li>", *b'<a href="/info/12.html">B</a>'.split()]


def test_an_address_named_again_and_again_takes_no_longer_than_the_page_is_long() -> None:
    begun = process_time()
    assert without(b"/info/12.htm " * 60_000, (), [URL]).isspace()
    assert process_time() - begun < 5, "it took minutes"
