"""What was asked and how it was answered beside the bytes of a capture, and which versions rest on it.

A capture of before says what was kept of it: the type of its content.
"""

from federator.store.steps.statements import statements

take = statements(
    "ALTER TABLE captures ADD COLUMN asked TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE captures ADD COLUMN status INTEGER NOT NULL DEFAULT 200",
    "ALTER TABLE captures ADD COLUMN headers TEXT NOT NULL DEFAULT '{}'",
    "CREATE INDEX revisions_by_capture ON revisions (capture, notice_id) WHERE capture <> ''",
)
