"""The sample province answers as the products do, and its truth is what can be read there."""

import csv
import re
import socket
from dataclasses import replace
from datetime import date

import pytest

from federator.connectors.catalogue import read_list
from federator.connectors.recognise import recognise
from federator.fetch import expect_good
from federator.model.answer import Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.revision import State
from federator.notation.charset import decode
from federator.notice_page import read_notice_page
from federator.sample import Province
from federator.sample.notices import notices

COLUMNS = sorted({column for one in notices(date(2026, 7, 31), 0) for column in one.columns})


def test_registry_names_every_site_and_leaves_some_to_be_recognised(province, sites):
    assert sites.keys() == province.requests.keys()
    connectors = {source.connector for site in sites.values() for source in site.sources}
    assert connectors == {"jpaas", "jpage", "trs", "html-list", "feed", None}
    organisations = {source.organisation for source in sites["sample-qingtian"].sources}
    assert organisations == {"331121-zrzy", "331121-tdcb", "331121-zf"}


def test_organisations_are_those_that_publish(province, tmp_path):
    province.write_organisations(tmp_path / "o.csv")
    with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert list(table[0]) == ["id", "name", "other_names", "division", "parent", "department_no", "credit_code"]
    ids = {one["id"] for one in table}
    assert {one.organisation for one in province.truth()} <= ids
    assert {one["parent"] for one in table} - {""} <= ids


@pytest.mark.parametrize("column", COLUMNS)
def test_lists_read_as_they_were_told(province, visitor, column):
    told = {(one.title, one.dateless) for one in province.story.column(column)}
    read = {(row.title, row.date_written is None) for row in visitor.rows(column) if row.url}
    assert read == told


@pytest.mark.parametrize("column", COLUMNS)
def test_pages_read_as_they_were_told(province, visitor, column):
    told = {one.title: one for one in province.story.column(column)}
    for row in visitor.rows(column):
        if not row.url or told[row.title].lost:
            continue
        page = read_notice_page(expect_good(visitor.ask(row.url)))
        assert told[row.title].paragraphs[0][:20] in page.text
        assert [one.name for one in page.attachments] == list(told[row.title].attachments)


def test_jpage_embeds_one_group_twice_and_hands_out_the_others(visitor):
    source = visitor.source("sample-qingtian/zrzy")
    answer = visitor.ask(source.url)
    assert answer.content.count(b"<record>") == 12
    assert b"totalRecord:1000" in answer.content
    assert "青田县人民政府门户网站".encode("gb2312") in answer.content
    page = read_list(answer, source)
    assert page.next.method == "POST"
    assert visitor.client.ask(page.next).content.count(b"<record>") == 6


def test_jpage_has_a_character_that_gb2312_has_not(visitor):
    row = next(row for row in visitor.rows("sample-qingtian/zrzy") if "石雕" in row.title)
    answer = visitor.ask(row.url)
    assert b"charset=gb2312" in answer.content
    assert "湖镕村" in decode(answer.content)


@pytest.mark.parametrize(
    ("column", "connector"),
    [
        ("sample-changshan/gsgg", "xxgk"),
        ("sample-changshan/zcwj", "xxgk"),
        ("sample-kaihua/gsgg", "jpage"),
        ("sample-longyou/gsgg", "jpage"),
        ("sample-jiangshan/gsgg", "truecms"),
        ("sample-jiangshan/tdgy", "truecms"),
    ],
)
def test_software_that_the_registry_does_not_name_is_recognised(visitor, column, connector):
    source = visitor.source(column)
    assert source.connector is None
    found = recognise(visitor.ask(source.url))
    assert (found.connector, found.confidence >= 80) == (connector, True)


