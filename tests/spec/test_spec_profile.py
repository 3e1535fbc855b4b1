"""The profile is data: the shipped one loads, a broken one names every fault by its key, none is known to the code."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from federator.model.breach import Severity
from federator.model.called import value_called
from federator.model.errors import ConfigError
from federator.spec.check import check
from federator.spec.clauses import CLAUSES
from federator.spec.normalise import normalise
from federator.spec.profile import load_profile

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 9, 1, tzinfo=UTC)
SHIPPED = (ROOT / "config" / "spec" / "zj-land-12.toml").read_text("utf-8")


def faults_of(tmp_path, text):
    path = tmp_path / "zj-land-12.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_profile(path)
    return {fault.place.removeprefix(f"{tmp_path}/"): fault.what.en for fault in caught.value.faults}


def test_the_shipped_profile_has_the_twelve_and_weighs_every_clause(profile):
    assert list(profile.categories) == [f"C{number:02}" for number in range(1, 13)]
    assert profile.categories["C05"].deadline_value == 10
    assert profile.stamp.startswith("zj-land-12@")
    assert set(profile.clauses) == set(CLAUSES)
    assert all(clause.rests_on for clause in profile.clauses.values())


def test_a_profile_of_before_the_doubts_loads(tmp_path):
    path = tmp_path / "older.toml"
    path.write_text("\n".join(line for line in SHIPPED.split("\n") if not line.startswith("doubts")), "utf-8")
    assert load_profile(path).categories["C07"].matter.doubts.search("此前") is None


def test_only_what_cannot_be_published_is_severe(profile):
    severe = {clause.id for clause in profile.clauses.values() if clause.severity is Severity.SEVERE}
    assert {name.partition("-")[0] for name in severe} == {"title", "published", "publisher", "not", "personal"}


def test_what_names_a_person_or_is_not_to_be_published_hides_earlier_versions(profile):
    hiding = {clause.id for clause in profile.clauses.values() if clause.hides}
    assert hiding == {
        "not-for-publication",
        "personal-id-card",
        "personal-bank-card",
        "personal-mobile",
        "personal-name",
    }


def test_every_zone_edition_and_way_of_disclosure_has_an_english_name(profile, tiny):
    named = {*profile.zones, *profile.editions, *profile.disclosures}
    assert named == profile.english.keys()
    assert value_called("依申请公开", profile).en == "disclosed on application"
    assert value_called("东区", tiny).en == "东区"


def test_evidence_comes_heaviest_first(profile):
    weights = [evidence.weight for evidence in profile.evidence]
    assert weights == sorted(weights, reverse=True)


def test_every_fault_is_reported_by_its_key(tmp_path):
    broken = (
        SHIPPED.replace("deadline_value = 10\nfreshness_days = 183\nweight = 11", 'deadline_value = "ten"', 1)
        .replace('fallback_category = "C03"', 'fallback_category = "C99"')
        .replace('[clauses.title-missing]\nseverity = "severe"', '[clauses.title-missing]\nseverity = "grave"')
        .replace(
            "pattern = '办事指南|服务指南|办理指南|审批事项|办事流程|登记依据与程序|办理程序|申请材料目录'\n\n[[zones",
            "pattern = '('\n\n[[zones",
        )
        .replace('category = "C05"\nwhere = "column"', 'category = "C13"\nwhere = "column"')
        .replace("[clauses.title-cut]", "[clauses.title-too-long]")
        .replace("abstract_max = 300", "abstract_maximum = 300")
        .replace('"市场信息" = "market', '"市场" = "market')
        .replace('version = "2026.1"\n', "")
    )
    faults = faults_of(tmp_path, broken)
    assert "'ten' is not a whole number" in faults["zj-land-12.toml: categories.C05.deadline_value"]
    assert "'C99' is unknown" in faults["zj-land-12.toml: fallback_category"]
    assert "'grave' is unknown" in faults["zj-land-12.toml: clauses.title-missing.severity"]
    assert "not a valid regular expression" in faults["zj-land-12.toml: zones.1.pattern"]
    assert any(re.search(r"evidence\.\d+\.category$", place) for place in faults)
    assert faults["zj-land-12.toml: clauses.title-too-long"] == "no such key"
    assert faults["zj-land-12.toml: limits.abstract_maximum"] == "no such key"
    assert faults["zj-land-12.toml: limits.abstract_max"] == "is missing"
    assert faults["zj-land-12.toml: version"] == "is missing"
    assert faults["zj-land-12.toml: english.市场"] == "no such key"
    assert len(faults) == 10


def test_broken_toml_names_its_line(tmp_path):
    ((place, what),) = faults_of(tmp_path, 'id = "x"\nversion = \n').items()
    assert place == "zj-land-12.toml"
    assert "line 2" in what


def test_an_empty_file_misses_everything_and_breaks_nothing(tmp_path):
    assert "zj-land-12.toml: categories" in faults_of(tmp_path, "")


def test_no_code_knows_a_category_of_the_profile():
    sources = [*(ROOT / "federator").rglob("*.py")]
    assert sources
    assert [
        path.name
        for path in sources
        if "sample" not in path.parts and re.search(r"[\"']C\d\d[\"']", path.read_text("utf-8"))
    ] == []


def test_another_profile_changes_categories_zones_limits_and_clauses(tiny, directory, source, row_of):
    raw = row_of(
        "西湖治理指南", "2026-08-28", "<p>联系电话13812345678。第二句话说明更多的情况和安排。</p>", 公开属性="可发布"
    )
    notice = normalise(raw, source, tiny, directory)
    assert (notice.category, notice.category_reason) == ("water", "title: 湖")
    assert (notice.zones, notice.editions) == (("西区",), ("乙",))
    assert notice.disclosure == "开放"
    assert len(notice.abstract) <= 20
    breaches = check(notice, raw, tiny, directory, NOW)
    assert [breach.clause for breach in breaches] == ["doc-no-missing", "personal-mobile"]


def test_a_page_label_is_the_profile_s_affair(tiny, directory, source, page_of):
    raw = page_of("栏目", "正文。", fields={"题名": "关于年度工作的说明", "名称": "另一个名称"})
    assert normalise(raw, source, tiny, directory).title == "关于年度工作的说明"
