"""A sample site of some columns, whatever its software."""

from federator.sample.column import Column
from federator.sample.notices import SampleNotice
from federator.sample.story import Story


class ColumnsSite:
    """``columns`` are what the registry names; the story tells which notices each lists today."""

    def __init__(self, id_: str, name: str, columns: tuple[Column, ...], story: Story) -> None:
        self.id = id_
        self.name = name
        self.columns = columns
        self._story = story

    def listed(self, column: Column) -> tuple[SampleNotice, ...]:
        """The notices of one of them, as they are now."""
        return self._story.column(f"{self.id}/{column.id}")
