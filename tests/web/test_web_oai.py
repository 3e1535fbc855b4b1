"""OAI-PMH: read by a harvester that we did not write, over real HTTP; and what the protocol asks of errors."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import lxml.etree
import pytest
from flask import Flask
from flask.testing import FlaskClient
from oaipmh_scythe import Scythe
from oaipmh_scythe.exceptions import NoRecordsMatch

from federator.model.revision import RevisionKind, State

OAI = "{http://www.openarchives.org/OAI/2.0/}"
FED = "{urn:federator:notice:1}"
TAG = "tag:feed.example,2026:notice/"
GONE: dict[str, Any] = {"state": State.WITHDRAWN, "shown": False, "hides": True}


@pytest.fixture
def harvester(base: str) -> Iterator[Scythe]:
    with Scythe(f"{base}/oai") as one:
        yield one


def ask(client: FlaskClient, query: str) -> lxml.etree._Element:
    answer = client.get(f"/oai?{query}")
    assert (answer.status_code, answer.content_type) == (200, "text/xml; charset=utf-8")
    return lxml.etree.fromstring(answer.data)


def code(client: FlaskClient, query: str) -> str:
    error = ask(client, query).find(f"{OAI}error")
    assert error is not None
    assert error.text
    return str(error.get("code"))


def ids(records: Any) -> list[str]:
    return [(one.header if hasattr(one, "header") else one).identifier.removeprefix(TAG) for one in records]


def test_a_stranger_harvests_everything_in_pieces(harvester: Scythe, world: Any, full: str, held: str) -> None:
    known = [full, *(world.publish() for _ in range(230))]
    world.revise(known[3], RevisionKind.WITHDRAWN, **GONE)
    found = {one.header.identifier.removeprefix(TAG): one for one in harvester.list_records()}
    assert found.keys() == set(known)
    assert found[known[3]].header.deleted
    assert found[full].metadata["title"] == ["青田县征收土地公告 <第3号>"]
    assert found[full].metadata["coverage"] == ["青田县"]
    assert ids(harvester.list_identifiers(metadata_prefix="fed")) == [one for one in known if one != known[3]] + [
        known[3]
    ]


def test_a_stranger_asks_for_the_rest(harvester: Scythe, world: Any, full: str) -> None:
    assert harvester.identify().deletedRecord == "persistent"
    assert {one.metadataPrefix for one in harvester.list_metadata_formats()} == {"oai_dc", "fed"}
    sets = {one.setSpec: one.setName for one in harvester.list_sets()}
    assert (sets["K2"], sets["330000:331100:331121"]) == ("征地", "青田县")
    record = harvester.get_record(identifier=TAG + full, metadata_prefix="fed")
    assert record.header.setSpecs == ["K2", "330000:331100:331121"]


def test_sets_and_times(harvester: Scythe, world: Any) -> None:
    first, second = world.publish(), world.publish(category="K2")
    third = world.publish(division="330100", organisation="330100-ghzy", site="hz", source="hz/gg")
    assert ids(harvester.list_records(set_="K2")) == [second]
    assert ids(harvester.list_records(set_="330000:331100")) == [first, second]
    assert ids(harvester.list_records(set_="330000")) == [first, second, third]
    assert ids(harvester.list_records(from_="2026-03-01T03:00:00Z")) == [second, third]
    assert ids(harvester.list_records(until="2026-03-01T03:00:00Z")) == [first, second]
    assert ids(harvester.list_records(from_="2026-03-01", until="2026-03-01")) == [first, second, third]
    with pytest.raises(NoRecordsMatch):
        list(harvester.list_records(from_="2027-01-01"))


def test_a_list_begun_before_a_change_ends_with_it(client: FlaskClient, world: Any) -> None:
    known = [world.publish() for _ in range(150)]
    query, met = "verb=ListIdentifiers&metadataPrefix=oai_dc", []
    while query:
        page = ask(client, query)
        met += [one.text.removeprefix(TAG) for one in page.iter(f"{OAI}identifier")]
        token = page.findtext(f".//{OAI}resumptionToken")
        if len(met) == 100:
            world.revise(known[1], RevisionKind.AMENDED, title="改了")
            world.revise(known[120], RevisionKind.WITHDRAWN, **GONE)
        query = f"verb=ListIdentifiers&resumptionToken={token}" if token else ""
    assert set(met) == set(known)
    assert met[-2:] == [known[1], known[120]]
    assert token == "", "the last piece says so"


def test_who_goes_on_from_the_date_of_an_answer_gets_what_was_being_written(client: FlaskClient, world: Any) -> None:
    world.now = datetime.now(UTC) - timedelta(hours=1, seconds=10)
    date = ask(client, "verb=Identify").findtext(f"{OAI}responseDate")
    assert world.publish() in ask(client, f"verb=ListIdentifiers&metadataPrefix=oai_dc&from={date}").xpath("string()")


def test_a_piece_is_of_one_state_while_the_world_moves_on(
    client: FlaskClient, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, read = world.publish(), world.store.gone_ahead

    def moving_on(*asked: Any) -> Any:
        world.publish()
        world.revise(there, RevisionKind.WITHDRAWN, **GONE)
        return read(*asked)

    monkeypatch.setattr(world.store, "gone_ahead", moving_on)
    (header,) = ask(client, "verb=ListIdentifiers&metadataPrefix=oai_dc").iter(f"{OAI}header")
    assert (header.findtext(f"{OAI}identifier"), header.get("status")) == (TAG + there, None)


def test_our_own_format_is_valid_by_the_schema_that_is_served(client: FlaskClient, full: str, world: Any) -> None:
    world.publish()
    with client.get("/static/notice-1.xsd") as served:
        schema = lxml.etree.XMLSchema(lxml.etree.fromstring(served.data))
    records = ask(client, "verb=ListRecords&metadataPrefix=fed").findall(f".//{FED}notice")
    assert len(records) == 2
    for record in records:
        schema.assertValid(record)
    assert records[0].findtext(f"{FED}doc_no") == "青土告〔2026〕3号"


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("", "badVerb"),
        ("verb=Delete", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=K2", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=gestern", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03&until=2026-02-02", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-01&until=2026-02-02T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=K9", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=331121", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=1990-01-01", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=x&set=K2", "badArgument"),
        ("verb=ListRecords&resumptionToken=oai_dc//1/9999999999999999999", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=tag:nobody", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=tag:nobody", "idDoesNotExist"),
    ],
)
def test_errors_are_those_of_the_protocol(query: str, error: str, client: FlaskClient, full: str) -> None:
    assert code(client, query) == error


def test_what_never_was_public_does_not_exist(client: FlaskClient, held: str, full: str) -> None:
    assert code(client, f"verb=GetRecord&metadataPrefix=fed&identifier={TAG}{held}") == "idDoesNotExist"


def test_a_question_may_be_posted(client: FlaskClient, app: Flask, full: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post("/oai", data={"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"})
    assert answer.status_code == 200
    assert TAG + full in answer.text
