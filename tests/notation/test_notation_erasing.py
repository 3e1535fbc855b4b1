"""Words are found and taken out in every way that pages and interfaces write them."""

import json

import pytest

from federator.notation.erasing import holds, without

TITLE = '关于"三改一拆"地块的公告'


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
    assert holds(content, {TITLE})
    left = without(content, {TITLE}, ())
    assert len(left) == len(content)
    assert not holds(left, {TITLE})


def test_what_only_resembles_a_title_stays() -> None:
    content = json.dumps({"title": "关于三改一拆地块的公告"}, ensure_ascii=False).encode()
    assert without(content, {TITLE}, ()) == content
