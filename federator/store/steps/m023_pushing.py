"""Receivers of the change log, how deliveries to them fared, and up to where the WebSub hub was told."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE receivers (
           number INTEGER PRIMARY KEY AUTOINCREMENT, client TEXT NOT NULL REFERENCES clients (id), name TEXT NOT NULL,
           address TEXT NOT NULL, cursor INTEGER NOT NULL, made TEXT NOT NULL, generation INTEGER NOT NULL,
           paused INTEGER NOT NULL, tries INTEGER NOT NULL, due TEXT, error TEXT NOT NULL, testing INTEGER NOT NULL,
           dropped INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE deliveries (
           number INTEGER PRIMARY KEY AUTOINCREMENT, receiver INTEGER NOT NULL REFERENCES receivers (number),
           id TEXT NOT NULL, at TEXT NOT NULL, changes INTEGER NOT NULL, status INTEGER NOT NULL,
           seconds REAL NOT NULL, error TEXT NOT NULL) STRICT""",
    "CREATE INDEX deliveries_by_receiver ON deliveries (receiver, number)",
    "CREATE TABLE hub_state (cursor INTEGER NOT NULL, tries INTEGER NOT NULL, due TEXT, error TEXT NOT NULL) STRICT",
)
