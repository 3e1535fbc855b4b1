"""A notice's record as people read it: its fields by their labels, and what is wrong with it."""

from collections.abc import Iterator, Sequence

import click

from federator.model.breach import Breach
from federator.model.called import (
    CALLED,
    VALUED,
    category_called,
    clause_called,
    field_called,
    reason_called,
    value_called,
)
from federator.model.local_time import LocalTime
from federator.model.notice import Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.value import Fields
from federator.terminal import language

_SAID = (
    *("title", "url", "published", "written", "effective", "repealed", "validity", "publisher", "organisation"),
    *("division", "category", "subtype", "doc_no", "index_no", "subject", "genre", "facet", "audience", "disclosure"),
    *("language", "zones", "editions", "abstract", "text"),
)
"""What is said of the record, in this order, where there is something to say."""


def tell_record(notice: Notice, breaches: Sequence[Breach], profile: Profile, directory: Directory) -> None:
    """A line a field, a file, a breach."""
    for name in _SAID:
        if said := _said(notice, name, profile, directory):
            click.echo(f"{_label(name, profile)}: {said}")
    for file in notice.attachments:
        click.echo(f"{_label('attachments', profile)}: {file.name}  {file.url}")
    for line in _fields(notice.fields, profile):
        click.echo(line)
    for number, listed in enumerate(notice.records, 1):
        click.echo(f"{number}.")
        for line in _fields(listed, profile):
            click.echo(f"  {line}")
    for breach in breaches:
        what = clause_called(breach.clause, profile).in_(language())
        how_bad, field = CALLED[breach.severity].in_(language()), _label(breach.field, profile)
        click.echo(f"[{how_bad}] {field} · {what} ({breach.clause})  {breach.seen}".rstrip())


def _label(name: str, profile: Profile) -> str:
    return field_called(name, profile).in_(language())


def _said(notice: Notice, name: str, profile: Profile, directory: Directory) -> str:
    value = getattr(notice, name)
    if name == "category":
        why = reason_called(notice.category_reason).in_(language())
        return f"{value} {category_called(value, profile).in_(language())} ({why})"
    if name == "organisation":
        return directory.organisation_name(value)
    if name == "division":
        return directory.division_name(value)
    if name == "subtype":
        return next((one.name.in_(language()) for one in profile.subtypes if one.id == value), value)
    if name in VALUED:
        values = value if isinstance(value, tuple) else (value,)
        return ", ".join(value_called(one, profile).in_(language()) for one in values)
    if isinstance(value, LocalTime) and value.at:
        return f"{value.day} {value.at:%H:%M}"
    return str(value or "")


def _fields(fields: Fields, profile: Profile) -> Iterator[str]:
    """As the site wrote each, and what was understood where that is not the same."""
    for name, field in fields.items():
        understood = f"{field.value} {field.unit}".strip()
        same = understood == field.as_written
        yield f"{_label(name, profile)}: {field.as_written}" + ("" if same else f"  →  {understood}")
