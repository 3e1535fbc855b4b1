"""What the store knows that may concern the drafts of a visit: a handful of queries, whatever their number."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from sqlite3 import Connection

from federator.model.decision import DISPROVED, Correction
from federator.model.item import Draft, Item, Known, KnownNotice
from federator.model.revision import State
from federator.store.barring import barred_drafts
from federator.store.columns import breaches_of, listed, notice_of
from federator.store.corrections import corrections
from federator.store.items import ITEM, WIDTH, item_of

TwinKey = tuple[str, str, date | None]
DocumentKey = tuple[str, str, str]


def known(connection: Connection, source: str, drafts: Sequence[Draft], concerning: Sequence[Item]) -> Known:
    """Items, twins and notices that ``drafts`` of ``source`` may join, and those of the items in ``concerning``."""
    addresses = [draft.address for draft in drafts] + [item.address for item in concerning]
    items = _items(connection, source, addresses)
    twins = _twins(connection, source, [draft for draft in drafts if draft.address not in items])
    by_index_no = _by_index_no(connection, {d.notice.index_no for d in drafts if d.index_no_sound})
    by_document = _by_document(connection, {document_key(d) for d in drafts if d.notice.doc_no})
    ids = {item.notice_id for item in items.values()}
    ids.update(item.notice_id for several in twins.values() for item in several)
    ids.update(by_index_no.values(), by_document.values())
    holders = _holders(connection, ids)
    notices = _notices(connection, ids, holders, corrections(connection, ids))
    barred = barred_drafts(connection, drafts)
    apart = _apart(connection, ids) if by_index_no or by_document else frozenset()
    return Known(items, twins, by_index_no, by_document, notices, holders, barred, apart)


def document_key(draft: Draft) -> DocumentKey:
    """One document across sources: number, publisher and title."""
    return draft.notice.doc_no, draft.notice.publisher, draft.title_key


def _items(connection: Connection, source: str, addresses: Sequence[str]) -> dict[str, Item]:
    found = connection.execute(
        f"""SELECT {ITEM}, l.value FROM json_each(?) AS l
            CROSS JOIN item_addresses AS a ON a.source = ? AND a.address = l.value
            CROSS JOIN items AS i ON i.id = a.item_id""",
        (listed(addresses), source),
    )
    return {values[WIDTH]: item_of(values) for values in found}


def _twins(connection: Connection, source: str, drafts: Sequence[Draft]) -> dict[TwinKey, tuple[Item, ...]]:
    """Only a draft under an address nobody knows can have a twin."""
    keys = {_twin_key(draft) for draft in drafts}
    found = connection.execute(
        f"SELECT {ITEM} FROM items AS i WHERE i.source = ? AND i.title_key IN (SELECT value FROM json_each(?))",
        (source, listed({key[0] for key in keys})),
    )
    twins: dict[TwinKey, list[Item]] = defaultdict(list)
    for item in map(item_of, found):
        twins[item.title_key, item.doc_no, item.day].append(item)
    return {key: tuple(several) for key, several in twins.items() if key in keys}


def _twin_key(draft: Draft) -> TwinKey:
    return draft.title_key, draft.notice.doc_no, draft.notice.day


def _by_index_no(connection: Connection, numbers: Collection[str]) -> dict[str, str]:
    """Where several notices carry one number, the published one is meant, else the one seen first.

    A withdrawn notice is not offered: whoever publishes it anew under another roof would stay invisible in it.
    """
    if not numbers:
        return {}
    found = connection.execute(
        """SELECT n.index_no, n.id FROM json_each(?) AS l
           CROSS JOIN notices AS n ON n.index_no = l.value AND n.index_no <> '' AND n.state <> 'withdrawn'
           ORDER BY n.state = 'published', n.number DESC""",
        (listed(numbers),),
    )
    return dict(found)


def _by_document(connection: Connection, keys: Collection[DocumentKey]) -> dict[DocumentKey, str]:
    if not keys:
        return {}
    found = connection.execute(
        """SELECT n.doc_no, n.publisher, i.title_key, n.id FROM json_each(?) AS l
           CROSS JOIN notices AS n ON n.doc_no = l.value AND n.doc_no <> '' AND n.state <> 'withdrawn'
           CROSS JOIN items AS i ON i.notice_id = n.id
           ORDER BY n.state = 'published', n.number DESC""",
        (listed({key[0] for key in keys}),),
    )
    return {key: id for *parts, id in found if (key := (parts[0], parts[1], parts[2])) in keys}


def _apart(connection: Connection, ids: Collection[str]) -> frozenset[tuple[str, str]]:
    among = "IN (SELECT value FROM json_each(?1))"
    found = connection.execute(
        f"SELECT one, other FROM pairs WHERE one {among} AND other {among} AND decided IS NOT NULL AND NOT merged",
        (listed(ids),),
    )
    return frozenset((one, other) for one, other in found)


def _holders(connection: Connection, ids: Collection[str]) -> dict[str, tuple[Item, ...]]:
    if not ids:
        return {}
    found = connection.execute(
        f"SELECT {ITEM} FROM json_each(?) AS l CROSS JOIN items AS i ON i.notice_id = l.value ORDER BY i.id",
        (listed(ids),),
    )
    holders: dict[str, list[Item]] = defaultdict(list)
    for item in map(item_of, found):
        holders[item.notice_id].append(item)
    return {id: tuple(several) for id, several in holders.items()}


def _notices(
    connection: Connection,
    ids: Iterable[str],
    holders: dict[str, tuple[Item, ...]],
    corrected: dict[str, tuple[Correction, ...]],
) -> dict[str, KnownNotice]:
    """``issued``: the item that writes the fields belongs to the issuing organisation."""
    found = connection.execute(
        """SELECT n.id, n.state, r.record, n.latest_digest, n.shown_digest, n.first_seen, r.kind,
                  iif(instr(r.breaches, ?), r.breaches, NULL) FROM json_each(?) AS l
           CROSS JOIN notices AS n ON n.id = l.value CROSS JOIN revisions AS r ON r.seq = n.latest_seq""",
        (DISPROVED, listed(ids)),
    )
    return {
        id: KnownNotice(
            id,
            State(state),
            notice_of(record),
            latest,
            shown,
            any(item.canonical and item.issuing for item in holders.get(id, ())),
            datetime.fromisoformat(first_seen),
            corrected.get(id, ()),
            kind == "rejected",
            next((one for one in breaches_of(told) if one.clause == DISPROVED), None) if told else None,
        )
        for id, state, record, latest, shown, first_seen, kind, told in found
    }
