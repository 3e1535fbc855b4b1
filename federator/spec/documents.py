"""A notice understood together with what its attachments say: copies, fields that it lacks, personal data in them.

What was read in an attachment says so (``attachment 2``), so that understanding it again begins where the page ended.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from html import escape

from federator.model.attachment import Attachment, attachment_keys
from federator.model.breach import Breach
from federator.model.document import Document
from federator.model.notice import Notice
from federator.model.place import Directory
from federator.model.profile import Personal, Profile
from federator.model.row import RawNotice
from federator.model.value import Fields, PersonalFound, attachment_number, in_attachment
from federator.spec.check import check
from federator.spec.extras import Body, read_extras
from federator.spec.masking import counted, spots_of
from federator.spec.personal import masked
from federator.spec.secrets import Secrets
from federator.spec.seen import bare

PERSONAL, UNCHECKED = "personal", "unchecked"
"""Why a copy is withheld: it holds what the category does not allow, or not all its words could be looked through."""

_MOST_FOUND = 50
_MOST_READ = 60_000
"""Characters of one attachment that are searched for fields."""

_OF_DOCUMENTS = frozenset(
    {"personal-id-card", "personal-bank-card", "personal-mobile", "personal-name", "personal-masked", "extra-missing"}
    | {"matter-after-published", "matter-period", "matter-number-year"}
)
"""Clauses whose verdict may change when attachments are read; none of them looks at the page as it came."""


def with_documents(notice: Notice, documents: Mapping[str, Document], profile: Profile) -> Notice:
    """The notice with what is known of its attachments, by their keys; of those that are not known nothing is said."""
    if not notice.attachments:
        return notice
    rules = profile.personal_in(notice.category)
    page = _as_the_page_says(notice)
    attachments, personal, texts = [], list(page.personal), []
    for number, key in enumerate(attachment_keys(page.attachments), 1):
        one, document = page.attachments[number - 1], documents.get(key)
        if document is None:
            attachments.append(one)
            continue
        found = dict(_found(document, in_attachment(number), rules))
        personal += counted(found.values())[:_MOST_FOUND]
        attachments.append(_copied(one, document, list(found.values()), rules))
        texts.append((number, Secrets(_hidden(found)).masked(document.text) if found else document.text))
    page = replace(page, attachments=tuple(attachments), personal=tuple(personal))
    return _with_fields(page, texts, profile)


def check_documents(
    notice: Notice, before: tuple[Breach, ...], profile: Profile, directory: Directory, now: datetime
) -> tuple[Breach, ...]:
    """What the notice fails now; ``before``: what it failed without its attachments. Other clauses are not asked."""
    fresh = check(notice, RawNotice(notice.url, None, None), profile, directory, now)
    kept = [one for one in before if one.clause not in _OF_DOCUMENTS]
    return (*kept, *(one for one in fresh if one.clause in _OF_DOCUMENTS))


def _as_the_page_says(notice: Notice) -> Notice:
    return replace(
        notice,
        fields={name: value for name, value in notice.fields.items() if attachment_number(value.where) is None},
        records=() if any(map(_from_attachment, notice.records)) else notice.records,
        personal=tuple(one for one in notice.personal if attachment_number(one.where) is None),
    )


def _from_attachment(record: Fields) -> bool:
    return any(attachment_number(value.where) for value in record.values())


def _found(document: Document, where: str, rules: Mapping[str, Personal]) -> Iterator[tuple[str, PersonalFound]]:
    """Bare → what is recorded of it."""
    for spot in spots_of(document.text, rules):
        literal = document.text[spot.start : spot.end]
        rule = rules.get(spot.kind, Personal.ALLOW)
        yield bare(literal).text, PersonalFound(spot.kind, where, masked(spot.kind, literal), str(rule))


def _hidden(found: Mapping[str, PersonalFound]) -> dict[str, str]:
    """What stands in the place of each; where all is allowed a word that stands nowhere, for a pattern needs one."""
    hidden = {literal: one.masked for literal, one in found.items() if one.action != Personal.ALLOW}
    return hidden or {"\0": "\0"}


def _copied(
    one: Attachment, document: Document, found: list[PersonalFound], rules: Mapping[str, Personal]
) -> Attachment:
    """Masks cannot be laid over a stranger's file: it is withheld as a whole, unless a person released it."""
    guarded = any(rule is not Personal.ALLOW for rule in rules.values())
    named = any(person.action != Personal.ALLOW for person in found)
    withheld = PERSONAL if named else UNCHECKED if guarded and not document.looked_through else ""
    withheld = "" if document.released else withheld
    return replace(one, sha256=document.sha256, size=document.size, media_type=document.media_type, withheld=withheld)


def _with_fields(notice: Notice, texts: list[tuple[int, str]], profile: Profile) -> Notice:
    """Fields that the page lacks, of the first attachment that has them."""
    category = profile.categories.get(notice.category)
    fields, records = dict(notice.fields), notice.records
    for number, text in texts if category else ():
        told = read_extras(_body(text[:_MOST_READ]), category.matter) if category and text else None
        if told is None:
            continue
        listed = {name for record in records for name in record}
        where = in_attachment(number)
        fresh = _moved(told.fields, where)
        fields |= {name: value for name, value in fresh.items() if name not in fields and name not in listed}
        records = records or tuple(_moved(record, where) for record in told.records)
    return replace(notice, fields=fields, records=records)


def _moved(fields: Fields, where: str) -> Fields:
    return {name: replace(value, where=where) for name, value in fields.items()}


def _body(text: str) -> Body:
    return Body("", _tables(text), text, {})


def _tables(text: str) -> str:
    """Lines of several cells as tables, which is what they were."""
    rows, tables = [], []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append("".join(f"<td>{escape(cell)}</td>" for cell in line.split("\t")))
        elif rows:
            tables.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
            rows = []
    return "".join(tables)
