"""Messages to contacts, over real SMTP and HTTP on loopback: once each, whatever happens."""

import json
import os
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Mailbox

from federator.demo import LOOPBACK
from federator.fetch import Client
from federator.model.answer import Answer, Request, Validators
from federator.model.contact import Contact, Rhythm, Way
from federator.model.errors import ErrorKind
from federator.model.mail import Mail, Security
from federator.model.manners import Manners
from federator.model.people import Actor
from federator.model.rhythm import Due
from federator.model.site import Life, Site, Source
from federator.model.visit import Outcome, Visit
from federator.sample.serving import Asked, Reply
from federator.service.delivering import UndeliveredError, deliver, sender
from federator.settings import Settings
from federator.store import Store
from tests.waiting import free_port

ME = Actor("me")
START = datetime(2026, 11, 16, 1, tzinfo=UTC)
CERTIFICATE = Path(__file__).parent.parent / "fetch" / "loopback.pem"


class World:
    """A source whose visits a test makes up, and a clock that is set by hand."""

    def __init__(self, folder: Path) -> None:
        self.now = START
        self.store = Store(folder / "federator.db", lambda: self.now)
        self.settings = Settings(folder, folder / "federator.db", folder, folder, folder, public_url="http://f.example")
        self.save(Life.ACTIVE)

    def save(self, life: Life, name: str = "公示公告") -> None:
        source = Source("a", "gg", name, "http://a.example/", "o", "331121", "青田局")
        self.store.save_site(Site("a", "青田局", "o", "331121", "http://a.example/", life, (source,)))

    def contact(self, address: str, way: Way = Way.WEBHOOK, **more: Any) -> None:
        self.store.notifying.save_contact(Contact("a", "张三", way, address, **more), ME)

    def visit(self, *outcomes: Outcome) -> None:
        for outcome in outcomes:
            self.now += timedelta(minutes=30)
            error = ErrorKind.TIMEOUT if outcome is Outcome.FAILED else None
            done = Visit("a/gg", self.now, 1, outcome, error=error, detail="30 s" if error else "")
            self.store.record_quiet([done], {"a/gg": Due(self.now + timedelta(minutes=30))}, {})

    def deliver(self, send: Any) -> int:
        return deliver(self.store, self.settings, send, self.now)

    def told(self) -> list[tuple[str, bool]]:
        return [(str(one.subject), one.sent is not None) for one in reversed(self.store.notifying.messages("a"))]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.store.close()


class Receiver:
    """Answers as a robot does, and keeps what it was told."""

    def __init__(self) -> None:
        self.heard: list[tuple[Asked, Any]] = []
        self.reply = Reply(b'{"errcode":0,"errmsg":"ok"}', "application/json")

    def answer(self, asked: Asked) -> Reply:
        self.heard.append((asked, json.loads(asked.body)))
        return self.reply


@pytest.fixture
def receiver(serve: Any) -> Any:
    """The receiver, with its address."""
    heard = Receiver()
    server = serve(heard)
    server.robots = b"User-agent: *\nDisallow: /\n"
    heard.url = f"{server.origin}/robot/send?access_token=t"  # type: ignore[attr-defined]
    return heard


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(LOOPBACK) as made:
        yield made


@pytest.fixture
def send(client: Client) -> Any:
    return sender(Mail(), client.tell)


def test_failure_and_recovery_are_told_once_each(world: World, receiver: Any, send: Any) -> None:
    world.contact(receiver.url, Way.DINGTALK)
    world.visit(Outcome.UNCHANGED, Outcome.FAILED)
    assert world.deliver(send) == 0  # one is often a passing fault
    world.visit(Outcome.FAILED)
    assert world.deliver(send) == 1
    world.visit(Outcome.FAILED)
    assert world.deliver(send) == 0
    world.visit(Outcome.UNCHANGED)
    assert world.deliver(send) == 1
    assert world.deliver(send) == 0
    failure, recovery = (said["text"]["content"] for _, said in receiver.heard)
    assert "采集失败：青田局 · 公示公告" in failure
    assert "2026-11-16 10:00" in failure  # since the first of the failed visits, in China
    assert "http://f.example/desk/health/a/gg" in failure
    assert "已恢复正常" in recovery
    assert "2026-11-16 10:00 至 2026-11-16 11:30" in recovery


def test_a_robot_that_wants_a_signature_gets_one(world: World, receiver: Any, send: Any) -> None:
    world.contact(receiver.url, Way.DINGTALK, secret="SEC")
    world.visit(Outcome.FAILED, Outcome.FAILED)
    world.deliver(send)
    ((asked, said),) = receiver.heard
    assert asked.query["timestamp"] == str(int(world.now.timestamp() * 1000))
    assert asked.query["sign"] == "zzm8HZ5QJ7KWJBVgWd9+GV9V2SGG1UPy7oHl1nPlfV8="
    assert said["msgtype"] == "text"


