"""Scrapy: spiders as one writes them for these sites, their rows kept in SQLite and compared with what it kept."""

import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlencode

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Request, Response
from scrapy.selector import Selector

from benchmarks.sites import Column, url_of

SETTINGS = {
    "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "DOWNLOAD_DELAY": 0,
    "COOKIES_ENABLED": False,
    "CONCURRENT_REQUESTS": 16,
}
Row = tuple[str, str, str]


def columns(folder: str, kind: str, port: int, columns: int, rows: int, sweeps: int = 1) -> dict[str, int]:
    """Sweeps over the columns: rows compared with those kept, column by column; the counts of the last."""
    urls = [url_of(kind, Column(number, rows), port) for number in range(columns)]
    return _crawl(Columns, folder, kind, urls, sweeps)


def notices(folder: str, kind: str, port: int, columns: int, rows: int) -> dict[str, int]:
    """One sweep over the columns and all the notice pages they name."""
    return _crawl(Notices, folder, kind, [url_of(kind, Column(number, rows), port) for number in range(columns)])


def _crawl(spider: type["Columns"], folder: str, kind: str, urls: list[str], sweeps: int = 1) -> dict[str, int]:
    process = CrawlerProcess(SETTINGS)
    counts: dict[str, int] = {}

    def crawl(left: int) -> None:
        crawled = process.crawl(spider, database=Path(folder) / "scrapy.db", kind=kind, urls=urls, counts=counts)
        if left > 1:
            crawled.addCallback(lambda _: crawl(left - 1))

    crawl(sweeps)
    process.start()
    return counts


class Columns(scrapy.Spider):
    """Rows of each column, kept where they differ from those known."""

    name = "columns"
    table: ClassVar = "CREATE TABLE IF NOT EXISTS rows (column TEXT PRIMARY KEY, listed TEXT)"

    def __init__(self, database: Path, kind: str, urls: list[str], counts: dict[str, int]) -> None:
        super().__init__()
        self.connection = sqlite3.connect(database)
        self.connection.execute(self.table)
        self.kind, self.urls, self.counts = kind, urls, counts
        self.counts |= {"new": 0, "unchanged": 0}

    async def start(self) -> AsyncIterator[Request]:
        self.known = dict(self.connection.execute("SELECT column, listed FROM rows"))
        for url in self.urls:
            yield Request(url, callback=self.parse_jpage if self.kind == "jpage" else self.parse_jpaas)

    def parse_jpage(self, response: Response) -> Iterator[Request]:
        store = response.xpath("//script[@type='text/xml']/text()").get("")
        yield from self.listed(response, response.url, Selector(text=store.replace("<![CDATA[", "").replace("]]>", "")))

    def parse_jpaas(self, response: Response) -> Iterator[Request]:
        script = response.css("script[querydata]")
        query = json.loads(script.attrib["querydata"].replace("'", '"'))
        url = response.urljoin(script.attrib["url"] + "?" + urlencode(query))
        yield Request(url, callback=self.parse_unit, cb_kwargs={"column": response.url}, dont_filter=True)

    def parse_unit(self, response: Response, column: str) -> Iterator[Request]:
        yield from self.listed(response, column, Selector(text=json.loads(response.text)["data"]["html"]))

    def listed(self, response: Response, column: str, html: Selector) -> Iterator[Request]:
        rows: list[Row] = [
            (
                row.css("a::attr(title)").get("").strip(),
                response.urljoin(row.css("a::attr(href)").get("")),
                row.css("span::text").get("").strip(),
            )
            for row in html.css("li")
        ]
        written = json.dumps(rows, ensure_ascii=False)
        if self.known.get(column) == written:
            self.counts["unchanged"] += 1
            return
        self.counts["new"] += len(rows)
        self.connection.execute("INSERT OR REPLACE INTO rows VALUES (?, ?)", (column, written))
        yield from self.follow(rows)

    def follow(self, _rows: list[Row]) -> Iterator[Request]:
        yield from ()

    def closed(self, _reason: str) -> None:
        self.connection.commit()
        self.connection.close()


class Notices(Columns):
    """The same, and each notice's own page."""

    name = "notices"

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.connection.execute("CREATE TABLE notices (url TEXT PRIMARY KEY, title, day, body, fields, files)")
        self.counts |= {"pages": 0}

    def follow(self, rows: list[Row]) -> Iterator[Request]:
        for _, url, _ in rows:
            yield Request(url, callback=self.parse_notice)

    def parse_notice(self, response: Response) -> None:
        body = response.css("#zoom")
        cells = [cell.strip() for cell in response.css("table.xxgk_table td::text").getall()]
        files = [
            (link.css("::text").get(""), response.urljoin(link.attrib["href"]))
            for link in body.css("a[href*='/module/download/']")
        ]
        self.counts["pages"] += 1
        self.connection.execute(
            "INSERT INTO notices VALUES (?, ?, ?, ?, ?, ?)",
            (
                response.url,
                response.css("meta[name=ArticleTitle]::attr(content)").get(),
                response.css("meta[name=PubDate]::attr(content)").get(),
                "\n".join(body.css("::text").getall()),
                json.dumps(dict(zip(cells[::2], cells[1::2], strict=False)), ensure_ascii=False),
                json.dumps(files, ensure_ascii=False),
            ),
        )
