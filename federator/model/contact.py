"""Who is told when a site fails and when it works again, how, and what there is to tell."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from federator.model.errors import ErrorKind
from federator.model.words import Language


class Way(StrEnum):
    """How a message reaches a contact: 邮件, 钉钉机器人, 企业微信机器人, or JSON of our own to any address."""

    MAIL = "mail"
    DINGTALK = "dingtalk"
    WECOM = "wecom"
    WEBHOOK = "webhook"


class Rhythm(StrEnum):
    """At once, or what happened in a day in one message at eight in the morning."""

    AT_ONCE = "at-once"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Contact:
    """联系人 of a site. ``address`` is a mailbox or a web address; ``secret`` signs messages to a DingTalk robot, where
    it asks for that. ``number`` is given by the store."""

    site: str
    name: str
    way: Way
    address: str
    language: Language = "zh"
    rhythm: Rhythm = Rhythm.AT_ONCE
    secret: str = ""
    number: int = 0


class Subject(StrEnum):
    """What a message is about."""

    FAILURE = "failure"
    RECOVERY = "recovery"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Ailment:
    """A source that fails now: why, and since when."""

    source: str
    site: str
    error: ErrorKind
    detail: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """A time in which a source failed; ``ended`` None while it does."""

    number: int
    source: str
    name: str
    error: ErrorKind
    detail: str
    began: datetime
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell one contact, as it lies in the outbox. ``incident`` None: a test.

    ``tries`` so far; ``sent`` when it went; ``error`` why it did not, ``given_up`` when no more is tried.
    """

    number: int
    contact: Contact
    subject: Subject
    incident: Incident | None
    made: datetime
    tries: int = 0
    sent: datetime | None = None
    error: str = ""
    given_up: bool = False
