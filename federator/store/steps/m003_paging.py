"""How far visits walk whatever they know, and how far back through its history each source was read.

``next`` and ``before`` hold requests as JSON; ``backfill_pages`` the list pages passed, while it is under way.
"""

from federator.store.steps.statements import statements

take = statements(
    "ALTER TABLE source_state ADD COLUMN blind INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE backfills (
        source TEXT NOT NULL PRIMARY KEY, reads TEXT NOT NULL, begun TEXT NOT NULL, moved TEXT NOT NULL, next TEXT,
        before TEXT, pages INTEGER NOT NULL, rows INTEGER NOT NULL, created INTEGER NOT NULL, tries INTEGER NOT NULL,
        error TEXT, detail TEXT NOT NULL, finished TEXT) STRICT, WITHOUT ROWID""",
    """CREATE TABLE backfill_pages (
        source TEXT NOT NULL REFERENCES backfills (source), request TEXT NOT NULL,
        PRIMARY KEY (source, request)) STRICT, WITHOUT ROWID""",
)
