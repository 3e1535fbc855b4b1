"""Ids of notices and items: minted once, at first sight, random and sortable by the time of minting."""

from ulid import ULID


def new_id() -> str:
    """A ULID: 26 characters, the first ten of them the millisecond."""
    return str(ULID())