def test_xxgk_column_holds_no_row_and_is_narrowed_out_of_all(province, visitor):
    source = visitor.source("sample-changshan/zcwj")
    shell = read_list(visitor.ask(source.url), source)
    assert (shell.rows, shell.carries_rows) == ((), False)
    others = read_list(visitor.client.ask(shell.next), source)
    assert (others.rows, others.carries_rows, dict(others.next.form)["currpage"]) == ((), False, "2")
    row = visitor.rows("sample-changshan/gsgg")[0]
    assert row.fields["索引号"] == province.story.column("sample-changshan/gsgg")[0].index_no
    assert visitor.ask(shell.next.url).status == 404


def test_jpage_arrays_answer_arrays(visitor):
    source = visitor.source("sample-kaihua/gsgg")
    first = read_list(visitor.ask(source.url), source)
    assert (len(first.rows), first.total, dict(first.next.form)["columnid"]) == (3, 5, "30067")
    answer = visitor.client.ask(first.next)
    assert decode(answer.content).lstrip().startswith("totalRecord=5.0;")
    assert len(read_list(answer, source).rows) == 2


def test_jpage_by_address_alone_keeps_its_encrypted_ids(visitor):
    source = visitor.source("sample-longyou/gsgg")
    first = read_list(visitor.ask(source.url), source)
    assert (first.next.method, "columnid=Y29sOj" in first.next.url) == ("GET", True)
    plain = visitor.ask(re.sub(r"columnid=[^&]*", "columnid=15230", first.next.url))
    assert plain.content == b"<datastore><recordset></recordset></datastore>"
    with pytest.raises(VisitError) as caught:
        read_list(replace(plain, request=first.next), source)
    assert caught.value.kind is ErrorKind.EMPTY_BUT_TOTAL


@pytest.mark.parametrize(("column", "status"), [("sample-jiangshan/gsgg", 404), ("sample-jiangshan/tdgy", 200)])
def test_truecms_wants_its_referer_and_refuses_large_windows(visitor, column, status):
    source = visitor.source(column)
    group = read_list(visitor.ask(source.url), source).next
    assert visitor.client.ask(group).status == status
    assert visitor.client.ask(group.instead).content.count(b"<record>") == 1
    assert visitor.client.ask(replace(group.instead, referer=None)).status == 404


def test_jpaas_bare_page_number_answers_page_one_again(visitor):
    source = visitor.source("sample-lishui/gsgg")
    first = read_list(visitor.ask(source.url), source).next
    second = read_list(visitor.client.ask(first), source).next
    assert second is not None
    assert "paramJson" in second.url
    bare = visitor.ask(re.sub(r"paramJson=[^&]*", "pageNo=2", second.url))
    assert read_list(bare, source).rows == read_list(visitor.client.ask(first), source).rows


def test_jpaas_wrong_template_is_an_error_under_status_200(visitor):
    source = visitor.source("sample-lishui/gsgg")
    call = read_list(visitor.ask(source.url), source).next
    answer = visitor.ask(re.sub(r"tplSetId=\w+", "tplSetId=old", call.url))
    assert answer.status == 200
    assert "模版内容不能为空" in decode(answer.content)


def test_jpaas_download_addresses_expire(province, visitor):
    address = visitor.rows("sample-lishui/gsgg")[0].url
    first, second = (attachment(visitor, address) for _ in range(2))
    assert first != second
    assert expect_good(visitor.ask(first)).url.endswith(".pdf")
    province.advance()
    assert visitor.ask(first).status == 403


def attachment(visitor, address):
    return read_notice_page(visitor.ask(address)).attachments[0].url


@pytest.mark.parametrize("column", ["sample-lishui/gsgg", "sample-qingtian/zrzy", "sample-longquan/tzgg"])
def test_products_without_validators_answer_other_bytes_each_time(visitor, column):
    url = visitor.rows(column)[0].url
    first, second = visitor.ask(url), visitor.ask(url)
    assert not first.validators
    assert first.digest != second.digest


def test_rss_knows_who_has_it_already(province, visitor):
    url = visitor.source("sample-suichang/rss").url
    first = visitor.ask(url)
    assert visitor.ask(url, first.validators).not_modified
    province.advance()
    assert visitor.ask(url, first.validators).status == 200


