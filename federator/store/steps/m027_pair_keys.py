"""Titles by which pairs are found, kept beside the harvest and not by it: an index of titles costs a visit a tenth.

``key``: 64 bits of a hash of the title. The log of revisions is followed from its beginning again.
"""

from federator.store.steps.statements import statements

take = statements(
    "DROP INDEX items_by_title_and_day",
    """CREATE TABLE pair_keys (
           key INTEGER NOT NULL, notice_id TEXT NOT NULL, site TEXT NOT NULL, day TEXT NOT NULL,
           PRIMARY KEY (key, notice_id)) STRICT, WITHOUT ROWID""",
    "UPDATE pairs_state SET cursor = 0",
)
