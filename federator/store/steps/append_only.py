"""A table that is only ever added to."""

from __future__ import annotations


def append_only(table: str) -> tuple[str, ...]:
    """The triggers that refuse an UPDATE or a DELETE of ``table``."""
    return tuple(
        f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"""
        for verb in ("UPDATE", "DELETE")
    )
