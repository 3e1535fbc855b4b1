"""The pace of each source, why its next visit is when it is, and which sources are paused.

What is known of the last quarter's publications is the pace to begin with.
"""

from federator.store.steps.statements import statements

take = statements(
    "ALTER TABLE source_state ADD COLUMN reason TEXT",
    "ALTER TABLE source_state ADD COLUMN pace REAL",
    """UPDATE source_state SET pace = (
        SELECT count(DISTINCT n.published_day) / 64.0 FROM notices AS n
        WHERE n.source = source_state.source AND n.published_day > date(source_state.last_visit, '-90 days'))
       WHERE observed_since IS NOT NULL""",
    """CREATE TABLE pauses (
        source TEXT NOT NULL PRIMARY KEY, since TEXT NOT NULL, person TEXT NOT NULL, why TEXT NOT NULL)
       STRICT, WITHOUT ROWID""",
)
