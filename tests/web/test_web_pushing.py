"""The change log pushed over real HTTP on loopback: in order, signed, and nothing lost while a receiver is down."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from flask.testing import FlaskClient

from federator.fetch import Client
from federator.model.client import ApiClient
from federator.model.errors import ConfigError
from federator.model.manners import Manners
from federator.model.naming import Naming
from federator.model.people import Actor
from federator.model.push import Receiver
from federator.model.revision import RevisionKind, State
from federator.model.rhythm import Due
from federator.model.visit import Outcome, Visit
from federator.notify.pushes import AGAIN, next_push, secret_of
from federator.sample.serving import Asked, Reply, Server
from federator.service.pushing import Push, send_on
from federator.settings import Settings, load_settings
from federator.web.app import create_app

ME = Actor("me")
KEY = b"k" * 32
SNIPPET = Path(__file__).parents[2] / "docs" / "api.md"


class Ear:
    """Answers as it is told to, and keeps what it heard."""

    def __init__(self) -> None:
        self.heard: list[Asked] = []
        self.reply = Reply(b"")

    def answer(self, asked: Asked) -> Reply:
        self.heard.append(asked)
        return self.reply

    @property
    def messages(self) -> list[Any]:
        return [json.loads(one.body) for one in self.heard]


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def server(ear: Ear, serve: Any) -> Any:
    return serve(ear)


@pytest.fixture
def client() -> Iterator[Client]:
    manners = Manners(pause=0, allow_networks=(ip_network("127.0.0.0/8"),), connect=2, read=2, total=4)
    with Client(manners) as made:
        yield made


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, public_url="http://f.example/")


@pytest.fixture
def push(world: Any, client: Client, settings: Settings) -> Push:
    return Push(world.store, settings, KEY, client.tell, lambda: world.now)


@pytest.fixture
def receiver(world: Any, server: Server) -> Receiver:
    made = world.store.clients.add(ApiClient("", "门户", "", frozenset(), world.now, "abc"), "hash", ME)
    address = f"{server.origin}/hook?token=x"
    return world.store.pushing.add(made.id, "门户", address, ME, everything=True)


def known(world: Any, receiver: Receiver) -> Receiver:
    found = world.store.pushing.receiver(receiver.number)
    assert found
    return found


def test_every_change_comes_once_and_in_order(world: Any, push: Push, receiver: Receiver, ear: Ear) -> None:
    first, second = world.publish(title="甲"), world.publish(title="乙")
    assert push.all() == 1
    world.revise(first, RevisionKind.AMENDED, title="丙")
    world.revise(second, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    assert push.all() == 1
    assert push.all() == 0
    told = [(one["kind"], (one["notice"] or {}).get("title")) for body in ear.messages for one in body["changes"]]
    assert told == [("created", "甲"), ("created", "乙"), ("amended", "丙"), ("withdrawn", None)]
    assert [body["cursor"] for body in ear.messages] == [2, 4]
    assert ear.heard[0].path == "/hook"


def test_what_many_changes_there_are_come_in_several_messages(
    world: Any, push: Push, receiver: Receiver, ear: Ear
) -> None:
    ids = [world.publish() for _ in range(45)]
    assert push.all() == 3
    assert [one["id"] for body in ear.messages for one in body["changes"]] == ids
    assert [body["more"] for body in ear.messages] == [True, True, False]


def test_a_client_is_sent_what_changed_under_its_own_names(
    world: Any, push: Push, receiver: Receiver, ear: Ear
) -> None:
    id_ = world.publish(title="甲", category="K2")
    from_file = Naming((receiver.client,), {"K2": "0305"}, {"title": "bt"})
    assert replace(push, tables={"portal": from_file}).all() == 1
    assert {"bt": "甲", "category": "0305"}.items() <= ear.messages[0]["changes"][0]["notice"].items()
    own = replace(world.store.clients.one(receiver.client), names='[fields]\ntitle = "mc"')
    world.store.clients.change(own, ME)
    world.revise(id_, RevisionKind.AMENDED, title="乙")
    world.revise(id_, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    world.revise(world.publish(title="丙"), RevisionKind.AMENDED, title="丁")
    assert replace(push, tables={"portal": from_file}).all() == 1
    told = [(one["notice"] or {}).get("mc") for one in ear.messages[1]["changes"]]
    assert told == [None, "丙", "丁"]


def test_nothing_is_lost_while_a_receiver_is_down(world: Any, push: Push, receiver: Receiver, ear: Ear) -> None:
    ids = [world.publish()]
    ear.reply = Reply(b"", status=503)
    push.all()
    assert (known(world, receiver).tries, known(world, receiver).error) == (1, "HTTP 503")
    push.all()
    assert len(ear.heard) == 1, "not before its time"
    for _ in range(9):  # publishing moves the clock by an hour
        ids.append(world.publish())
        push.all()
    ear.reply = Reply(b"", status=204)
    world.now += timedelta(hours=1)
    push.all()
    assert [one["id"] for one in ear.messages[-1]["changes"]] == ids
    assert known(world, receiver).tries == 0
    log = world.store.pushing.deliveries(receiver.number)
    assert [bool(one.error) for one in log] == [False] + [True] * 10
    assert log[-1].status == 503


def test_a_message_that_may_have_come_has_the_same_id_again(
    world: Any, push: Push, receiver: Receiver, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publish()
    with monkeypatch.context() as killed:
        killed.setattr(world.store.pushing, "taken", _killed)
        with pytest.raises(KeyboardInterrupt):
            push.serve(receiver, lambda: False)
    push.all()
    first, again = ear.heard
    assert first.headers["webhook-id"] == again.headers["webhook-id"]
    assert first.body == again.body


def test_nobody_waits_for_the_time_that_a_clock_had(world: Any, push: Push, receiver: Receiver, ear: Ear) -> None:
    right, key = world.now, "qt/gg"
    world.publish()
    world.now += timedelta(days=3)
    world.store.record_quiet([Visit(key, world.now, 1.0, Outcome.UNCHANGED)], {key: Due(world.now)}, {})
    ear.reply = Reply(b"", status=503)
    push.all()
    ear.reply, world.now = Reply(b""), right
    assert push.all() == 0
    world.store.set_back(world.now, ())
    assert push.all() == 1


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_back_off_has_a_ceiling_and_no_end(world: Any) -> None:
    waits = [(next_push(tries, world.now) - world.now).total_seconds() / 60 for tries in (1, 2, 6, 1000)]
    assert waits == [AGAIN[0], AGAIN[1], 60, 60]


def test_paused_keeps_its_place_and_a_test_goes_all_the_same(
    world: Any, push: Push, receiver: Receiver, ear: Ear
) -> None:
    store = world.store.pushing
    store.change(receiver.number, ME, "receiver-paused", paused=True)
    world.publish()
    push.all()
    assert ear.heard == []
    store.change(receiver.number, ME, "receiver-tested", testing=True)
    push.all()
    push.all()
    assert [body["type"] for body in ear.messages] == ["test"]
    store.change(receiver.number, ME, "receiver-resumed", paused=False, due=None, tries=0)
    push.all()
    assert [len(body["changes"]) for body in ear.messages] == [0, 1]


@pytest.mark.parametrize("end", ["paused", "dropped", "revoked"])
def test_what_people_decide_holds_from_the_next_message_on(
    end: str, world: Any, push: Push, receiver: Receiver, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, hear = world.store.pushing, ear.answer
    ends = {
        "paused": lambda: store.change(receiver.number, ME, "receiver-paused", paused=True),
        "dropped": lambda: store.drop(receiver.number, ME),
        "revoked": lambda: world.store.clients.revoke(receiver.client, ME),
    }

    def answer(asked: Asked) -> Reply:
        ends[end]()
        return hear(asked)

    monkeypatch.setattr(ear, "answer", answer)
    for _ in range(45):
        world.publish()
    assert push.all() == 1
    assert len(ear.heard) == 1


def test_a_new_receiver_may_begin_with_what_comes(world: Any, push: Push, receiver: Receiver, ear: Ear) -> None:
    world.publish(title="旧")
    address = receiver.address.replace("hook", "late")
    world.store.pushing.add(receiver.client, "新", address, ME, everything=False)
    world.publish(title="新")
    push.all()
    late = [json.loads(one.body) for one in ear.heard if one.path == "/late"]
    assert [one["notice"]["title"] for body in late for one in body["changes"]] == ["新"]


def test_what_never_was_public_is_passed_over(world: Any, push: Push, receiver: Receiver, ear: Ear) -> None:
    world.publish(title="不可公开", state=State.HELD)
    assert push.all() == 0
    assert ear.heard == []
    assert known(world, receiver).cursor == 1


def test_the_guard_stands_before_receivers_too(world: Any, settings: Settings, receiver: Receiver, ear: Ear) -> None:
    world.publish()
    with Client(Manners(pause=0)) as strict:
        Push(world.store, settings, KEY, strict.tell, lambda: world.now).all()
    assert ear.heard == []
    assert "127.0.0.1" in known(world, receiver).error


def test_a_redirect_is_no_delivery(world: Any, push: Push, receiver: Receiver, ear: Ear) -> None:
    world.publish()
    ear.reply = Reply(b"", status=302, headers={"Location": "/elsewhere"})
    push.all()
    assert known(world, receiver).cursor == 0
    assert known(world, receiver).tries == 1


def test_who_lost_its_key_is_sent_nothing(world: Any, push: Push, receiver: Receiver, ear: Ear) -> None:
    world.publish()
    world.store.clients.revoke(receiver.client, ME)
    assert push.all() == 0
    assert ear.heard == []


def test_whose_key_has_expired_is_sent_nothing(world: Any, push: Push, receiver: Receiver, ear: Ear) -> None:
    client = world.store.clients.one(receiver.client)
    world.store.clients.change(replace(client, expires=world.now + timedelta(hours=2)), ME)
    world.publish()
    assert push.all() == 1
    world.publish()
    assert not push.waiting()
    assert push.all() == 0
    assert len(ear.heard) == 1


@pytest.mark.parametrize("ends", [True, False], ids=["it ends", "it goes round"])
def test_why_it_was_not_taken_tells_nobody_how_to_send(
    world: Any, push: Push, receiver: Receiver, ear: Ear, ends: bool
) -> None:
    ear.reply = moved = Reply(b"", status=307, headers={"Location": "/hook/?token=x"})
    if ends:
        ear.answer = lambda asked: moved if asked.path == "/hook" else Reply(b"")  # type: ignore[method-assign]
    world.publish()
    assert push.all() == 0
    told = [known(world, receiver).error, *(one.error for one in world.store.pushing.deliveries(receiver.number))]
    assert all("/hook/" in one and "token" not in one for one in told)


def test_a_receiver_verifies_as_the_documentation_says(world: Any, push: Push, receiver: Receiver, ear: Ear) -> None:
    """The snippet of docs/api.md itself."""
    blocks = re.findall(r"```python\n(.*?)```", SNIPPET.read_text("utf-8"), re.S)
    code = next(one for one in blocks if "def is_genuine" in one)
    verify = {}  # type: ignore[var-annotated]
    exec(code, verify)  # noqa: S102 - our own documentation
    world.publish(title="甲")
    push.all()
    (asked,) = ear.heard
    secret = secret_of(KEY, receiver.number, 1)
    now = world.now.timestamp()
    assert verify["is_genuine"](secret, asked.headers, asked.body.encode(), now)
    assert not verify["is_genuine"](secret_of(KEY, receiver.number, 2), asked.headers, asked.body.encode(), now)
    assert not verify["is_genuine"](secret, asked.headers, asked.body.encode() + b" ", now)
    assert not verify["is_genuine"](secret, asked.headers, asked.body.encode(), now + 3600)


def test_no_secret_lies_in_the_database(world: Any, push: Push, receiver: Receiver) -> None:
    world.publish()
    push.all()
    secret = secret_of(KEY, receiver.number, 1)
    held = b"".join(file.read_bytes() for file in Path(world.store._database.path).parent.glob("federator.db*"))
    assert secret.encode() not in held
    assert KEY not in held


def test_one_process_sends_at_a_time(world: Any, push: Push, receiver: Receiver, ear: Ear) -> None:
    world.publish()
    world.store.take_lease("push", "other:1", world.now, 60)
    send_on(push, lambda: False)
    assert ear.heard == []
    world.store.drop_lease("push", "other:1")
    send_on(push, lambda: False)
    assert len(ear.heard) == 1


class Hub:
    """A small WebSub hub: fetches what it is told of, and hands it to who subscribed."""

    reader: FlaskClient

    def __init__(self) -> None:
        self.handed: list[tuple[str, bytes]] = []
        self.subscribed: set[str] = set()
        self.published: list[str] = []

    def answer(self, asked: Asked) -> Reply:
        told = parse_qs(asked.body)
        assert told["hub.mode"] == ["publish"]
        self.published += told["hub.url"]
        for topic in told["hub.url"]:
            answer = self.reader.get(topic.removeprefix("http://f.example"))
            assert answer.status_code == 200
            if topic in self.subscribed:
                self.handed.append((topic, answer.data))
        return Reply(b"", status=202)


def test_a_hub_is_named_and_told(
    world: Any, push: Push, settings: Settings, profile: Any, directory: Any, serve: Any
) -> None:
    hub = Hub()
    serving = serve(hub)
    with_hub = replace(settings, hub=f"{serving.origin}/")
    reader = create_app(world.store, with_hub, profile, directory).test_client()
    hub.reader = reader
    telling = replace(push, settings=with_hub)
    world.publish(title="旧")
    telling.all()
    assert hub.published == [], "what was there before the hub is no news"
    for form in ("atom", "rss", "json"):
        answer = reader.get(f"/feeds/notices.{form}?category=K1")
        links = answer.headers["Link"]
        assert f'<{with_hub.hub}>; rel="hub"' in links
        assert f'<http://f.example/feeds/notices.{form}?category=K1>; rel="self"' in links
        assert with_hub.hub in answer.text
    hub.subscribed.add("http://f.example/feeds/notices.atom?category=K1")
    world.publish(title="新闻一则")
    telling.all()
    ((_, content),) = hub.handed
    assert "新闻一则" in content.decode()
    assert "http://f.example/feeds/notices.json?organisation=331121-zrzy" in hub.published
    told = len(hub.published)
    telling.all()
    assert len(hub.published) == told
    serving.close()
    world.publish()
    telling.all()
    assert world.store.pushing.hub().tries == 1


def test_a_service_that_ends_keeps_no_hub_waiting(
    world: Any, push: Push, settings: Settings, server: Server, ear: Ear
) -> None:
    telling = replace(push, settings=replace(settings, hub=f"{server.origin}/"))
    telling.all()
    world.publish()
    telling.all(lambda: True)
    assert ear.heard == []
    telling.all()
    assert ear.heard, "it is told by the next process"


def test_a_hub_that_could_read_nothing_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "federator.toml").write_text('hub = "https://hub.example/"', "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path, {})
    assert [fault.place for fault in caught.value.faults] == [f"{tmp_path / 'federator.toml'}: hub"]
