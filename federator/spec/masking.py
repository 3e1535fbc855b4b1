"""Personal data of a notice: found, recorded without repeating them, and masked in every place where they stand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from federator.model.notice import Attachment, Notice
from federator.model.profile import Personal, Profile
from federator.model.value import Fields, FieldValue, PersonalFound
from federator.spec.names import name_spots
from federator.spec.personal import Spot, masked, may_hold_number, number_spots

_WORDS = (
    "title", "text", "abstract", "publisher", "category_reason", "index_no", "doc_no", "validity", "subject", "genre",
    "facet", "audience",
)  # fmt: skip
"""Fields of words; the body's HTML, its fields and attachments are masked beside them."""
_TOKEN = re.compile(r"<[^>]*>|&[a-zA-Z0-9#]{1,10};|\s+|[\u200b-\u200d\ufeff]")
_ADDRESS = re.compile(r' (href|src)="([^"]*)"')
_ALTERNATIVE = re.compile(r' (?:alt|title)="([^"]*)"')
Secrets = Mapping[str, str]
"""What must not be seen, and what is shown in its place."""


def protect(notice: Notice, profile: Profile) -> Notice:
    """The notice with its personal data recorded, and masked where the profile says so for its category."""
    if not any(may_hold_number(words) for _, words in _places(notice)):
        return notice
    rules = profile.personal_in(notice.category)
    found: dict[PersonalFound, None] = {}
    secrets: dict[str, str] = {}
    for where, words in _places(notice):
        for spot in _spots(words, rules):
            literal, rule = words[spot.start : spot.end], rules.get(spot.kind, Personal.ALLOW)
            shown = masked(spot.kind, literal)
            found[PersonalFound(spot.kind, where, shown, str(rule))] = None
            if rule is Personal.MASK:
                secrets[literal] = shown
    if not found:
        return notice
    protected = _hidden(notice, secrets) if secrets else notice
    return replace(protected, personal=tuple(found))


def _places(notice: Notice) -> Iterator[tuple[str, str]]:
    """Where words of a notice stand that people read, by field. A derived abstract repeats the body."""
    yield "title", notice.title
    yield "text", notice.text
    if not notice.abstract_derived:
        yield "abstract", notice.abstract
    for attachment in notice.attachments:
        yield "attachments", attachment.name
    for found in _ALTERNATIVE.finditer(notice.html) if ' alt="' in notice.html or ' title="' in notice.html else ():
        yield "html", found[1]


def _spots(words: str, rules: Mapping[str, Personal]) -> Sequence[Spot]:
    """Numbers, and the names beside those that are not for everybody."""
    numbers = number_spots(words) if may_hold_number(words) else []
    private = [spot for spot in numbers if rules.get(spot.kind, Personal.ALLOW) is not Personal.ALLOW]
    named = bool(private) and rules.get("name", Personal.ALLOW) is not Personal.ALLOW
    return [*numbers, *(name_spots(words, private) if named else ())]


def _hidden(notice: Notice, secrets: Secrets) -> Notice:
    changed: dict[str, Any] = {name: _masked(getattr(notice, name), secrets) for name in _WORDS}
    return replace(
        notice,
        **changed,
        html=_masked_markup(notice.html, secrets, notice.url),
        attachments=tuple(_attachment(one, secrets, notice.url) for one in notice.attachments),
        fields=_fields(notice.fields, secrets),
        records=tuple(_fields(record, secrets) for record in notice.records),
    )


def _masked(words: str, secrets: Secrets) -> str:
    for literal, shown in secrets.items():
        words = words.replace(literal, shown)
        if " " in literal:
            words = words.replace(literal.replace(" ", ""), shown.replace(" ", ""))
    return words


def _attachment(one: Attachment, secrets: Secrets, page: str) -> Attachment:
    """An address that names the person leads to the notice's own page instead."""
    return replace(
        one,
        name=_masked(one.name, secrets),
        url=page if _tells(one.url, secrets) else one.url,
        identity=_masked(one.identity, secrets),
    )


def _tells(words: str, secrets: Secrets) -> bool:
    return any(literal in words for literal in secrets)


def _fields(fields: Fields, secrets: Secrets) -> Fields:
    return {name: _value(value, secrets) for name, value in fields.items()}


def _value(value: FieldValue, secrets: Secrets) -> FieldValue:
    understood = value.value
    if isinstance(understood, str):
        understood = _masked(understood, secrets)
    elif isinstance(understood, tuple):
        understood = tuple(_masked(one, secrets) for one in understood)
    return replace(value, as_written=_masked(value.as_written, secrets), value=understood)


def _masked_markup(html: str, secrets: Secrets, page: str) -> str:
    """As the plain words, whatever inline elements cut a number into."""
    chars = list(html)
    seen, places = _visible(html)
    for literal, shown in secrets.items():
        compact, stands = "".join(literal.split()), "".join(shown.split())
        at = seen.find(compact)
        while at >= 0:
            for offset, char in enumerate(stands):
                chars[places[at + offset]] = char
            at = seen.find(compact, at + len(compact))
    html = "".join(chars)
    if _tells(html, secrets):
        html = _ADDRESS.sub(lambda one: f' {one[1]}="{page}"' if _tells(one[2], secrets) else one[0], html)
    return _masked(html, secrets)


def _visible(html: str) -> tuple[str, Sequence[int]]:
    """The characters that people see, without spaces, and where each stands in ``html``."""
    places: list[int] = []
    since = 0
    for token in _TOKEN.finditer(html):
        places.extend(range(since, token.start()))
        since = token.end()
    places.extend(range(since, len(html)))
    return "".join(map(html.__getitem__, places)), places
