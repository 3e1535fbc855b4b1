"""People at the desk: signed in as whoever a test needs."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from federator.model.people import Actor, Person, Role
from federator.sample.serving import Asked, Reply
from federator.web.desk.secrets import hash_of, hashed, new_code

PASSWORD = "一句话比一个词更安全啊啊"
HASHED = hashed(PASSWORD)


class Desk:
    """A browser of one's own for each person."""

    def __init__(self, app: Flask, world: Any) -> None:
        self.app = app
        self.world = world

    def add(self, login: str, role: Role, **more: Any) -> Person:
        person = Person("", login, f"{login} 某", role, self.world.now, **more)
        made: Person = self.world.store.people.add(person, HASHED, Actor("terminal"))
        return made

    def nobody(self) -> FlaskClient:
        return self.app.test_client()

    def as_(self, person: Person) -> FlaskClient:
        """Signed in, without the form."""
        client, token = self.app.test_client(), new_code()
        self.world.store.sessions.begin(person.id, hash_of(token), Actor(person.id))
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        return client

    def anybody(self, role: Role, **more: Any) -> FlaskClient:
        return self.as_(self.add(f"{role}.{len(self.world.store.people.all())}", role, **more))


class Broken:
    """Answers 502 to everything."""

    def answer(self, asked: Asked) -> Reply:
        return Reply(b"<html><body>bad gateway</body></html>", status=502)


def token_of(page: str) -> str:
    """The token that the forms of a page send, ``""`` where it has none."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    return found[1] if found else ""


def send(client: FlaskClient, address: str, **fields: Any) -> Any:
    """Open a page, fill in its form and send it, with the token that the page gave."""
    return client.post(address, data={**fields, "csrf_token": token_of(client.get(address).text)})


def press(client: FlaskClient, address: str, /, *, follow: bool = True, **fields: Any) -> Any:
    """Send what a form of the desk would, with the token that all its pages give; the answer is the page behind it."""
    token = token_of(client.get("/desk/me").text)
    return client.post(address, data={**fields, "csrf_token": token}, follow_redirects=follow)


@pytest.fixture
def desk(app: Flask, world: Any) -> Desk:
    return Desk(app, world)


@pytest.fixture
def fill() -> Callable[..., Any]:
    return send


@pytest.fixture
def password() -> str:
    return PASSWORD
