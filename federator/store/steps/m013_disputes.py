"""What units dispute of the service's findings, and what the province decided."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE disputes (
           number INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, about TEXT, at TEXT NOT NULL,
           person TEXT NOT NULL, words TEXT NOT NULL, upheld INTEGER, decided TEXT, decider TEXT NOT NULL DEFAULT '',
           why TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX disputes_by_source ON disputes (source, number)",
)
