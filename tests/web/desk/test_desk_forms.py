"""Forms that were not taken: what is wrong stands above, each fault leading to its field, in the reader's language."""

import re
from typing import Any

import pytest
from lxml import html

from federator.model.people import Role
from federator.web.failures import LARGEST_BODY
from tests.web.desk.conftest import token_of

JUNK = "<b>☃"
FORMS = {
    "/desk/people/invite": {"role": JUNK, "sites": JUNK, "organisations": JUNK},
    "/desk/clients/add": {"name": "", "per_minute": "0", "sites": JUNK, "expires": JUNK, "names": JUNK},
    "/desk/organisations/add": {"id": JUNK, "name": "", "division": JUNK, "credit_code": "1"},
    "/desk/contacts/qt": {"name": "", "way": JUNK, "address": ""},
    "/desk/me": {"password": "x", "again": "y"},
}


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_fault_leads_to_its_field(address: str, language: str, desk: Any) -> None:
    boss = desk.anybody(Role.PROVINCE)
    boss.get(f"/?lang={language}")
    sent = FORMS[address] | {"csrf_token": token_of(boss.get(address).text)}
    tree = html.fromstring(boss.post(address, data=sent).get_data(as_text=True))
    (summary,) = tree.cssselect(".fault[role=alert][autofocus]")
    links = [link.get("href").removeprefix("#") for link in summary.cssselect("a")]
    assert set(FORMS[address]) <= set(links)
    for field in links:
        element = tree.get_element_by_id(field)
        assert tree.get_element_by_id(element.get("aria-describedby")).text_content() in summary.text_content()
    foreign = "[\u4e00-\u9fff]" if language == "en" else "[a-z]{3,}"
    assert not re.search(foreign, summary.text_content()), summary.text_content()


def test_people_are_shown_with_the_names_of_what_they_answer_for(desk: Any) -> None:
    desk.add("wang", Role.SITE, sites=frozenset({"qt"}), organisations=frozenset({"331121-zrzy"}))
    page = html.fromstring(desk.anybody(Role.AUDITOR).get("/desk/people").text)
    charges = [" ".join(cell.text_content().split()) for cell in page.cssselect("td[data-label=负责]")]
    assert sorted(charges) == ["qt 网站、青田县自然资源和规划局", "—"]


@pytest.mark.parametrize(("language", "said"), [("zh", "请分成几个较小的文件"), ("en", "split the file")])
def test_what_is_too_large_is_refused_in_words(language: str, said: str, desk: Any) -> None:
    boss = desk.anybody(Role.PROVINCE)
    boss.get(f"/?lang={language}")
    answer = boss.post("/desk/import", data={"files": "x" * (LARGEST_BODY + 1)})
    assert (answer.status_code, said in answer.text) == (413, True)


def test_a_notice_is_shown_with_the_name_of_its_source(desk: Any, full: str) -> None:
    boss = desk.anybody(Role.PROVINCE)
    crumbs = html.fromstring(boss.get(f"/desk/notices/{full}").text).cssselect(".crumbs a")
    assert [one.text_content() for one in crumbs] == ["qt 网站 · gg 栏目"]
