"""Notices that were purged and are not to come back: known again by hashes, of which nothing can be read.

A mark is the hash of one thing that a notice is known by: its address at a source, its number, its title there with
its text or its day. What bears a mark is neither read nor recorded, until somebody allows it again.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from sqlite3 import Connection

from federator.model.answer import Answer
from federator.model.health import HealthNote
from federator.model.item import Draft, Item
from federator.model.notice import Notice
from federator.notation.address import absolute
from federator.notation.address_key import address_key
from federator.notation.erasing import without
from federator.notation.folding import title_key
from federator.notation.numbers import index_key
from federator.store.columns import listed

_HREF = re.compile(rb"""href\s{0,4}=\s{0,4}["']?([^"'\s<>]{1,1000})""", re.I)


def mark(*parts: str) -> str:
    """One thing that a notice is known by, beginning with its kind."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=20).hexdigest()


def marks_of(notice: Notice, items: Iterable[Item], addresses: Iterable[tuple[str, str]]) -> Iterator[str]:
    """All that the notice is known by; ``addresses`` are (source, address), any it ever had."""
    for source, address in addresses:
        yield mark("address", source, address)
        yield mark("place", address)
    for item in items:
        keys = {item.title_key, title_key(notice.title)}
        for key in keys | ({title_key(item.row.title)} if item.row else set()):
            yield mark("listed", item.source, key)
        for key in keys:
            yield from _by_title(item.source, key, notice)
    yield from _everywhere(notice, title_key(notice.title))


def bar(connection: Connection, id: str, marks: Iterable[str]) -> None:
    """From now on nothing that bears these marks is taken."""
    connection.executemany("INSERT OR IGNORE INTO barred VALUES (?, ?)", [(one, id) for one in marks])


def allow_again(connection: Connection, id: str) -> int:
    """Forget what the notice was known by; how many marks there were."""
    return connection.execute("DELETE FROM barred WHERE notice_id = ?", (id,)).rowcount


def barred_addresses(connection: Connection, source: str, addresses: Collection[str]) -> set[str]:
    """Those of ``addresses`` that bear a mark at ``source``."""
    return _bearing(connection, addresses, "address", source)


def barred_drafts(connection: Connection, drafts: Sequence[Draft]) -> frozenset[str]:
    """The addresses of those that bear any mark; under a new address they are known by it from now on."""
    if not drafts or not _any(connection):
        return frozenset()
    bearing: defaultdict[str, list[Draft]] = defaultdict(list)  # one mark may be of several, listed at two addresses
    for draft in drafts:
        for one in _marks_of_draft(draft):
            bearing[one].append(draft)
    held = [(draft, id) for one, id in _found(connection, bearing) for draft in bearing[one]]
    for draft, id in held:
        bar(connection, id, [mark("address", draft.source, draft.address)])
    return frozenset(draft.address for draft, _ in held)


def without_barred(connection: Connection, source: str, note: HealthNote) -> HealthNote:
    """What a visit learnt of its list, without the rows that bear a mark."""
    if not _any(connection):
        return note
    if past := note.past:
        titles = _bearing(connection, past.titles, "listed", source)
        addresses = barred_addresses(connection, source, past.addresses)
        past = replace(
            past,
            titles=tuple(one for one in past.titles if one not in titles),
            addresses=tuple(one for one in past.addresses if one not in addresses),
        )
    rule = note.rule
    if rule and rule.preview:
        shown = barred_addresses(connection, source, [address_key(row.url) for row in rule.preview if row.url])
        rule = replace(rule, preview=tuple(row for row in rule.preview if address_key(row.url) not in shown))
    return replace(note, past=past, rule=rule)


def without_barred_links(connection: Connection, captures: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """What is to be kept as evidence, without the links to purged notices that pages of others have."""
    if not captures or not _any(connection):
        return captures
    return {digest: _without_links(connection, answer) for digest, answer in captures.items()}


def _without_links(connection: Connection, answer: Answer) -> Answer:
    hrefs = {unescape(one.decode("utf-8", "replace")) for one in _HREF.findall(answer.content)}
    leading = {url: address_key(url) for one in hrefs if (url := absolute(answer.url, one))}
    barred = _bearing(connection, set(leading.values()), "place")
    held = {url for url, address in leading.items() if address in barred}
    return replace(answer, content=without(answer.content, (), held)) if held else answer


def _marks_of_draft(draft: Draft) -> Iterator[str]:
    yield mark("address", draft.source, draft.address)
    yield from _by_title(draft.source, draft.title_key, draft.notice)
    if draft.index_no_sound or draft.notice.doc_no:
        yield from _everywhere(draft.notice, draft.title_key)


def _by_title(source: str, title: str, notice: Notice) -> Iterator[str]:
    """As within a source a notice is found again under another address: by its number, else by its text."""
    day = str(notice.day or "")
    if notice.doc_no:
        yield mark("title", source, title, notice.doc_no, day)
    elif notice.text:
        yield mark("text", source, title, day, notice.text)


def _everywhere(notice: Notice, title: str) -> Iterator[str]:
    """As notices of several sources are found to be one."""
    if notice.index_no:
        yield mark("index", index_key(notice.index_no))
    if notice.doc_no and notice.publisher:
        yield mark("document", notice.doc_no, notice.publisher, title)


def _any(connection: Connection) -> bool:
    return connection.execute("SELECT 1 FROM barred LIMIT 1").fetchone() is not None


def _bearing(connection: Connection, names: Collection[str], *kind: str) -> set[str]:
    """Those of ``names`` that bear a mark of that kind."""
    if not names or not _any(connection):
        return set()
    marks = {name: mark(*kind, name) for name in names}
    borne = {one for one, _ in _found(connection, marks.values())}
    return {name for name, one in marks.items() if one in borne}


def _found(connection: Connection, marks: Iterable[str]) -> list[tuple[str, str]]:
    found = connection.execute(
        "SELECT b.mark, b.notice_id FROM json_each(?) AS l CROSS JOIN barred AS b ON b.mark = l.value", (listed(marks),)
    )
    return [(one, id) for one, id in found]
