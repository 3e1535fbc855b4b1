"""Divisions and organisations as files."""

import pytest

from federator.model.errors import ConfigError
from federator.spec.directory import load_directory
from federator.spec.publisher import resolve

DIVISIONS = "code,name,parent,level\n330000,浙江省,,province\n330100,杭州市,330000,city\n"
HEADER = "id,name,other_names,division,parent,department_no,credit_code\n"


def test_the_shipped_province_is_whole(directory):
    levels = [division.level for division in directory.divisions.values()]
    assert [levels.count(level) for level in ("province", "city", "county", "retired")] == [1, 11, 90, 10]
    assert len(directory.organisations) == 102
    assert directory.division_name("330283") == "奉化市"
    assert {one.department_no + one.credit_code for one in directory.organisations.values()} == {""}


def test_no_name_of_the_shipped_file_is_claimed_twice(directory):
    names = [name for one in directory.organisations.values() for name in one.names]
    assert len(names) == len(set(names)) == len(directory.by_name)


@pytest.mark.parametrize(
    ("written", "division", "meant"),
    [
        ("杭州市国土资源局", "330000", "330100-ghzy"),
        ("市规划和自然资源局", "330100", "330100-ghzy"),
        ("市规划和自然资源局", "330106", "330100-ghzy"),
        ("省自然资源厅", "331121", "330000-zrzy"),
        ("县自然资源和规划局", "331121", "331121-zrzy"),
        ("奉化市国土资源局", "330213", "330213-zrzy"),
        ("某某中心、丽水市自然资源和规划局", "331100", "331100-zrzy"),
    ],
)
def test_a_name_means_one_organisation(directory, written, division, meant):
    assert resolve(written, division, directory).id == meant


@pytest.mark.parametrize("written", ["浙江日报", "市自然资源和规划局", "", "局"])
def test_a_name_nobody_has_means_none(directory, written):
    assert resolve(written, "110000", directory) is None


def test_every_fault_names_file_and_line(tmp_path):
    places, organisations = tmp_path / "d.csv", tmp_path / "o.csv"
    places.write_text(DIVISIONS + "330102,上城区,999999,county\n", "utf-8")
    organisations.write_text(
        HEADER + "a,甲局,,330100,,,\na,乙局,,330100,,,\nb,,,330100,,,\nc,丙局,,330199,nobody,,\n", "utf-8"
    )
    with pytest.raises(ConfigError) as caught:
        load_directory(places, organisations)
    places_named = [fault.place for fault in caught.value.faults]
    assert places_named == [
        f"{organisations}: line 3",
        f"{organisations}: line 4",
        f"{places}: 330102",
        f"{organisations}: line 5: division",
        f"{organisations}: line 5: parent",
    ]


@pytest.mark.parametrize("content", [b"", b"id,name\n", "id,名\n".encode("gb18030")])
def test_a_file_that_is_something_else_is_a_fault(tmp_path, content):
    places, organisations = tmp_path / "d.csv", tmp_path / "o.csv"
    places.write_text(DIVISIONS, "utf-8")
    organisations.write_bytes(content)
    with pytest.raises(ConfigError):
        load_directory(places, organisations)


def test_a_broken_file_hides_no_fault_of_the_other(tmp_path):
    places, organisations = tmp_path / "d.csv", tmp_path / "o.csv"
    places.write_text("code;name\n", "utf-8")
    organisations.write_text(HEADER + "a,甲局,,330100,,,\na,乙局,,330100,nobody,,\nb,丙局,,330100,nobody,,\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_directory(places, organisations)
    assert [fault.place for fault in caught.value.faults] == [
        f"{places}: line 1",
        f"{organisations}: line 3",
        f"{organisations}: line 4: parent",
    ]
