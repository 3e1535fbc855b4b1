"""The commands that understand notices anew: shown first, recorded on demand, and what a changed profile would do."""

import json
from pathlib import Path
from typing import Any

import pytest

from federator.model.revision import RevisionKind
from tests.road.conftest import ROOT, World

PAGE = "http://a.example/2026/11/15/1.html"
TITLE = "青田县鹤城街道国有建设用地使用权挂牌出让公告"
SHIPPED = ROOT / "config" / "spec" / "zj-land-12.toml"


@pytest.fixture
def harvested(world: World, desk: Any) -> World:
    world.site.list_page([(TITLE, PAGE, "2026-11-15")])
    body = "宗地编号：青土挂〔2026〕3号<br>土地面积：1200平方米<br>土地位置：鹤城街道<br>规划用途：工业用地"
    world.site.notice(PAGE, TITLE, body, extra="<p>发布机构：青田县自然资源和规划局</p>")
    world.visit(pages=True, category=None)
    settings = (desk.config / "federator.toml").read_text("utf-8")
    ours = settings.replace(str(desk.database), str(world.means.settings.database))
    (desk.config / "federator.toml").write_text(ours, "utf-8")
    return world


def edited(folder: Path, *changes: tuple[str, str]) -> Path:
    """The shipped profile with some words in the place of others."""
    text = SHIPPED.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "edited.toml"
    path.write_text(text, "utf-8")
    return path


MOVED = ('[[evidence]]\ncategory = "C03"\nwhere = "title"\nweight = 96',
         '[[evidence]]\ncategory = "C05"\nwhere = "title"\nweight = 99\npattern = "挂牌出让公告"\n\n'
         '[[evidence]]\ncategory = "C03"\nwhere = "title"\nweight = 96')  # fmt: skip


def test_a_changed_profile_says_what_it_would_do_and_records_nothing(
    harvested: World, tell: Any, tmp_path: Path
) -> None:
    seq = harvested.last_seq()
    done = tell("profile", "diff", str(SHIPPED), str(edited(tmp_path, MOVED)), "--json")
    told = json.loads(done.stdout)
    assert (told["notices"], told["differ"], told["moved"]) == (1, 1, {"C07 → C05": 1})
    assert told["gained"]["extra-missing compensation_std"] == 1
    assert told["examples"]["moved C07 → C05"][0]["title"] == TITLE
    assert harvested.last_seq() == seq


def test_the_same_profile_changes_nothing(harvested: World, tell: Any) -> None:
    told = json.loads(tell("profile", "diff", str(SHIPPED), str(SHIPPED), "a", "--json").stdout)
    assert (told["notices"], told["differ"], told["examples"]) == (1, 0, {})


def test_reclassifying_is_shown_first_and_recorded_with_its_reason(harvested: World, desk: Any, tell: Any) -> None:
    path = edited(desk.config, MOVED)
    settings = (desk.config / "federator.toml").read_text("utf-8").replace(str(SHIPPED), str(path))
    (desk.config / "federator.toml").write_text(settings, "utf-8")
    shown = tell("reclassify", FEDERATOR_LANG="en").stdout
    assert "Land supply and transfer → Land taking and compensation" in shown
    assert "this is a preview" in shown
    assert tell("reclassify", "--apply").exit_code == 2  # without a reason
    told = json.loads(tell("reclassify", "a/gg", "--apply", "--why", "新版规范", "--json").stdout)
    assert (told["applied"], told["recorded"]) == (True, 1)
    (change,) = harvested.means.store.changes(harvested.last_seq() - 1, 9, False).changes
    assert (change.kind, change.reason) == (RevisionKind.RECLASSIFIED, "C07 → C05")
    assert "1 notice, 0 of them different" in tell("reclassify", FEDERATOR_LANG="en").stdout


def test_rereading_records_only_what_differs(harvested: World, tell: Any) -> None:
    told = json.loads(tell("reread", "--apply", "--why", "升级", "--json").stdout)
    assert (told["notices"], told["recorded"]) == (1, told["differ"])
    again = json.loads(tell("reread", "--apply", "--why", "升级", "--json").stdout)
    assert again["recorded"] == 0


def test_nobody_of_that_name_is_said(harvested: World, tell: Any) -> None:
    assert tell("reread", "nowhere").exit_code == 2


def test_the_description_of_the_shipped_profile_is_current(tell: Any) -> None:
    written = (ROOT / "docs" / "publishing-profile.md").read_text("utf-8")
    described = tell("profile", "docs", str(SHIPPED)).stdout
    assert written.endswith(described), "run: federator profile docs, and put it at the end of that page"
