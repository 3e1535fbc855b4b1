"""When each source was last visited completely: the watermark of the change log."""

from federator.store.steps.statements import statements

take = statements(
    "ALTER TABLE source_state ADD COLUMN last_complete TEXT",
    """UPDATE source_state SET last_complete = (
           SELECT max(v.started) FROM visits AS v
           WHERE v.source = source_state.source AND v.outcome IN ('changed', 'unchanged'))""",
)