def test_a_long_message_fits_a_wecom_robot(world: World, receiver: Any, send: Any) -> None:
    world.contact(receiver.url, Way.WECOM, rhythm=Rhythm.DAILY)
    for _ in range(12):
        world.visit(Outcome.FAILED, Outcome.FAILED)
        world.deliver(send)
        world.visit(Outcome.UNCHANGED)
        world.deliver(send)
    world.now += timedelta(days=1)
    assert world.deliver(send) == 1
    ((_, said),) = receiver.heard
    assert len(said["text"]["content"].encode()) <= 2048


def test_a_digest_tells_a_day_in_one_message(world: World, receiver: Any, send: Any) -> None:
    world.contact(receiver.url, rhythm=Rhythm.DAILY, language="en")
    world.visit(Outcome.FAILED, Outcome.FAILED)
    world.deliver(send)
    world.visit(Outcome.UNCHANGED)
    assert world.deliver(send) == 0
    world.now = datetime(2026, 11, 17, 0, 1, tzinfo=UTC)  # 8:01 in China
    assert world.deliver(send) == 1
    ((_, said),) = receiver.heard
    ended = "2026-11-16T02:30:00+00:00"
    assert [(one["subject"], one["ended"]) for one in said["events"]] == [("failure", ended), ("recovery", ended)]
    assert "Harvest: 2 changes" in said["title"]
    assert "it works again" in said["text"]
    assert (world.deliver(send), world.told()) == (0, [("failure", True), ("recovery", True)])


def test_messages_that_are_refused_together_wait_together(world: World, receiver: Any, send: Any) -> None:
    world.contact(receiver.url)
    receiver.reply = Reply(b"", status=500)
    world.visit(Outcome.FAILED, Outcome.FAILED)
    world.deliver(send)
    world.visit(Outcome.UNCHANGED)
    world.deliver(send)
    world.now += timedelta(minutes=4)  # one failed twice, and waits for five
    world.deliver(send)
    assert len(receiver.heard) == 2
    world.now += timedelta(minutes=1)
    receiver.reply = Reply(b"ok")
    assert (world.deliver(send), world.told()) == (1, [("failure", True), ("recovery", True)])


def test_each_contact_has_a_letter_of_its_own_and_it_may_be_stopped_between_two(
    world: World, receiver: Any, send: Any
) -> None:
    world.contact(receiver.url)
    world.contact(receiver.url, language="en")
    world.visit(Outcome.FAILED, Outcome.FAILED)
    assert deliver(world.store, world.settings, send, world.now, lambda: bool(receiver.heard)) == 1
    assert world.deliver(send) == 1
    name = "青田局 · 公示公告"
    titles = world.settings.title
    assert [said["title"] for _, said in receiver.heard] == [
        f"[{titles.zh}] 采集失败：{name}",
        f"[{titles.en}] Harvest failing: {name}",
    ]


def test_what_could_not_be_delivered_is_tried_again_and_then_said_so(world: World, receiver: Any, send: Any) -> None:
    world.contact(receiver.url, Way.WECOM)
    receiver.reply = Reply(b'{"errcode":93000,"errmsg":"invalid webhook url"}', "application/json")
    world.visit(Outcome.FAILED, Outcome.FAILED)
    for _ in range(12):
        world.deliver(send)
        world.now += timedelta(hours=13)
    assert len(receiver.heard) == 7
    (message,) = world.store.notifying.messages("a")
    assert (message.given_up, message.sent) == (True, None)
    assert "invalid webhook url" in message.error


def test_killed_after_sending_the_same_letter_goes_again_under_its_id(world: World, receiver: Any, send: Any) -> None:
    world.contact(receiver.url)
    world.visit(Outcome.FAILED, Outcome.FAILED)

    def killed(*told: Any) -> None:
        send(*told)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world.deliver(killed)
    assert world.deliver(send) == 1
    first, again = (said["id"] for _, said in receiver.heard)
    assert first == again


def test_a_suspended_site_ends_in_silence(world: World, receiver: Any, send: Any) -> None:
    world.contact(receiver.url)
    world.visit(Outcome.FAILED, Outcome.FAILED)
    world.deliver(send)
    world.save(Life.SUSPENDED)
    assert world.deliver(send) == 0
    world.save(Life.ACTIVE)
    assert world.deliver(send) == 1, "it still fails, and that is a new incident"


def test_who_was_removed_is_told_nothing_more(world: World, receiver: Any, send: Any) -> None:
    world.contact(receiver.url)
    world.visit(Outcome.FAILED, Outcome.FAILED)
    world.deliver(send)
    world.store.notifying.drop_contact("a", 1, ME)
    world.visit(Outcome.UNCHANGED)
    assert world.deliver(send) == 0


