"""Which items a person's merger brought to another notice, so that the two can be parted again.

``canonical``: the item wrote the fields of the notice that was merged (``loser``).
"""

from federator.store.steps.statements import statements

take = statements(
    """CREATE TABLE mergers (
        loser TEXT NOT NULL REFERENCES notices (id), item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
        canonical INTEGER NOT NULL, PRIMARY KEY (loser, item_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX mergers_by_item ON mergers (item_id)",
)
