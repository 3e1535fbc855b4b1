"""A sample site of some columns, whatever its software."""

from federator.sample.column import Column
from federator.sample.notices import SampleNotice
from federator.sample.story import Story


class ColumnsSite:
    """``columns`` are what the registry names; the story tells which notices each lists today. ``web_id`` is the number
    of the site in Hanweb's products."""

    def __init__(self, id_: str, name: str, columns: tuple[Column, ...], story: Story, web_id: str = "") -> None:
        self.id = id_
        self.name = name
        self.columns = columns
        self.web_id = web_id
        self._story = story

    def listed(self, column: Column) -> tuple[SampleNotice, ...]:
        """The notices of one of them, as they are now."""
        return self._story.column(f"{self.id}/{column.id}")

    def pages(self, column: Column, rows: int) -> list[tuple[SampleNotice, ...]]:
        """Those notices, so many ``rows`` a page; a column without any has one empty page."""
        listed = self.listed(column)
        return [listed[start : start + rows] for start in range(0, len(listed), rows)] or [()]
