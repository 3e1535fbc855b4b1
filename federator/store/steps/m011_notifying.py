"""Contacts of sites, times in which a source failed, and what is told of them to whom."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE contacts (
        number INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, name TEXT NOT NULL, way TEXT NOT NULL,
        address TEXT NOT NULL, language TEXT NOT NULL, rhythm TEXT NOT NULL, secret TEXT NOT NULL,
        dropped INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX contacts_by_site ON contacts (site)",
    """CREATE TABLE incidents (
        number INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, name TEXT NOT NULL, error TEXT NOT NULL,
        detail TEXT NOT NULL, began TEXT NOT NULL, ended TEXT) STRICT""",
    "CREATE UNIQUE INDEX incidents_open ON incidents (source) WHERE ended IS NULL",
    """CREATE TABLE outbox (
        number INTEGER PRIMARY KEY AUTOINCREMENT, contact INTEGER NOT NULL REFERENCES contacts (number),
        incident INTEGER REFERENCES incidents (number), subject TEXT NOT NULL, made TEXT NOT NULL, due TEXT NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0, sent TEXT, error TEXT NOT NULL DEFAULT '',
        given_up INTEGER NOT NULL DEFAULT 0, UNIQUE (contact, incident, subject)) STRICT""",
    "CREATE INDEX outbox_waiting ON outbox (due) WHERE sent IS NULL AND NOT given_up",
)
