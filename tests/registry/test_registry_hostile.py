"""Lists and tables that somebody uploads to keep the service busy."""

import pytest

from federator.model.errors import ConfigError
from federator.model.table import Table
from federator.registry.bulk import read_list

DEEP = {
    "dotted": "a." * 200_000 + "b = 1",
    "dotted within": "x = {" + "a." * 200_000 + "b = 1}",
    "dotted behind a sign that ends lines elsewhere": '"\u2028".' * 200_000 + "b = 1",
    "nested": "a = " + "[" * 200_000,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_keys_in_keys_without_end_are_refused_at_once(text: str) -> None:
    with pytest.raises(ConfigError):
        read_list("sites.toml", text)
    with pytest.raises(ConfigError):
        Table.written(text, "names")


def test_the_line_that_is_refused_is_named() -> None:
    networks = ", ".join(['"10.0.0.0/8"'] * 34)
    with pytest.raises(ConfigError, match=r"line 2 has more than 100 dots"):
        Table.written(f"[fetch]\nallow_networks = [{networks}]\n", "federator.toml")


def test_entities_are_neither_multiplied_nor_fetched() -> None:
    doubling = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    for head, name in ((f'<!ENTITY e0 "lol">{doubling}', "&e9;"), ('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")):
        with pytest.raises(ConfigError):
            read_list(
                "a.opml", f'<!DOCTYPE o [{head}]><opml><outline text="{name}" xmlUrl="http://a.example/"/></opml>'
            )
