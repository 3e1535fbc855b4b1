"""What a failed visit was answered: the last one of each source."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE evidence (
           source TEXT NOT NULL PRIMARY KEY, url TEXT NOT NULL, status INTEGER NOT NULL, content_type TEXT NOT NULL,
           fetched TEXT NOT NULL, size INTEGER NOT NULL, content BLOB NOT NULL) STRICT""",
)
