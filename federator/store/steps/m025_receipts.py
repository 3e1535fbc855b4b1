"""What portals made of notices, by client and notice."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE receipts (
           client TEXT NOT NULL REFERENCES clients (id), notice_id TEXT NOT NULL REFERENCES notices (id),
           outcome TEXT NOT NULL, address TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
           PRIMARY KEY (notice_id, client)) STRICT, WITHOUT ROWID""",
)
