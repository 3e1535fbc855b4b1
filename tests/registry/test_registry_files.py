"""Registry files: what a good one yields, what a bad one is told, and the way there and back."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.model.errors import ConfigError
from federator.model.site import Life, Rule, Site, Source
from federator.model.words import Words
from federator.registry import Accepted, read_rule, read_site, strangers, write_site
from federator.registry.duration import duration_called, read_duration, write_duration

ACCEPTED = Accepted(
    connectors={"feed", "html-list", "jpage", "json-list"},
    categories={"C02", "C05"},
    divisions={"330100", "330122"},
    presets={"landchina", "irs"},
)
GOOD = """
id = "ghzy-hangzhou"
name = "杭州市规划和自然资源局"
organisation = "330100-ghzy"
division = "330100"
home = "http://ghzy.example/"
life = "active"

[[sources]]
id = "gsgg"
name = "公示公告"
url = "http://ghzy.example/col/col1/index.html"
category = "C05"
every = "30m"

[[sources]]
id = "tonglu"
name = "桐庐"
url = "http://ghzy.example/tonglu/"
organisation = "330122-zrzy"
division = "330122"
connector = "html-list"
pages = false

[sources.rule]
rows = "ul.list li"
date = "span"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "site.toml"
    path.write_text(text, "utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read_site(written(folder, text), ACCEPTED)
    return [fault.sentence("en") for fault in caught.value.faults]


def test_a_source_takes_from_its_site_what_it_leaves_out(tmp_path: Path) -> None:
    site = read_site(written(tmp_path, GOOD), ACCEPTED)
    first, second = site.sources
    assert site.life is Life.ACTIVE
    assert (first.organisation, first.division, first.site_name) == ("330100-ghzy", "330100", site.name)
    assert (first.connector, first.every, first.pages) == (None, timedelta(minutes=30), True)
    assert (second.organisation, second.key) == ("330122-zrzy", "ghzy-hangzhou/tonglu")
    assert second.rule == Rule(rows="ul.list li", date="span")


def test_every_fault_is_named_by_file_and_key_at_once(tmp_path: Path) -> None:
    broken = (
        GOOD.replace('"active"', '"alive"')
        .replace('"C05"', '"C99"')
        .replace('"30m"', '"often"')
        .replace("pages = false", 'pages = "no"')
        .replace("http://ghzy.example/tonglu/", "ftp://ghzy.example/")
    )
    told = faults(tmp_path, broken)
    assert len(told) == 5
    for key in ("life", "sources.gsgg.category", "sources.gsgg.every", "sources.tonglu.pages", "sources.tonglu.url"):
        assert any(f"site.toml: {key}: " in one for one in told), (key, told)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("id = alive", "line 1"),
        (GOOD.replace('home = "http://ghzy.example/"\n', ""), "home: is missing"),
        (GOOD.replace('id = "tonglu"', 'id = "gsgg"'), "used twice"),
        (GOOD.replace('rows = "ul.list li"\n', ""), "sources.tonglu.rule.rows: is missing"),
        (GOOD.replace("http://ghzy.example/tonglu/", "http://me:secret@ghzy.example/"), "without user or password"),
        (GOOD + '\ncolour = "red"\n', "no such key"),
    ],
)
def test_a_fault_comes_with_its_remedy(tmp_path: Path, broken: str, told: str) -> None:
    assert any(told in one for one in faults(tmp_path, broken))


def test_a_number_in_place_of_a_code_is_told_once_and_how_it_is_written(tmp_path: Path) -> None:
    told = faults(tmp_path, GOOD.replace('division = "330100"', "division = 330100"))
    assert len(told) == 1
    assert "division: 330100 is no text; write it as text in quotation marks" in told[0]


def test_an_export_of_an_import_of_an_export_is_the_export(tmp_path: Path) -> None:
    export = write_site(read_site(written(tmp_path, GOOD), ACCEPTED))
    again = write_site(read_site(written(tmp_path, export), ACCEPTED))
    assert again == export


@given(st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=365)))
def test_durations_read_back(span: timedelta) -> None:
    whole = timedelta(seconds=int(span.total_seconds()))
    assert read_duration(write_duration(whole)) == whole


def test_a_draft_without_sources_is_a_site_too(tmp_path: Path) -> None:
    site = Site("a", "甲", "330100-ghzy", "330100", "http://a.example/")
    assert read_site(written(tmp_path, write_site(site)), ACCEPTED) == site


def test_an_unknown_organisation_is_told_and_not_refused(tmp_path: Path) -> None:
    site = read_site(written(tmp_path, GOOD), ACCEPTED)
    (told,) = strangers(site, {"330100-ghzy"})
    assert told.place == "ghzy-hangzhou: 330122-zrzy"
    assert "add it at the desk, or to the organisations file" in told.sentence("en")
    assert strangers(site, {"330100-ghzy", "330122-zrzy"}) == ()


def test_sources_keep_their_order(tmp_path: Path) -> None:
    sources = tuple(
        Source(
            site="a",
            id=f"s{number}",
            name="栏目",
            url=f"http://a.example/{number}",
            organisation="330100-ghzy",
            division="330100",
            site_name="甲",
            home="http://a.example/",
        )
        for number in (3, 1, 2)
    )
    site = Site("a", "甲", "330100-ghzy", "330100", "http://a.example/", Life.ACTIVE, sources)
    assert read_site(written(tmp_path, write_site(site)), ACCEPTED) == site


@pytest.mark.parametrize(
    ("key", "selector"), [("rows", "li["), ("date", "a:nope("), ("next", "+ a"), ("title", "+"), ("year", "- h3")]
)
def test_a_rule_that_is_no_selector_is_named_by_its_key(tmp_path: Path, key: str, selector: str) -> None:
    path = tmp_path / "rule.toml"
    path.write_text("\n".join(f'{name} = "{value}"' for name, value in ({"rows": "li"} | {key: selector}).items()))
    with pytest.raises(ConfigError) as raised:
        read_rule(path, set())
    assert [fault.place for fault in raised.value.faults] == [f"{path}: {key}"]


def test_a_rule_may_look_around_the_row(tmp_path: Path) -> None:
    path = tmp_path / "rule.toml"
    path.write_text('rows = "dt"\ndate = "+ dd"\nlink = "- a"\nyear = "h4"\nnotice_title = "h1"\nnotice_date = ".d"')
    assert read_rule(path, set()) == Rule("dt", link="- a", date="+ dd", year="h4", notice_title="h1", notice_date=".d")
    for mark in "+-":
        path.write_text(f'rows = "a"\ndate = "{mark}"')
        assert read_rule(path, set()).date == mark


def test_a_duration_is_told_in_words() -> None:
    told = [duration_called(timedelta(minutes=minutes)) for minutes in (30, 60, 2880)]
    assert told == [Words("30 分钟", "30 minutes"), Words("1 小时", "1 hour"), Words("2 天", "2 days")]
