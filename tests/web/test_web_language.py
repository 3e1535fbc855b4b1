"""Chinese first, English complete, notices as published."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from lxml import html

import federator.web

ROOM = Path(federator.web.__file__).parent
CATALOGUE = ROOM / "translations" / "en" / "LC_MESSAGES" / "messages.po"
CHINESE = range(0x4E00, 0x9FFF)


def used() -> set[str | tuple[str, str]]:
    found = extract_from_dir(
        ROOM,
        method_map=[("**.py", "python"), ("templates/**.html", "jinja2")],
        keywords={"_": None, "gettext": None, "lazy_gettext": None, "counted": (1, 1)},
    )
    return {message for _, _, message, _, _ in found if all(isinstance(one, str) for one in message)}


def test_the_english_catalogue_has_every_sentence_and_no_other() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    said = {message.id: message.string for message in catalogue if message.id}
    assert said.keys() == used()
    assert all(all(one) if isinstance(one, tuple) else one for one in said.values())
    assert not any(message.fuzzy or list(message.check()) for message in catalogue)


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        held = {str(message.id): message.string for message in read_mo(file) if message.id}
    assert held == {str(message.id): message.string for message in read_mo(compiled) if message.id}


def test_english_is_one_click_away_and_remembered(client: FlaskClient, full: str) -> None:
    first = client.get("/?category=K2")
    tree = html.fromstring(first.data.decode())
    assert tree.get("lang") == "zh-CN"
    toggle = tree.cssselect("header nav [hreflang=en]")[0].get("href")
    assert toggle == "?category=K2&lang=en"
    assert html.fromstring(client.get(f"/{toggle}").data.decode()).get("lang") == "en"
    again = client.get("/sources")
    assert html.fromstring(again.data.decode()).get("lang") == "en"
    assert "Cookie" in again.headers["Vary"]
    back = html.fromstring(again.data.decode()).cssselect("header nav [hreflang]")[0]
    assert (back.get("hreflang"), back.get("href")) == ("zh-CN", "?lang=zh")
    assert html.fromstring(client.get("/sources?lang=zh").data.decode()).get("lang") == "zh-CN"


@pytest.mark.parametrize("address", ["/?lang=fr", "/sources?lang=fr", "/feeds/notices.atom?lang=fr"])
def test_an_unknown_language_is_refused_in_chinese(address: str, client: FlaskClient) -> None:
    answer = client.get(address)
    assert (answer.status_code, "参数“lang”的值“fr”不存在。可用的值：zh, en。" in answer.text) == (400, True)
    assert "Set-Cookie" not in answer.headers


def test_the_link_to_the_other_language_leads_nowhere_else(client: FlaskClient) -> None:
    """``//host/`` as a path would be another host's address."""
    answer = client.open(path="//elsewhere.example/x", base_url="http://localhost")
    assert answer.status_code == 404
    assert html.fromstring(answer.data.decode()).cssselect("header nav [hreflang]")[0].get("href") == "?lang=en"


def test_english_pages_say_nothing_in_chinese_but_what_is_marked_so(
    client: FlaskClient, full: str, held: str, troubled: Callable[[], None]
) -> None:
    """Chinese first, so that a sentence frozen in the language of the first reader would show."""
    troubled()
    addresses = ("/", f"/notices/{full}", "/sources", "/sources/qt/gg", "/sources/hz/gg", "/nothing", "/?x=1")
    for address in addresses:
        client.get(address)
    client.get("/?lang=en")
    for address in addresses:
        tree = html.fromstring(client.get(address).data.decode())
        for element in tree.cssselect("title, [lang=zh-CN], [hreflang=zh-CN], small"):
            element.getparent().remove(element) if not element.tail else element.clear(keep_tail=True)
        left = tree.text_content()
        assert not [one for one in left if ord(one) in CHINESE], (address, left)
