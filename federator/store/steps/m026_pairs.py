"""Notices of several sites that may be one: proposed to a person, and what was decided.

``cursor``: up to which revision pairs were looked for.
"""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE pairs (
        one TEXT NOT NULL REFERENCES notices (id), other TEXT NOT NULL REFERENCES notices (id),
        likeness REAL NOT NULL, found TEXT NOT NULL, decided TEXT, merged INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (one, other)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX pairs_waiting ON pairs (found) WHERE decided IS NULL",
    "CREATE TABLE pairs_state (cursor INTEGER NOT NULL) STRICT",
    "INSERT INTO pairs_state VALUES (0)",
    "CREATE INDEX items_by_title_and_day ON items (title_key, day)",
)
