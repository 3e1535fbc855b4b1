"""What every row of a list has, whatever came: an address on the web or none, and words that can be written down."""

from collections.abc import Iterable

from federator.model.row import Row


def expect_sound(rows: Iterable[Row]) -> None:
    """Fail where a row leads off the web, says nothing and leads nowhere, or holds half a character."""
    for row in rows:
        assert row.title or row.url
        assert not row.url or row.url.startswith(("http://", "https://"))
        assert row.title == row.title.encode("utf-8", "replace").decode()
