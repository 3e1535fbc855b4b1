"""The full-text index, which version of each notice is in it, and up to where it is filled: at first nowhere."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE VIRTUAL TABLE search USING fts5 (
           title, about, body, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0')""",
    "CREATE TABLE searched (notice_id TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE search_state (cursor INTEGER NOT NULL) STRICT",
    "INSERT INTO search_state VALUES (0)",
)
