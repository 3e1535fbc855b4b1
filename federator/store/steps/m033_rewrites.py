"""Texts that many notices of a source would have at once: they wait for a person, who believes or refuses them.

``believed``: NULL until a person decided; ``rewritten``: the notices of those that wait.
"""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE rewrites (
        source TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, since TEXT NOT NULL, seen TEXT NOT NULL,
        believed INTEGER, PRIMARY KEY (source, key)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE rewritten (
        source TEXT NOT NULL, key TEXT NOT NULL, notice_id TEXT NOT NULL REFERENCES notices (id),
        PRIMARY KEY (source, key, notice_id), FOREIGN KEY (source, key) REFERENCES rewrites (source, key)
        ON DELETE CASCADE) STRICT, WITHOUT ROWID""",
    "CREATE INDEX rewritten_by_notice ON rewritten (notice_id)",
)