def test_atom_dates_have_no_zone(visitor):
    feed = decode(visitor.ask(visitor.source("sample-jingning/atom").url).content)
    assert re.search(r"<published>2026-07-29T09:30:00</published>", feed)


def test_plain_pages_declare_a_charset_that_they_have_not(visitor):
    content = visitor.ask(visitor.source("sample-yunhe/tzgg").url).content
    assert b"charset=gb2312" in content
    assert "云和县".encode() in content


@pytest.mark.parametrize(
    ("column", "kind"),
    [("sample-songyang/gsgg", ErrorKind.CONNECT), ("sample-qingyuan/gsgg", ErrorKind.ERROR_TEXT)],
)
def test_sites_in_trouble(visitor, column, kind):
    with pytest.raises(VisitError) as caught:
        visitor.rows(column)
    assert caught.value.kind is kind


def test_rows_that_nobody_can_complete(visitor):
    rows = visitor.rows("sample-yunhe/tzgg")
    assert [row.title for row in rows if not row.url] == ["信息录入中"]
    lost = next(row for row in visitor.rows("sample-longquan/tzgg") if "安仁" in row.title)
    assert visitor.ask(lost.url).status == 404


def test_one_notice_stands_on_three_sites_with_one_index_number(province, visitor):
    keys = ["sample-zhejiang/zcwj", "sample-lishui/gsgg", "sample-qingtian/zrzy"]
    found = [next(row for row in visitor.rows(key) if "国土变更调查" in row.title) for key in keys]
    numbers = {read_notice_page(visitor.ask(row.url)).fields["索引号"] for row in found}
    assert len(numbers) == 1
    assert [one.site for one in province.truth() if "国土变更调查" in one.title] == ["sample-zhejiang"]


def test_the_story(province, visitor):
    first = {one.key: one for one in province.truth()}
    rows = visitor.rows("sample-lishui/gsgg")
    body = read_notice_page(visitor.ask(rows[0].url)).text
    assert first["yunhe-undated"].published is None
    assert first["yunhe-undated"].state is State.HELD

    province.advance()  # a body is amended, nothing of its row; a notice appears on two sites
    second = {one.key: one for one in province.truth()}
    assert visitor.rows("sample-lishui/gsgg") == rows
    amended = read_notice_page(visitor.ask(rows[0].url)).text
    assert (body.replace("6.2180公顷", "6.2810公顷"), body != amended) == (amended, True)
    assert second.keys() - first.keys() == {"suichang-dam"}
    assert {one.title for one in province.truth()} >= {visitor.rows("sample-jingning/atom")[0].title}

    plan = next(row for row in visitor.rows("sample-longquan/tzgg") if "宝剑" in row.title)
    province.advance()  # a page is gone, and its row
    assert visitor.ask(plan.url).status == 404
    assert plan not in visitor.rows("sample-longquan/tzgg")
    assert {one.key: one.state for one in province.truth()}["longquan-plan"] is State.WITHDRAWN

    province.advance()  # today: one more
    assert visitor.rows("sample-lishui/gsgg")[0].date_written == "2026-08-03"
    assert max(one.published for one in province.truth() if one.published) == date(2026, 8, 3)


def test_requests_are_counted_by_site(province, visitor):
    visitor.rows("sample-longquan/tzgg")
    assert province.requests["sample-longquan"] == 3
    assert province.requests["sample-yunhe"] == 0


def test_truth_depends_on_the_day_alone(province):
    with Province(province.story.today) as earlier:
        assert [one.key for one in earlier.truth()] == [one.key for one in province.truth()]
    assert len({one.title for one in province.truth()}) == len(province.truth())


def test_nobody_answers_when_it_has_ended():
    with Province() as province:
        port = int(province.url("sample-lishui").rsplit(":", 1)[1].strip("/"))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), 1)


def test_request_for_nothing(visitor, sites):
    for site in sites.values():
        if site.id not in ("sample-songyang", "sample-qingyuan"):
            assert visitor.client.ask(Request(site.home + "nothing/here.html")).status == 404
