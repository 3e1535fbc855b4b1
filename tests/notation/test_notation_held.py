"""What elements hold as text for a script to show."""

from html import escape
from time import process_time

import pytest

from federator.notation.held import shown

LIST = "".join(f'<li><a href="/gg/{n}.html">关于征地的公告</a></li>' for n in range(3))
TEMPLATE = '<script id="t" type="text/{}">{}</script>'


@pytest.mark.parametrize(
    "held",
    [
        f'<textarea style="display:none">{LIST}</textarea>',
        f"<TEXTAREA>{escape(LIST)}</TEXTAREA>",
        f"<template id=t>{LIST}</template>",
        *(TEMPLATE.format(kind, LIST) for kind in ("x-template", "html", "x-jquery-tmpl", "template")),
    ],
)
def test_a_list_that_a_script_shows_as_it_stands_is_shown(held: str) -> None:
    assert shown(f"<p>公告</p>{held}<script>show()</script>") == f"<p>公告</p>{LIST}<script>show()</script>"


@pytest.mark.parametrize(
    "kept",
    [
        TEMPLATE.format("html", LIST.replace("公告", "{{title}}")),
        TEMPLATE.format("template", LIST.replace("公告", "<%= title %>")),
        TEMPLATE.format("javascript", LIST),
        "<textarea name=q>请输入标题</textarea>",
        f"<textarea>{LIST}",
    ],
)
def test_patterns_and_what_people_write_into_stay(kept: str) -> None:
    assert shown(kept) == kept


@pytest.mark.parametrize("piece", ["<textarea>", "<textarea></textarea>", "<a href=", "<script type=text/html", "{a"])
def test_time_grows_with_the_length_of_the_page(piece: str) -> None:
    begun = process_time()
    shown("<textarea>" + piece * 200_000 + "</textarea>")
    assert process_time() - begun < 5
