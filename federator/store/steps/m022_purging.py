"""What was purged and is not to come back, known by hashes alone; and purges whose bytes are not yet off the disk."""

from federator.store.steps.statements import statements

take = statements(
    "CREATE TABLE barred (mark TEXT NOT NULL PRIMARY KEY, notice_id TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX barred_by_notice ON barred (notice_id)",
    "CREATE TABLE unclean (notice_id TEXT NOT NULL PRIMARY KEY, since TEXT NOT NULL) STRICT, WITHOUT ROWID",
)
