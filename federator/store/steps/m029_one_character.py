"""The index of the search once more, from nothing: one that also says where words begin with a character, so that a
single one is looked up instead of gathered from all words that begin with it."""

from federator.store.steps.statements import statements

_LIKE = "prefix = '1', content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'"

take = statements(
    "DROP TABLE search",
    f"CREATE VIRTUAL TABLE search USING fts5 (title, about, body, attached, marks, {_LIKE})",
    "DROP TABLE search_heads",
    f"CREATE VIRTUAL TABLE search_heads USING fts5 (title, about, marks, {_LIKE})",
    "DELETE FROM searched",
    "UPDATE search_state SET cursor = 0",
)
