"""Visits of long ago, counted by source and day in China."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE visit_days (
           source TEXT NOT NULL, day TEXT NOT NULL, visits INTEGER NOT NULL, failed INTEGER NOT NULL,
           asked INTEGER NOT NULL, size INTEGER NOT NULL, seconds REAL NOT NULL, created INTEGER NOT NULL,
           amended INTEGER NOT NULL, withdrawn INTEGER NOT NULL, PRIMARY KEY (source, day)) STRICT, WITHOUT ROWID""",
)
