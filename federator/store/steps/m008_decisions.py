"""What people decided about notices and corrected in them, notices that wait to be withdrawn, counts of metas."""

from federator.store.steps.statements import statements

take = statements(
    "ALTER TABLE revisions ADD COLUMN person TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE revisions ADD COLUMN why TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE corrections (
        notice_id TEXT NOT NULL REFERENCES notices (id), field TEXT NOT NULL, value TEXT NOT NULL, was TEXT NOT NULL,
        PRIMARY KEY (notice_id, field)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE leaving (
        notice_id TEXT NOT NULL PRIMARY KEY REFERENCES notices (id), source TEXT NOT NULL, proof TEXT NOT NULL,
        since TEXT NOT NULL, kept INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID""",
    "CREATE INDEX leaving_by_source ON leaving (source)",
    """CREATE TABLE meta_counts (
        source TEXT NOT NULL, month TEXT NOT NULL, meta TEXT NOT NULL, pages INTEGER NOT NULL,
        PRIMARY KEY (source, month, meta)) STRICT, WITHOUT ROWID""",
    "ALTER TABLE source_state ADD COLUMN newest TEXT",
    "ALTER TABLE source_state ADD COLUMN turned TEXT",
    """UPDATE source_state SET turned = coalesce(last_success, last_visit), newest = (
        SELECT max(n.published_day) FROM notices AS n WHERE n.source = source_state.source AND n.state = 'published'
        AND n.published_day <= substr(n.updated, 1, 10))""",
    "CREATE INDEX notices_held_back ON notices (source) WHERE shown_seq <> latest_seq",
)
