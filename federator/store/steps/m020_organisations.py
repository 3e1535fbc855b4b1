"""Organisations that were written at the desk: beside those of the configuration, or in their place."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE organisations (
           id TEXT NOT NULL PRIMARY KEY, names TEXT NOT NULL, division TEXT NOT NULL, parent TEXT NOT NULL,
           department_no TEXT NOT NULL, credit_code TEXT NOT NULL) STRICT, WITHOUT ROWID""",
)
