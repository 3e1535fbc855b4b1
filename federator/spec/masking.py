"""Personal data of a notice: found, recorded without repeating them, and masked in every place where they stand."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import Any

from federator.model.attachment import Attachment
from federator.model.notice import Notice
from federator.model.profile import Personal, Profile
from federator.model.value import Fields, FieldValue, PersonalFound
from federator.notation.markup import links_of, relinked
from federator.notation.seeking import holds
from federator.spec.personal import Spot, cards_in, masked, may_hold_number, number_spots
from federator.spec.secrets import Secrets
from federator.spec.seen import bare, seen, unquoted

_WORDS = (
    "title", "text", "abstract", "publisher", "category_reason", "index_no", "doc_no", "validity", "subject", "genre",
    "facet", "audience",
)  # fmt: skip
"""Fields of words; the body's HTML, its fields and attachments are masked beside them."""
_ALTERNATIVE = re.compile(r' (?:alt|title)="([^"]*)"')


def protect(notice: Notice, profile: Profile) -> Notice:
    """The notice with its personal data recorded, and masked where the profile says so for its category."""
    rules = profile.personal_in(notice.category)
    found: dict[tuple[str, PersonalFound], None] = {}
    shown: dict[str, str] = {}
    for where, kind, literal in _met(notice, rules):
        rule, stands = rules.get(kind, Personal.ALLOW), masked(kind, literal)
        if where == "url" and rule is Personal.MASK:
            rule = Personal.HOLD
        found[bare(literal).text, PersonalFound(kind, where, stands, str(rule))] = None
        if rule is Personal.MASK:
            shown[literal] = stands
    if not found:
        return notice
    protected = _hidden(notice, Secrets(shown)) if shown else notice
    return replace(protected, personal=counted(one for _, one in found))


def counted(found: Iterable[PersonalFound]) -> tuple[PersonalFound, ...]:
    """Those that look alike as one, with their number."""
    return tuple(replace(one, count=count) for one, count in Counter(found).items())


def _met(notice: Notice, rules: Mapping[str, Personal]) -> Iterator[tuple[str, str, str]]:
    """Field, kind and words of all personal data. The notice's own address can hide nothing, for it must lead there."""
    places = [*_places(notice)]
    if may_hold_number("\n".join([words for _, words in places])):
        for where, words in places:
            for spot in spots_of(words, rules):
                yield where, spot.kind, words[spot.start : spot.end]
    addresses = [*_addresses(notice)]
    if any(cards_in(unquoted("\n".join([address for _, address in addresses])))):
        for where, address in addresses:
            for card in cards_in(unquoted(address)):
                yield where, "id_card", card


def _places(notice: Notice) -> Iterator[tuple[str, str]]:
    """Where words of a notice stand that people read, by field. A derived abstract repeats the body."""
    yield "title", notice.title
    yield "text", notice.text
    if not notice.abstract_derived:
        yield "abstract", notice.abstract
    for attachment in notice.attachments:
        yield "attachments", attachment.name
    told = holds(notice.html, ' alt="') or holds(notice.html, ' title="')
    for found in _ALTERNATIVE.finditer(notice.html) if told else ():
        yield "html", unescape(found[1])


def _addresses(notice: Notice) -> Iterator[tuple[str, str]]:
    yield "url", notice.url
    for attachment in notice.attachments:
        yield "attachments", attachment.url
    for address in links_of(notice.html):
        yield "html", address


def spots_of(words: str, rules: Mapping[str, Personal]) -> Sequence[Spot]:
    """Numbers, and the names beside those that are not for everybody."""
    if not may_hold_number(words):
        return ()
    plain = seen(words)
    spots = number_spots(plain.text)
    private = [spot for spot in spots if rules.get(spot.kind, Personal.ALLOW) is not Personal.ALLOW]
    if private and rules.get("name", Personal.ALLOW) is not Personal.ALLOW:
        from federator.spec.names import name_spots  # a sixth of a start, for what few notices have

        spots += name_spots(plain.text, private)
    return [Spot(one.kind, *plain.span(one.start, one.end)) for one in spots]


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
    identity = secrets.masked(unquoted(one.identity)) if secrets.tells(one.identity) else one.identity
    return replace(one, name=secrets.masked(one.name), url=url, identity=identity)


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
    return secrets.masked_markup(relinked(html, lambda address: page if secrets.tells(address) else address))
