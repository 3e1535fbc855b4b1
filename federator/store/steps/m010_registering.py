"""What people wrote about a site, and who gave a source its rule (``''``: the service worked it out)."""

from federator.store.steps.append_only import append_only
from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE comments (
           number INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL,
           move TEXT NOT NULL, text TEXT NOT NULL) STRICT""",
    "CREATE INDEX comments_by_site ON comments (site, number)",
    "ALTER TABLE rules ADD COLUMN person TEXT NOT NULL DEFAULT ''",
    *append_only("comments"),
)
