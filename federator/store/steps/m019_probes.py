"""Probes of home pages, counted by site and day in China. ``last`` is when the day's last one was made."""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE site_days (
           site TEXT NOT NULL, day TEXT NOT NULL, probes INTEGER NOT NULL, slow INTEGER NOT NULL,
           failed INTEGER NOT NULL, last TEXT NOT NULL, PRIMARY KEY (site, day)) STRICT, WITHOUT ROWID""",
)
