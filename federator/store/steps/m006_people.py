"""Accounts, one-time codes, sessions, failed attempts, and the audit log."""

from federator.store.steps.append_only import append_only
from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE people (
        id TEXT NOT NULL PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
        created TEXT NOT NULL, email TEXT NOT NULL, sites TEXT NOT NULL, organisations TEXT NOT NULL,
        active INTEGER NOT NULL, password TEXT NOT NULL) STRICT""",
    """CREATE TABLE invitations (
        hash TEXT NOT NULL PRIMARY KEY, expires TEXT NOT NULL, purpose TEXT NOT NULL, role TEXT NOT NULL,
        sites TEXT NOT NULL, organisations TEXT NOT NULL, person TEXT NOT NULL) STRICT""",
    """CREATE TABLE sessions (
        hash TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id), begun TEXT NOT NULL,
        last_seen TEXT NOT NULL) STRICT""",
    "CREATE TABLE attempts (key TEXT NOT NULL, at TEXT NOT NULL) STRICT",
    "CREATE INDEX attempts_by_key ON attempts (key, at)",
    """CREATE TABLE audit (
        number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, person TEXT NOT NULL, address TEXT NOT NULL,
        act TEXT NOT NULL, about TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL) STRICT""",
    "CREATE INDEX audit_by_thing ON audit (about, number)",
    *append_only("audit"),
)
