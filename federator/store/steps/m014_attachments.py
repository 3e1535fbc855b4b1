"""What was fetched of attachments, by hash, and which attachment of which notice it is; the search index knows their
words too, and is filled anew.

The bytes lie in files beside the database; ``documents.text`` is compressed. ``attached`` is work to be done, too:
what has a ``due`` time is to be asked for then. ``attached_state.cursor``: the last revision whose attachments it has.
"""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE documents (
        hash TEXT NOT NULL PRIMARY KEY, media_type TEXT NOT NULL, size INTEGER NOT NULL, fetched TEXT NOT NULL,
        reading TEXT NOT NULL, pages INTEGER NOT NULL, text BLOB NOT NULL) STRICT""",
    """CREATE TABLE attached (
        notice_id TEXT NOT NULL REFERENCES notices (id), key TEXT NOT NULL, url TEXT NOT NULL,
        hash TEXT REFERENCES documents (hash), tries INTEGER NOT NULL DEFAULT 0, due TEXT,
        trouble TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (notice_id, key)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX attached_by_hash ON attached (hash) WHERE hash IS NOT NULL",
    "CREATE INDEX attached_by_due ON attached (due) WHERE due IS NOT NULL",
    "CREATE TABLE attached_state (cursor INTEGER NOT NULL) STRICT",
    "INSERT INTO attached_state VALUES (0)",
    "DROP TABLE search",
    """CREATE VIRTUAL TABLE search USING fts5 (
        title, about, body, attached, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0')""",
    "DELETE FROM searched",
    "UPDATE search_state SET cursor = 0",
)
