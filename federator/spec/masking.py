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
from federator.spec.secrets import Secrets

_WORDS = (
    "title", "text", "abstract", "publisher", "category_reason", "index_no", "doc_no", "validity", "subject", "genre",
    "facet", "audience",
)  # fmt: skip
"""Fields of words; the body's HTML, its fields and attachments are masked beside them."""
_TOKEN = re.compile(r"<[^>]*>|&[a-zA-Z0-9#]{1,10};|\s+|[\u200b-\u200d\ufeff]")
_ADDRESS = re.compile(r' (href|src)="([^"]*)"')
_ALTERNATIVE = re.compile(r' (?:alt|title)="([^"]*)"')


def protect(notice: Notice, profile: Profile) -> Notice:
    """The notice with its personal data recorded, and masked where the profile says so for its category."""
    if not may_hold_number("\n".join([words for _, words in _places(notice)])):
        return notice
    rules = profile.personal_in(notice.category)
    found: dict[PersonalFound, None] = {}
    shown: dict[str, str] = {}
    for where, words in _places(notice):
        for spot in spots_of(words, rules):
            literal, rule = words[spot.start : spot.end], rules.get(spot.kind, Personal.ALLOW)
            stands = masked(spot.kind, literal)
            found[PersonalFound(spot.kind, where, stands, str(rule))] = None
            if rule is Personal.MASK:
                shown[literal] = stands
    if not found:
        return notice
    protected = _hidden(notice, Secrets(shown)) if shown else notice
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


def spots_of(words: str, rules: Mapping[str, Personal]) -> Sequence[Spot]:
    """Numbers, and the names beside those that are not for everybody."""
    numbers = number_spots(words) if may_hold_number(words) else []
    private = [spot for spot in numbers if rules.get(spot.kind, Personal.ALLOW) is not Personal.ALLOW]
    named = bool(private) and rules.get("name", Personal.ALLOW) is not Personal.ALLOW
    return [*numbers, *(name_spots(words, private) if named else ())]


def _hidden(notice: Notice, secrets: Secrets) -> Notice:
    changed: dict[str, Any] = {name: secrets.masked(getattr(notice, name)) for name in _WORDS}
    return replace(
        notice,
        **changed,
        html=_masked_markup(notice.html, secrets, notice.url),
        attachments=tuple(_attachment(one, secrets, notice.url) for one in notice.attachments),
        fields=_fields(notice.fields, secrets),
        records=tuple(_fields(record, secrets) for record in notice.records),
    )


def _attachment(one: Attachment, secrets: Secrets, page: str) -> Attachment:
    """An address that names the person leads to the notice's own page instead."""
    url = page if secrets.tells(one.url) else one.url
    return replace(one, name=secrets.masked(one.name), url=url, identity=secrets.masked(one.identity))


def _fields(fields: Fields, secrets: Secrets) -> Fields:
    return {name: _value(value, secrets) for name, value in fields.items()}


def _value(value: FieldValue, secrets: Secrets) -> FieldValue:
    understood = value.value
    if isinstance(understood, str):
        understood = secrets.masked(understood)
    elif isinstance(understood, tuple):
        understood = tuple(map(secrets.masked, understood))
    return replace(value, as_written=secrets.masked(value.as_written), value=understood)


def _masked_markup(html: str, secrets: Secrets, page: str) -> str:
    """As the plain words, whatever inline elements cut a number into."""
    seen, places = _visible(html)
    chars = list(html)
    for place, char in zip(places, secrets.masked(seen), strict=True):
        chars[place] = char
    html = "".join(chars)
    html = _ADDRESS.sub(lambda one: f' {one[1]}="{page}"' if secrets.tells(one[2]) else one[0], html)
    return secrets.masked(html)


def _visible(html: str) -> tuple[str, Sequence[int]]:
    """The characters that people see, without spaces, and where each stands in ``html``."""
    places: list[int] = []
    since = 0
    for token in _TOKEN.finditer(html):
        places.extend(range(since, token.start()))
        since = token.end()
    places.extend(range(since, len(html)))
    return "".join(map(html.__getitem__, places)), places