def test_who_is_removed_while_a_message_goes_is_not_tried_again(world: World, receiver: Any, send: Any) -> None:
    world.contact(receiver.url, Way.WECOM)
    receiver.reply = Reply(b'{"errcode":93000,"errmsg":"invalid webhook url"}', "application/json")
    world.visit(Outcome.FAILED, Outcome.FAILED)

    def removed(*told: Any) -> None:
        world.store.notifying.drop_contact("a", 1, ME)
        send(*told)

    world.deliver(removed)
    world.now += timedelta(days=1)
    world.deliver(send)
    assert len(receiver.heard) == 1


def test_an_answer_nested_without_end_is_not_understood(world: World, receiver: Any, send: Any) -> None:
    world.contact(receiver.url, Way.WECOM)
    receiver.reply = Reply(b"[" * 100_000, "application/json")
    world.visit(Outcome.FAILED, Outcome.FAILED)
    assert world.deliver(send) == 0
    assert "not understood" in world.store.notifying.messages("a")[0].error


def test_a_private_network_is_no_place_for_messages(world: World, receiver: Any) -> None:
    world.contact(receiver.url)
    world.visit(Outcome.FAILED, Outcome.FAILED)
    with Client(Manners(pause=0)) as strict:
        assert world.deliver(sender(Mail(), strict.tell)) == 0
    assert "forbidden-address" in world.store.notifying.messages("a")[0].error
    assert receiver.heard == []


def test_why_a_message_could_not_be_sent_tells_nobody_how_to_send_one(world: World, receiver: Any, send: Any) -> None:
    receiver.reply = Reply(b"", status=307, headers={"Location": receiver.url})
    world.contact(receiver.url)
    world.visit(Outcome.FAILED, Outcome.FAILED)
    assert world.deliver(send) == 0
    error = world.store.notifying.messages("a")[0].error
    assert "redirects" in error
    assert "access_token" not in error


class Letters(Mailbox):  # type: ignore[misc]  # aiosmtpd ships no types
    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Any] = []

    def handle_message(self, message: Any) -> None:
        self.kept.append(message)


def unused(_request: Request, _validators: Validators) -> Answer:
    raise AssertionError("mail goes by no robot")


@pytest.fixture
def letters() -> Iterator[tuple[list[Any], Mail]]:
    """What a mail server on loopback was given, and how to reach it."""
    heard = Letters()
    server = Controller(heard, "127.0.0.1", free_port())
    server.start()
    yield heard.kept, Mail("127.0.0.1", server.port, Security.NONE, sender="federator@f.example")
    server.stop()


def test_a_name_of_two_lines_stops_no_mail(world: World, letters: tuple[list[Any], Mail]) -> None:
    kept, mail = letters
    world.save(Life.ACTIVE, name="公示\n公告")
    world.contact("zhang@a.example", Way.MAIL)
    world.visit(Outcome.FAILED, Outcome.FAILED)
    assert world.deliver(sender(mail, unused)) == 1
    assert str(make_header(decode_header(kept[0]["Subject"]))).endswith("采集失败：青田局 · 公示 公告")


def test_mail_reaches_the_mailbox(world: World, letters: tuple[list[Any], Mail]) -> None:
    kept, mail = letters
    world.contact("zhang@a.example", Way.MAIL)
    world.visit(Outcome.FAILED, Outcome.FAILED)
    assert world.deliver(sender(mail, unused)) == 1
    (letter,) = kept
    assert letter["To"] == "zhang@a.example"
    assert letter["Message-ID"] == "<federator-1-1@f.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"], "what bears none is taken for spam"
    assert "公示公告" in letter.get_payload(decode=True).decode()


@pytest.mark.parametrize(("security", "how"), [(Security.STARTTLS, "tls_context"), (Security.TLS, "ssl_context")])
def test_mail_is_encrypted_before_the_password_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch, security: Security, how: str
) -> None:
    letters, said = Letters(), []

    def knows(_server: Any, _session: Any, _envelope: Any, _way: Any, data: Any) -> Any:
        from aiosmtpd.smtp import AuthResult

        said.append((data.login, data.password))
        return AuthResult(success=True)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server = Controller(
        letters, "127.0.0.1", free_port(), authenticator=knows, auth_require_tls=how == "tls_context", **{how: context}
    )
    server.start()
    world.contact("zhang@a.example", Way.MAIL)
    world.visit(Outcome.FAILED, Outcome.FAILED)
    mail = Mail("127.0.0.1", server.port, security, "user", "federator@f.example", "a password")
    assert world.deliver(sender(mail, unused)) == 0, "its certificate is nobody's"
    assert said == []
    monkeypatch.setitem(os.environ, "SSL_CERT_FILE", str(CERTIFICATE))
    world.now += timedelta(hours=1)
    assert world.deliver(sender(mail, unused)) == 1
    server.stop()
    assert said == [(b"user", b"a password")]
    assert len(letters.kept) == 1


def test_without_a_server_it_says_so() -> None:
    from federator.notify import Letter

    with pytest.raises(UndeliveredError, match="no mail server"):
        sender(Mail(), unused)(Contact("a", "n", Way.MAIL, "a@b.example"), Letter("1", "t", "x"), (), START)
