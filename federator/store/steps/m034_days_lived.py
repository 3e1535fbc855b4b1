"""Days on which sites were visited, and since when sources were observed before the clock was set back."""

from federator.store.steps.statements import statements

take = statements(
    "CREATE TABLE days_lived (day TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID",
    "INSERT INTO days_lived SELECT substr(started, 1, 10) FROM visits UNION SELECT day FROM visit_days",
    "ALTER TABLE source_state ADD COLUMN observed_once TEXT",
)
