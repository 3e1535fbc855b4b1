"""What the scripts of a page do where an element is clicked, and what they read off it for that:
``$("#list li").click(function(){location.href="/info/"+$(this).attr("data-id")})``. None is run."""

import re
from collections.abc import Collection, Iterator
from itertools import islice

from lxml.html import HtmlElement

from federator.notation.seeking import holds

_QUOTED = r"""["']([^"'<>\n]{1,80})["']"""
_HANDLED = re.compile(
    rf"(?:\$|jQuery)\(\s?(?:document|{_QUOTED})\s?\)\s?\.\s?(click|on|bind|live|delegate)\s?\(\s?"
    rf"(?:{_QUOTED}\s?,\s?)?(?:{_QUOTED}\s?,\s?)?function\s?\(\w{{0,20}}\)\s?\{{",
    re.A,
)
_SIMPLE = re.compile(r"[\w.#>\- ]{1,80}", re.A)
_READ = re.compile(
    r"""\$\(\s?(\w{1,40})\s?\)\s?\.\s?(attr|data|prop)\(\s?["']([\w-]{1,40})["']\s?\)"""
    r"""|\b(\w{1,40})\.(?:getAttribute\(\s?["']([\w-]{1,40})["']\s?\)|dataset\.(\w{1,40})|(id)\b)""",
    re.A,
)
_CAPITAL = re.compile("[A-Z]")
_PLAIN = re.compile(r"[\w./?=&%:,~-]{1,300}", re.A)
_MOST = 8
"""Handlers of a page that are looked at: each element they are for is asked what they read off it."""


def handlers_in(text: str) -> Iterator[tuple[str, int]]:
    """The selector of what each handler of clicks is for, and where its body begins."""
    handlers = _HANDLED.finditer(text) if holds(text, "click") else iter(())
    for found in islice(handlers, _MOST):
        over, how, *named = found.groups()
        inner = " ".join(one for one in named if one and one != "click")
        selector = f"{over or ''} {inner}".strip()
        if (how == "click" or "click" in named) and _SIMPLE.fullmatch(selector):
            yield selector, found.end()


def read_off(script: str, names: Collection[str], element: HtmlElement) -> str:
    """The script with what it reads off ``element``, which it calls by one of ``names``, in the place of the reading;
    what the element does not say in plain words stays."""

    def said(reading: re.Match[str]) -> str:
        wrapped, how, attribute, called, stated, held, id = reading.groups()
        if (wrapped or called) not in names:
            return reading[0]
        name = f"data-{attribute}" if how == "data" else attribute or stated or id
        value = element.get(name or f"data-{_CAPITAL.sub(lambda letter: f'-{letter[0].lower()}', held)}", "")
        return f'"{value}"' if _PLAIN.fullmatch(value) else reading[0]

    return _READ.sub(said, script)
