"""A sample site of some columns, whatever its software."""

from federator.sample.column import Column
from federator.sample.notices import SampleNotice
from federator.sample.serving import Reply
from federator.sample.story import Story
from federator.sample.wording import filled, page_of


class ColumnsSite:
    """``columns`` are what the registry names; the story tells which notices each lists today. ``web_id`` is the number
    of the site in Hanweb's products; its pages are declared to be of ``type``."""

    type = "text/html; charset=utf-8"

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

    def page(self, template: str, **values: object) -> Reply:
        """A page by a template, with what all of them print."""
        return Reply(filled(template, site=self.name, visits=self._story.visit(), **values).encode(), self.type)

    def notice_page(self, template: str, notice: SampleNotice, **values: object) -> Reply:
        """A notice's own page, likewise."""
        return Reply(
            page_of(template, notice, site=self.name, visits=self._story.visit(), **values).encode(), self.type
        )
