"""Tables and indexes, as migrations. A migration that has been released is never edited: write the next one.

The columns of ``notices`` from ``source`` to ``published_day`` describe the public record where there is one, else
the latest; they exist for selecting and ordering alone: see :data:`FEED_KEYS` and :data:`BROWSE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

PLACES = ("organisation", "site", "division", "city")
"""What a selection may name beside the category, the narrowest first."""

FEED_KEYS = ("", "category", *PLACES, *(f"{place}_category" for place in PLACES))
"""Each selection that has an index of its own in the order of the feed."""

BROWSE = "browse"
"""The one index in the order of publication. It holds all that a selection may name, so that people's pages are
filtered on it without a look at the rows. Indexes by day are filled at random places: one for each selection, as the
feed has them, cost a harvest an eighth of its time."""

GONE = "notices_gone"
"""The one index of notices that ceased to be public, in the order in which they did."""

_TABLES = (
    """CREATE TABLE sites (
        id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, organisation TEXT NOT NULL, division TEXT NOT NULL,
        home TEXT NOT NULL, life TEXT NOT NULL) STRICT""",
    """CREATE TABLE sources (
        key TEXT NOT NULL PRIMARY KEY, site TEXT NOT NULL REFERENCES sites (id), position INTEGER NOT NULL,
        id TEXT NOT NULL, name TEXT NOT NULL, url TEXT NOT NULL, organisation TEXT NOT NULL, division TEXT NOT NULL,
        site_name TEXT NOT NULL, home TEXT NOT NULL, connector TEXT, category TEXT, every REAL NOT NULL,
        complete INTEGER NOT NULL, pages INTEGER NOT NULL, rule TEXT, UNIQUE (site, position)) STRICT""",
    """CREATE TABLE source_state (
        source TEXT NOT NULL PRIMARY KEY, observed_since TEXT, last_visit TEXT, last_success TEXT, last_change TEXT,
        failures INTEGER NOT NULL, next_due TEXT, visit INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE visits (
        number INTEGER PRIMARY KEY, source TEXT NOT NULL, started TEXT NOT NULL, seconds REAL NOT NULL,
        outcome TEXT NOT NULL, asked INTEGER NOT NULL, size INTEGER NOT NULL, rows INTEGER NOT NULL,
        created INTEGER NOT NULL, amended INTEGER NOT NULL, withdrawn INTEGER NOT NULL, held INTEGER NOT NULL,
        set_aside INTEGER NOT NULL, unread INTEGER NOT NULL, error TEXT, detail TEXT NOT NULL) STRICT""",
    """CREATE TABLE answers (
        source TEXT NOT NULL, request TEXT NOT NULL, etag TEXT, last_modified TEXT, digest TEXT NOT NULL,
        rows_digest TEXT NOT NULL, PRIMARY KEY (source, request)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE notices (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, latest_seq INTEGER NOT NULL,
        latest_digest TEXT NOT NULL, shown_seq INTEGER, shown_digest TEXT NOT NULL, first_seen TEXT NOT NULL,
        updated TEXT NOT NULL, merged_into TEXT, index_no TEXT NOT NULL, assigned_index_no TEXT NOT NULL,
        doc_no TEXT NOT NULL, publisher TEXT NOT NULL, source TEXT NOT NULL, category TEXT NOT NULL,
        division TEXT NOT NULL, city TEXT NOT NULL, organisation TEXT NOT NULL, site TEXT NOT NULL,
        published_day TEXT NOT NULL) STRICT""",
    """CREATE TABLE revisions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, notice_id TEXT NOT NULL REFERENCES notices (id), kind TEXT NOT NULL,
        state TEXT NOT NULL, shown INTEGER NOT NULL, record TEXT NOT NULL, breaches TEXT NOT NULL,
        profile TEXT NOT NULL, capture TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL,
        merged_into TEXT NOT NULL) STRICT""",
    """CREATE TABLE items (
        id TEXT NOT NULL PRIMARY KEY, source TEXT NOT NULL, notice_id TEXT NOT NULL REFERENCES notices (id),
        address TEXT NOT NULL, url TEXT NOT NULL, title_key TEXT NOT NULL, doc_no TEXT NOT NULL, day TEXT,
        issuing INTEGER NOT NULL, canonical INTEGER NOT NULL, first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL, row TEXT, page_digest TEXT NOT NULL, etag TEXT, last_modified TEXT, recheck_at TEXT,
        gone INTEGER NOT NULL) STRICT""",
    """CREATE TABLE item_addresses (
        source TEXT NOT NULL, address TEXT NOT NULL, item_id TEXT NOT NULL REFERENCES items (id),
        row_digest TEXT NOT NULL, PRIMARY KEY (source, address)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE captures (
        hash TEXT NOT NULL PRIMARY KEY, url TEXT NOT NULL, content_type TEXT NOT NULL, fetched TEXT NOT NULL,
        content BLOB NOT NULL) STRICT""",
    """CREATE TABLE set_aside (
        source TEXT NOT NULL, row_digest TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL,
        date_written TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL, PRIMARY KEY (source, row_digest)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE leases (name TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, until TEXT NOT NULL) STRICT""",
    """CREATE TABLE assigned_numbers (
        division TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL,
        PRIMARY KEY (division, year)) STRICT, WITHOUT ROWID""",
)

_PAGING = (
    "ALTER TABLE source_state ADD COLUMN blind INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE backfills (
        source TEXT NOT NULL PRIMARY KEY, reads TEXT NOT NULL, begun TEXT NOT NULL, moved TEXT NOT NULL, next TEXT,
        before TEXT, pages INTEGER NOT NULL, rows INTEGER NOT NULL, created INTEGER NOT NULL, tries INTEGER NOT NULL,
        error TEXT, detail TEXT NOT NULL, finished TEXT) STRICT, WITHOUT ROWID""",
    """CREATE TABLE backfill_pages (
        source TEXT NOT NULL REFERENCES backfills (source), request TEXT NOT NULL,
        PRIMARY KEY (source, request)) STRICT, WITHOUT ROWID""",
)

_INDEXES = (
    "CREATE INDEX visits_by_source ON visits (source, number)",
    "CREATE INDEX revisions_by_notice ON revisions (notice_id, seq)",
    "CREATE INDEX revisions_by_time ON revisions (at, seq)",
    "CREATE INDEX items_by_title ON items (source, title_key)",
    "CREATE INDEX items_by_notice ON items (notice_id)",
    "CREATE INDEX items_by_recheck ON items (recheck_at) WHERE canonical AND recheck_at IS NOT NULL",
    "CREATE INDEX notices_by_source ON notices (source, state)",
    "CREATE INDEX notices_hidden ON notices (state) WHERE shown_seq IS NULL AND merged_into IS NULL",
    "CREATE INDEX notices_by_index_no ON notices (index_no) WHERE index_no <> ''",
    "CREATE INDEX notices_by_document ON notices (doc_no, publisher) WHERE doc_no <> ''",
)

_PEOPLE = (
    """CREATE TABLE people (
        id TEXT NOT NULL PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
        created TEXT NOT NULL, email TEXT NOT NULL, sites TEXT NOT NULL, organisations TEXT NOT NULL,
        active INTEGER NOT NULL, password TEXT NOT NULL) STRICT""",
    """CREATE TABLE invitations (
        hash TEXT NOT NULL PRIMARY KEY, expires TEXT NOT NULL, purpose TEXT NOT NULL, role TEXT NOT NULL,
        sites TEXT NOT NULL, organisations TEXT NOT NULL, person TEXT NOT NULL) STRICT""",
    """CREATE TABLE sessions (
        hash TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id), begun TEXT NOT NULL,
        last_seen TEXT NOT NULL) STRICT""",
    "CREATE TABLE attempts (key TEXT NOT NULL, at TEXT NOT NULL) STRICT",
    "CREATE INDEX attempts_by_key ON attempts (key, at)",
    """CREATE TABLE audit (
        number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, person TEXT NOT NULL, address TEXT NOT NULL,
        act TEXT NOT NULL, about TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL) STRICT""",
    "CREATE INDEX audit_by_thing ON audit (about, number)",
)


_DECISIONS = (
    "ALTER TABLE revisions ADD COLUMN person TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE revisions ADD COLUMN why TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE corrections (
        notice_id TEXT NOT NULL REFERENCES notices (id), field TEXT NOT NULL, value TEXT NOT NULL, was TEXT NOT NULL,
        PRIMARY KEY (notice_id, field)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE leaving (
        notice_id TEXT NOT NULL PRIMARY KEY REFERENCES notices (id), source TEXT NOT NULL, proof TEXT NOT NULL,
        since TEXT NOT NULL, kept INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID""",
    "CREATE INDEX leaving_by_source ON leaving (source)",
    """CREATE TABLE meta_counts (
        source TEXT NOT NULL, month TEXT NOT NULL, meta TEXT NOT NULL, pages INTEGER NOT NULL,
        PRIMARY KEY (source, month, meta)) STRICT, WITHOUT ROWID""",
    "ALTER TABLE source_state ADD COLUMN newest TEXT",
    "ALTER TABLE source_state ADD COLUMN turned TEXT",
    """UPDATE source_state SET turned = coalesce(last_success, last_visit), newest = (
        SELECT max(n.published_day) FROM notices AS n WHERE n.source = source_state.source AND n.state = 'published'
        AND n.published_day <= substr(n.updated, 1, 10))""",
    "CREATE INDEX notices_held_back ON notices (source) WHERE shown_seq <> latest_seq",
)


_NOTIFYING = (
    """CREATE TABLE contacts (
        number INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, name TEXT NOT NULL, way TEXT NOT NULL,
        address TEXT NOT NULL, language TEXT NOT NULL, rhythm TEXT NOT NULL, secret TEXT NOT NULL,
        dropped INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX contacts_by_site ON contacts (site)",
    """CREATE TABLE incidents (
        number INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, name TEXT NOT NULL, error TEXT NOT NULL,
        detail TEXT NOT NULL, began TEXT NOT NULL, ended TEXT) STRICT""",
    "CREATE UNIQUE INDEX incidents_open ON incidents (source) WHERE ended IS NULL",
    """CREATE TABLE outbox (
        number INTEGER PRIMARY KEY AUTOINCREMENT, contact INTEGER NOT NULL REFERENCES contacts (number),
        incident INTEGER REFERENCES incidents (number), subject TEXT NOT NULL, made TEXT NOT NULL, due TEXT NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0, sent TEXT, error TEXT NOT NULL DEFAULT '',
        given_up INTEGER NOT NULL DEFAULT 0, UNIQUE (contact, incident, subject)) STRICT""",
    "CREATE INDEX outbox_waiting ON outbox (due) WHERE sent IS NULL AND NOT given_up",
)


def _append_only(table: str) -> tuple[str, ...]:
    return tuple(
        f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"""
        for verb in ("UPDATE", "DELETE")
    )


def feed_index(key: str) -> str:
    """Name of the index that yields a selection in the order of ``seq``."""
    return f"feed_{key}".rstrip("_")


def _selection_indexes() -> list[str]:
    orders = {feed_index(key): _feed_columns(key) for key in FEED_KEYS}
    orders[BROWSE] = ", ".join(("published_day", "number", "category", *PLACES, "shown_seq"))
    return [
        f"CREATE INDEX {name} ON notices ({columns}) WHERE shown_seq IS NOT NULL" for name, columns in orders.items()
    ]


def _feed_columns(key: str) -> str:
    """What must be equal, what orders, and what a narrower selection is tried on without touching the table."""
    equal = [column for column in key.split("_") if column]
    finer = {"organisation": ("site", "division", "city"), "site": ("division", "city")}.get(key.partition("_")[0], ())
    return ", ".join((*equal, "shown_seq", *finer))


def m001_first(database: Database) -> None:
    """The schema of the first release."""
    for statement in (*_TABLES, *_INDEXES, *_selection_indexes(), *_append_only("revisions")):
        database.execute(statement)


def m002_complete_visits(database: Database) -> None:
    """When each source was last visited completely: the watermark of the change log."""
    database.execute("ALTER TABLE source_state ADD COLUMN last_complete TEXT")
    database.execute(
        """UPDATE source_state SET last_complete = (
           SELECT max(v.started) FROM visits AS v
           WHERE v.source = source_state.source AND v.outcome IN ('changed', 'unchanged'))"""
    )


def m003_paging(database: Database) -> None:
    """How far visits walk whatever they know, and how far back through its history each source was read.

    ``next`` and ``before`` hold requests as JSON; ``backfill_pages`` the list pages passed, while it is under way.
    """
    for statement in _PAGING:
        database.execute(statement)


def m004_evidence(database: Database) -> None:
    """What a failed visit was answered: the last one of each source."""
    database.execute(
        """CREATE TABLE evidence (
           source TEXT NOT NULL PRIMARY KEY, url TEXT NOT NULL, status INTEGER NOT NULL, content_type TEXT NOT NULL,
           fetched TEXT NOT NULL, size INTEGER NOT NULL, content BLOB NOT NULL) STRICT"""
    )


def m005_health(database: Database) -> None:
    """What a list was like, what is wrong with it, and the rules that were worked out."""
    database.execute(
        """CREATE TABLE health (
           source TEXT NOT NULL PRIMARY KEY, past TEXT, finding TEXT, since TEXT, times INTEGER NOT NULL,
           detail TEXT NOT NULL) STRICT, WITHOUT ROWID"""
    )
    database.execute(
        """CREATE TABLE rules (
           source TEXT NOT NULL, number INTEGER NOT NULL, rule TEXT NOT NULL, state TEXT NOT NULL,
           reasons TEXT NOT NULL, made TEXT NOT NULL, ended TEXT, PRIMARY KEY (source, number)) STRICT, WITHOUT ROWID"""
    )


def m006_people(database: Database) -> None:
    """Accounts, one-time codes, sessions, failed attempts, and the audit log."""
    for statement in (*_PEOPLE, *_append_only("audit")):
        database.execute(statement)


def m007_previews(database: Database) -> None:
    """The first rows that a rule read when it was made."""
    database.execute("ALTER TABLE rules ADD COLUMN preview TEXT NOT NULL DEFAULT '[]'")


def m008_decisions(database: Database) -> None:
    """What people decided about notices and corrected in them, notices that wait to be withdrawn, counts of metas."""
    for statement in _DECISIONS:
        database.execute(statement)


def m009_gone(database: Database) -> None:
    """Since which revision the public sees nothing of a notice that it saw before, and an index of those."""
    database.execute("ALTER TABLE notices ADD COLUMN gone_seq INTEGER")
    database.execute(
        """UPDATE notices SET gone_seq = (
               SELECT min(g.seq) FROM revisions AS g WHERE g.notice_id = notices.id AND g.shown = 0
               AND g.state <> 'published' AND g.seq > (
                   SELECT max(s.seq) FROM revisions AS s WHERE s.notice_id = notices.id AND s.shown = 1))
           WHERE shown_seq IS NULL"""
    )
    columns = ", ".join(("gone_seq", "category", *PLACES))
    database.execute(f"CREATE INDEX {GONE} ON notices ({columns}) WHERE gone_seq IS NOT NULL")


def m010_registering(database: Database) -> None:
    """What people wrote about a site, and who gave a source its rule (``''``: the service worked it out)."""
    database.execute(
        """CREATE TABLE comments (
           number INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL,
           move TEXT NOT NULL, text TEXT NOT NULL) STRICT"""
    )
    database.execute("CREATE INDEX comments_by_site ON comments (site, number)")
    database.execute("ALTER TABLE rules ADD COLUMN person TEXT NOT NULL DEFAULT ''")
    for statement in _append_only("comments"):
        database.execute(statement)


def m011_notifying(database: Database) -> None:
    """Contacts of sites, times in which a source failed, and what is told of them to whom."""
    for statement in _NOTIFYING:
        database.execute(statement)


def m012_search(database: Database) -> None:
    """The full-text index, which version of each notice is in it, and up to where it is filled: at first nowhere."""
    database.execute(
        """CREATE VIRTUAL TABLE search USING fts5 (
           title, about, body, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0')"""
    )
    database.execute("CREATE TABLE searched (notice_id TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID")
    database.execute("CREATE TABLE search_state (cursor INTEGER NOT NULL) STRICT")
    database.execute("INSERT INTO search_state VALUES (0)")


def m013_disputes(database: Database) -> None:
    """What units dispute of the service's findings, and what the province decided."""
    database.execute(
        """CREATE TABLE disputes (
           number INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, about TEXT, at TEXT NOT NULL,
           person TEXT NOT NULL, words TEXT NOT NULL, upheld INTEGER, decided TEXT, decider TEXT NOT NULL DEFAULT '',
           why TEXT NOT NULL DEFAULT '') STRICT"""
    )
    database.execute("CREATE INDEX disputes_by_source ON disputes (source, number)")


STEPS = (
    m001_first,
    m002_complete_visits,
    m003_paging,
    m004_evidence,
    m005_health,
    m006_people,
    m007_previews,
    m008_decisions,
    m009_gone,
    m010_registering,
    m011_notifying,
    m012_search,
    m013_disputes,
)
"""All migrations, in order."""


def steps_taken(connection: Connection) -> Sequence[str]:
    """Names of the steps that made this file what it is, in their order; none in a new file."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return ()
    found = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'federator' ORDER BY id")
    return tuple(name for (name,) in found)


def migrate(connection: Connection) -> None:
    """Take the steps that were not yet taken."""
    from sqlite_utils import Database  # a tenth of a start, and needed once in the life of a file
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("federator")
    for step in STEPS:
        migrations()(step)
    migrations.apply(Database(connection, execute_plugins=False))
