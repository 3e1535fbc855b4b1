"""API clients; of a key only what it is looked up by, and a hash."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE clients (
           id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, contact TEXT NOT NULL, scopes TEXT NOT NULL,
           made TEXT NOT NULL, prefix TEXT NOT NULL UNIQUE, sites TEXT NOT NULL, organisations TEXT NOT NULL,
           per_minute INTEGER NOT NULL, expires TEXT, last_used TEXT, revoked TEXT, hash TEXT NOT NULL) STRICT""",
)
