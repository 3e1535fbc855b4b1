"""Rules of interfaces that answer JSON: read, refused with key and remedy, and written back."""

from pathlib import Path

import pytest

from federator.model.errors import ConfigError
from federator.model.site import JsonRule, Site
from federator.registry import Accepted, read_site, write_site

ACCEPTED = Accepted({"json-list", "html-list"}, {"C05"}, {"331102"}, {"landchina", "irs"})
SITE = """
id = "liandu"
name = "莲都区人民政府"
organisation = "331102-zf"
division = "331102"
home = "http://ld.example/"

[[sources]]
id = "zrzy"
name = "自然资源"
url = "http://ld.example/zwgk/"

[sources.rule]
"""
RULE = """address = "/irs/front/list"
json = '{"pageNo":{page},"pageSize":{size}{query}}'
size = 15
first = 0
items = "data.list"
title = "f_1"
link = "doc_pub_url|/zwgk/{rec_id}.html"

[sources.rule.fields]
"索引号" = "f_2"
"""


def read(folder: Path, text: str) -> Site:
    path = folder / "site.toml"
    path.write_text(text, "utf-8")
    return read_site(path, ACCEPTED)


def test_a_rule_is_read_and_written_back_byte_for_byte(tmp_path: Path) -> None:
    site = read(tmp_path, SITE + RULE)
    assert site.sources[0].rule == JsonRule(
        address="/irs/front/list",
        json='{"pageNo":{page},"pageSize":{size}{query}}',
        size=15,
        first=0,
        items="data.list",
        title="f_1",
        link="doc_pub_url|/zwgk/{rec_id}.html",
        fields=(("索引号", "f_2"),),
    )
    export = write_site(site)
    assert read(tmp_path, export) == site
    assert write_site(read(tmp_path, export)) == export


def test_a_preset_needs_nothing_else_and_the_connector_makes_any_rule_one_of_json(tmp_path: Path) -> None:
    assert read(tmp_path, SITE + 'preset = "landchina"\n').sources[0].rule == JsonRule(preset="landchina")
    named = SITE.replace("\n[sources.rule]", 'connector = "json-list"\n\n[sources.rule]')
    assert read(tmp_path, named + 'title = "t"\n').sources[0].rule == JsonRule(title="t")


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ('preset = "nobody"', ("rule.preset: 'nobody' is unknown", "known: irs, landchina")),
        ('items = "data.list"', ("rule.title: is missing", "fill it in")),
        ('items = "a"\ntitle = "t"\nrows = "li"', ("rule.rows: no such key", "known: address")),
        ('items = "a"\ntitle = "t"\nmethod = "PUT"', ("rule.method: 'PUT' is unknown", "known: GET, POST")),
        ('title = "t"\njson = "{page"', ("rule.json: is no JSON", "such as {")),
        ('title = "t"\njson = "{}"\nform = "a=1"', ("rule.form: json and form exclude each other", "leave one")),
        ('title = "t"\nform = "a=1"\nmethod = "GET"', ("rule.method: a GET has no body", "write POST")),
        ('title = "t"\naddress = "/list?p={pag}"', ("rule.address: no such placeholder {pag}", "{offset}")),
        ('title = "t"\nitems = "a"\nsize = 0', ("rule.size: a page has at least one row", "such as 20")),
        ('title = "t"\nitems = "a"\nfirst = "one"', ("rule.first: 'one' is not a whole", "write a whole number")),
        ('title = "t"\nitems = "a"\nfields = {"文号" = ""}', ("rule.fields.文号: is empty", "fill it in")),
    ],
)
def test_a_fault_names_its_key_and_its_remedy(tmp_path: Path, broken: str, told: tuple[str, str]) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, SITE + broken)
    sentences = [fault.sentence("en") for fault in caught.value.faults]
    assert any(all(part in sentence for part in told) for sentence in sentences), sentences
    assert all(fault.sentence("zh") != fault.sentence("en") for fault in caught.value.faults)
