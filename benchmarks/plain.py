"""The plain way: requests, feedparser and sqlite-utils, one feed after another."""

from pathlib import Path

from benchmarks.sites import Column, url_of


def harvest(folder: str, port: int, columns: int, rows: int, sweeps: int = 1) -> dict[str, int]:
    """Sweeps over all feeds, conditional where there are validators; the counts of the last."""
    return [_sweep(folder, port, columns, rows) for _ in range(sweeps)][-1]


def _sweep(folder: str, port: int, columns: int, rows: int) -> dict[str, int]:
    import feedparser
    import requests
    from sqlite_utils import Database

    database = Database(str(Path(folder) / "plain.db"))
    feeds, entries = database.table("feeds"), database.table("entries")
    etags = {row["url"]: row["etag"] for row in feeds.rows} if feeds.exists() else {}
    new = 0
    with requests.Session() as session:
        for number in range(columns):
            url = url_of("feed", Column(number, rows), port)
            conditions = {"If-None-Match": etags[url]} if url in etags else {}
            answer = session.get(url, headers=conditions, timeout=30)
            if answer.status_code == 304:
                continue
            found = [
                {"link": one.link, "title": one.title, "published": one.published, "summary": one.summary}
                for one in feedparser.parse(answer.content).entries
            ]
            entries.upsert_all(found, pk="link")
            feeds.upsert({"url": url, "etag": answer.headers["ETag"]}, pk="url")
            new += len(found)
    database.close()
    return {"new": new}
