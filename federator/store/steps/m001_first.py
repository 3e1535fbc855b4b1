"""The schema of the first release."""

from federator.store.indexes import BROWSE, FEED_KEYS, PLACES, feed_index
from federator.store.steps.append_only import append_only
from federator.store.steps.statements import statements

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


take = statements(*_TABLES, *_INDEXES, *_selection_indexes(), *append_only("revisions"))
