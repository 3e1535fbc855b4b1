"""Two bureaus with feeds: RSS that carries all, with validators; Atom whose dates have no zone, without any."""

import hashlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

from federator.model.local_time import CHINA
from federator.sample.column import Column
from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment, links_to
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.story import Story
from federator.sample.wording import filled, page_of


class FeedSite(ColumnsSite):
    """One feed, and a page per notice. ``write`` makes the answer out of what the column lists."""

    def __init__(
        self,
        id_: str,
        name: str,
        columns: tuple[Column, ...],
        story: Story,
        write: Callable[[str, Column, tuple[SampleNotice, ...], Asked], Reply],
    ) -> None:
        super().__init__(id_, name, columns, story)
        self._write = write

    def answer(self, asked: Asked) -> Reply:
        """The feed, a notice page or an attachment."""
        column = self.columns[0]
        if asked.path == column.path:
            return self._write(self.name, column, self.listed(column), asked)
        if asked.path.startswith("/files/"):
            return attachment(asked.path)
        number = asked.path.removeprefix("/article/").removesuffix(".html")
        notice = self._story.notice(self.id, int(number)) if number.isdecimal() else None
        return self._page(notice) if notice else NOT_FOUND

    def _page(self, notice: SampleNotice) -> Reply:
        return self.notice_page(
            "feed_article.html",
            notice,
            day=notice.published,
            files=links_to(notice.attachments, f"/files/{notice.number}-"),
        )


def write_rss(site: str, column: Column, listed: tuple[SampleNotice, ...], asked: Asked) -> Reply:
    """RSS 2.0 with the whole text; 304 to who has it already (RFC 9110, 13.1.2)."""
    items = (
        page_of("rss_item.xml", one, url=_url(one, asked), rfc822=format_datetime(_moment(one), usegmt=False))
        for one in listed
    )
    feed = filled(
        "rss.xml", site=site, column=column.name, home=f"http://{asked.host}/", entries="".join(items)
    ).encode()
    latest = max((_moment(one) for one in listed), default=datetime(2020, 1, 1, tzinfo=CHINA))
    validators = {
        "ETag": f'"{hashlib.blake2b(feed, digest_size=8).hexdigest()}"',
        "Last-Modified": format_datetime(latest.astimezone(UTC), usegmt=True),
    }
    if asked.headers.get("if-none-match") == validators["ETag"]:
        return Reply(b"", status=304, headers=validators)
    return Reply(feed, "application/rss+xml; charset=utf-8", headers=validators)


def write_atom(site: str, column: Column, listed: tuple[SampleNotice, ...], asked: Asked) -> Reply:
    """Atom against the letter of RFC 4287: local times without a zone, a new ``updated`` at each visit."""
    entries = (
        page_of("atom_entry.xml", one, url=_url(one, asked), zoneless=f"{one.published}T{one.time}:00")
        for one in listed
    )
    feed = filled(
        "atom.xml",
        site=site,
        column=column.name,
        home=f"http://{asked.host}/",
        now=time.strftime("%Y-%m-%dT%H:%M:%S"),
        entries="".join(entries),
    )
    return Reply(feed.encode(), "application/atom+xml; charset=utf-8")


def _moment(notice: SampleNotice) -> datetime:
    return datetime.fromisoformat(f"{notice.published}T{notice.time}").replace(tzinfo=CHINA)


def _url(notice: SampleNotice, asked: Asked) -> str:
    return f"http://{asked.host}/article/{notice.number}.html"
