"""The things that notices tell of, row by row: filtered, and as a table."""

import csv
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from federator.model.matter import Extra, Kind
from federator.model.profile import Profile
from federator.model.value import FieldValue
from federator.model.words import Words
from federator.web.app import create_app


def extra(name: str, kind: Kind, unit: str = "") -> Extra:
    return Extra(name, Words(name, name), kind, unit, re.compile(name), (), (), (), (), None, "", False)


@pytest.fixture
def app(world: Any, settings: Any, profile: Profile, directory: Any) -> Flask:
    extras = {one.name: one for one in (extra("parcel_no", Kind.PARCEL), extra("area_m2", Kind.AREA, "m2"),
                                        extra("price", Kind.MONEY, "yuan"))}  # fmt: skip
    return create_app(world.store, settings, replace(profile, extras=extras), directory)


@pytest.fixture
def parcels(world: Any) -> str:
    """A notice of two parcels sold in one way, beside one of a single parcel and one of nothing; the first's id."""
    first: str = world.publish(
        fields={"use": FieldValue("工业", "工业")},
        records=(
            {"parcel_no": FieldValue("青土挂[2026]3号", "青土挂〔2026〕3号"),
             "area_m2": FieldValue("1.2公顷", 12000, "m2")},
            {"parcel_no": FieldValue("青土挂[2026]4号", "青土挂〔2026〕4号"), "area_m2": FieldValue("800", 800, "m2"),
             "price": FieldValue("900元/平方米", 900, "yuan/m2")},
        ),
    )  # fmt: skip
    world.publish(fields={"parcel_no": FieldValue("=1+1", "=1+1")})
    world.publish()
    return first


def found(client: FlaskClient, query: str = "") -> list[tuple[str, int]]:
    return [(one["id"], one["number"]) for one in client.get(f"/api/v1/records{query}").get_json()["records"]]


def test_each_thing_is_a_row_with_what_its_notice_says_of_all(client: FlaskClient, parcels: str) -> None:
    rows = client.get("/api/v1/records").get_json()["records"]
    assert len(rows) == 3
    first = next(one for one in rows if (one["id"], one["number"]) == (parcels, 1))
    assert {name: value["value"] for name, value in first["fields"].items()} == {
        "use": "工业", "parcel_no": "青土挂〔2026〕3号", "area_m2": 12000,
    }  # fmt: skip


def test_rows_are_chosen_by_words_and_figures_of_a_field(client: FlaskClient, parcels: str) -> None:
    assert found(client, "?field=parcel_no&contains=〔2026〕4") == [(parcels, 2)]
    assert found(client, "?field=area_m2&min=1000") == [(parcels, 1)]
    assert found(client, "?field=area_m2&max=1000&min=800") == [(parcels, 2)]
    assert found(client, "?field=price&min=1") == []  # a price of each square metre is no sum
    assert found(client, "?field=price") == [(parcels, 2)]
    assert found(client, "?category=K2") == []


def test_a_question_that_cannot_be_read_is_answered_so(client: FlaskClient, parcels: str) -> None:
    for query in ("?field=weather", "?contains=x", "?field=area_m2&min=much", "?field=area_m2&max=inf"):
        assert client.get(f"/api/v1/records{query}").status_code == 400


def test_a_page_of_notices_leads_to_the_next(client: FlaskClient, parcels: str) -> None:
    page = client.get("/api/v1/records?limit=2").get_json()
    assert len(page["records"]) == 1
    assert found(client, f"?limit=2&cursor={page['cursor']}") == [(parcels, 1), (parcels, 2)]


@pytest.mark.parametrize(("address", "others"), [("/api/v1/records.csv", ["'=1+1"]), ("/notices/{}/records.csv", [])])
def test_the_table_is_harmless_in_a_spreadsheet(
    client: FlaskClient, parcels: str, address: str, others: list[str]
) -> None:
    answer = client.get(address.format(parcels))
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    mine = [one for one in rows if one["id"] == parcels]
    assert [(one["parcel_no"], one["area_m2 (m2)"], one["price (yuan)"]) for one in mine] == [
        ("青土挂〔2026〕3号", "12000", ""), ("青土挂〔2026〕4号", "800", "900元/平方米"),
    ]  # fmt: skip
    assert [one["parcel_no"] for one in rows if one["id"] != parcels] == others


def test_what_is_not_public_has_no_table(client: FlaskClient, held: str) -> None:
    assert client.get(f"/notices/{held}/records.csv").status_code == 404
