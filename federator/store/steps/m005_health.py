"""What a list was like, what is wrong with it, and the rules that were worked out."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE health (
           source TEXT NOT NULL PRIMARY KEY, past TEXT, finding TEXT, since TEXT, times INTEGER NOT NULL,
           detail TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE rules (
           source TEXT NOT NULL, number INTEGER NOT NULL, rule TEXT NOT NULL, state TEXT NOT NULL,
           reasons TEXT NOT NULL, made TEXT NOT NULL, ended TEXT, PRIMARY KEY (source, number))
           STRICT, WITHOUT ROWID""",
)
