"""Messages in words, in the contact's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from federator.model.contact import Incident, Message, Subject
from federator.model.errors import EXPLANATIONS
from federator.model.local_time import in_china
from federator.model.words import Language, Words, opened

_TEST = Words("测试消息：能收到说明设置正确。", "A test message: if it reaches you, the settings are right.")
_SUBJECTS = {
    Subject.FAILURE: Words("采集失败：{}", "Harvest failing: {}"),
    Subject.RECOVERY: Words("采集恢复：{}", "Harvest works again: {}"),
}
_SEVERAL = Words("采集情况：{} 项变化", "Harvest: {} changes")
_TEST_TITLE = Words("测试消息", "Test message")


@dataclass(frozen=True, slots=True)
class Letter:
    """``id`` stays the same however often it is sent, so that a receiver can tell a repetition."""

    id: str
    title: str
    text: str


def letter(messages: Sequence[Message], service: str, home: str) -> Letter:
    """One letter of all that is due for one contact, oldest first. ``home`` is where the desk is reached, ending in
    ``/``; ``""`` where that is not known."""
    first = messages[0]
    language = first.contact.language
    told = [_told(one, language, home) for one in messages]
    title = " ".join(f"[{service}] {_title(messages, language)}".split())  # a header is one line, whatever names hold
    return Letter(f"federator-{first.number}-{messages[-1].number}", title, "\n\n".join(told))


def _title(messages: Sequence[Message], language: Language) -> str:
    if len(messages) > 1:
        return _SEVERAL.in_(language).format(len(messages))
    (one,) = messages
    return _SUBJECTS[one.subject].in_(language).format(one.incident.name) if one.incident else _TEST_TITLE.in_(language)


def _told(message: Message, language: Language, home: str) -> str:
    incident = message.incident
    if incident is None:
        return _TEST.in_(language)
    lines = _recovery(incident, language) if message.subject is Subject.RECOVERY else _failure(incident, language)
    if home:
        lines.append(f"{home}desk/health/{incident.source}")
    return "\n".join(lines)


def _failure(incident: Incident, language: Language) -> list[str]:
    why = EXPLANATIONS[incident.error]
    said = Words("{name}：{what}。\n自 {since} 起。{remedy}。", "{name}: {what}.\nSince {since}. {remedy}.")
    return [
        said.in_(language).format(
            name=incident.name,
            what=why.what.in_(language),
            since=in_china(incident.began),
            remedy=opened(why.remedy.in_(language)),
        )
    ]


def _recovery(incident: Incident, language: Language) -> list[str]:
    said = Words(
        "{name}：已恢复正常。\n{began} 至 {ended} 采集失败。",
        "{name}: it works again.\nIt failed from {began} to {ended}.",
    )
    ended = in_china(incident.ended) if incident.ended else ""
    return [said.in_(language).format(name=incident.name, began=in_china(incident.began), ended=ended)]
