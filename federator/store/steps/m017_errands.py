"""Long work that people of the desk set going, and what came of it; ``ended`` NULL: it runs, or died."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE errands (
           id TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,
           most INTEGER NOT NULL, begun TEXT NOT NULL, asked INTEGER NOT NULL, at TEXT NOT NULL, ended TEXT,
           stopped INTEGER NOT NULL, error TEXT, detail TEXT NOT NULL, came INTEGER NOT NULL,
           outcome BLOB) STRICT""",
    "CREATE INDEX errands_by_person ON errands (person, id)",
)
