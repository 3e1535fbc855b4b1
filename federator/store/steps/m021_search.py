"""The index of the search again, from nothing: with words that say what a notice is selected by, with the words of its
files, with an index of titles and numbers alone, and with the days of publication beside it."""

from federator.store.steps.statements import statements

_LIKE = "content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'"

take = statements(
    "DROP TABLE search",
    "DROP TABLE searched",
    f"CREATE VIRTUAL TABLE search USING fts5 (title, about, body, attached, marks, {_LIKE})",
    f"CREATE VIRTUAL TABLE search_heads USING fts5 (title, about, marks, {_LIKE})",
    """CREATE TABLE searched (
           seq INTEGER PRIMARY KEY, notice_id TEXT NOT NULL UNIQUE, day TEXT NOT NULL, category TEXT NOT NULL,
           division TEXT NOT NULL) STRICT""",
    "UPDATE search_state SET cursor = 0",
)
