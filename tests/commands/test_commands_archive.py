"""``warc`` and ``prune``: what was fetched, given out as other programs read it, and let go."""

import gzip
import hashlib
import json
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as OwnReader

from federator.model.answer import Answer
from federator.model.revision import Selection
from federator.notation.leaves import bound
from federator.publish.warc import Warc
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.store import Store
from tests.answers import AT, answer_at

KEY = "a/gg"
OK, USAGE, PARTIAL = 0, 2, 3


class Site:
    """A column of two notices; the first reads otherwise from its second edition on."""

    def __init__(self) -> None:
        self.edition = 1

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/":
            rows = (f'<li><a href="/{n}.html">第{n}号公告</a><span>2026-11-15</span></li>' for n in (1, 2))
            return Reply(f'<html><ul class="list">{"".join(rows)}</ul></html>'.encode())
        return self.page(asked.path)

    def page(self, path: str) -> Reply:
        number = path.strip("/").removesuffix(".html")
        if number not in ("1", "2"):
            return NOT_FOUND
        metas = f'<meta name="ArticleTitle" content="第{number}号公告"><meta name="PubDate" content="2026-11-15 09:30">'
        body = f'<div id="zoom"><p>正文{number}，第{self.edition if number == "1" else 1}稿。</p></div>'
        html = f'<html><head><meta charset="gb2312">{metas}</head><body>{body}</body></html>'.encode("gb18030")
        return Reply(gzip.compress(html, mtime=0), "text/html; charset=gb2312", headers={"Content-Encoding": "gzip"})

    def bytes(self, path: str) -> bytes:
        return gzip.decompress(self.page(path).content)


@pytest.fixture
def site(desk: Any, tell: Any, serve: Any) -> Site:
    """Harvested, its first notice corrected, and its pages asked again."""
    site = Site()
    assert tell("sites", "import", desk.write("a", desk.site_on(serve(site), pages=True))).exit_code == OK
    assert tell("harvest", "--all").exit_code == OK
    site.edition = 2
    store = Store(desk.database)
    with store._database.writing() as connection:
        connection.execute("UPDATE items SET recheck_at = '2000-01-01T00:00:00.000000+00:00'")
    assert tell("harvest").exit_code == OK
    store.close()
    return site


def notices(desk: Any) -> dict[str, str]:
    store = Store(desk.database)
    found = {one.notice.title: one.id for one in store.page(Selection(), None, 9)}
    store.close()
    return found


def responses(file: Path) -> list[tuple[str, bytes]]:
    """(path, body) as an independent reader finds them; it checks the digests too."""
    found = []
    kind = WarcRecordType.response
    for record in ArchiveIterator(BytesIO(file.read_bytes()), record_types=kind, parse_http=False):
        assert record.verify_block_digest()
        record.parse_http()
        assert record.verify_payload_digest()
        found.append((urlsplit(record.headers["WARC-Target-URI"]).path, record.reader.read()))
    return found


@pytest.mark.parametrize("name", ["one.warc", "one.warc.gz"])
def test_a_notice_is_exported_with_all_that_it_was_read_from(
    desk: Any, tell: Any, site: Site, tmp_path: Path, name: str
) -> None:
    id, file = notices(desk)["第1号公告"], tmp_path / name
    assert "1 notice, 2 captures" in tell("warc", id, file).stdout
    now = site.bytes("/1.html")
    site.edition = 1
    assert responses(file) == [("/1.html", site.bytes("/1.html")), ("/1.html", now)]
    assert file.read_bytes()[:2] == (b"\x1f\x8b" if name.endswith(".gz") else b"WA")
    assert file.stat().st_mode & 0o777 == 0o600, "it holds what was masked"


def test_the_versions_that_rest_on_a_capture_are_told_beside_it(
    desk: Any, tell: Any, site: Site, tmp_path: Path
) -> None:
    id, file = notices(desk)["第1号公告"], tmp_path / "one.warc.gz"
    tell("warc", id, file)
    records = list(ArchiveIterator(BytesIO(file.read_bytes()), parse_http=False))
    captured = [one.record_id for one in records if one.record_type is WarcRecordType.response]
    (told,) = [one for one in records if one.record_type is WarcRecordType.metadata]
    assert told.headers["WARC-Target-URI"] == f"tag:federator.example,2026:notice/{id}"
    with file.open("rb") as stream:
        said = next(json.loads(one.content_stream().read()) for one in OwnReader(stream) if one.rec_type == "metadata")
    assert [(one["kind"], one["record"]) for one in said["versions"]] == list(
        zip(["created", "amended"], captured, strict=True)
    )


def test_headers_time_and_question_are_in_the_file(desk: Any, tell: Any, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "one.warc"
    tell("warc", notices(desk)["第2号公告"], file)
    with file.open("rb") as stream:
        records = [(one.rec_type, one.rec_headers, one.http_headers, one.content_stream().read())
                   for one in OwnReader(stream)]  # fmt: skip
    assert [kind for kind, *_ in records] == ["warcinfo", "response", "request", "metadata"]
    _, about, headers, body = records[1]
    assert headers.get_header("Content-Type") == "text/html; charset=gb2312"
    assert headers.get_header("Server") == "openresty"
    assert headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert headers.get_header("Content-Encoding") is None
    assert headers.get_header("Content-Length") == str(len(body))
    assert about.get_header("WARC-Date").endswith("Z")
    question = records[2][2]
    assert (question.protocol, question.statusline) == ("GET", "/2.html HTTP/1.1")


def test_a_source_is_exported_whole_and_the_same_each_time(desk: Any, tell: Any, site: Site, tmp_path: Path) -> None:
    first, second = tmp_path / "first.warc", tmp_path / "second.warc"
    assert "2 notices, 3 captures" in tell("warc", KEY, first).stdout
    tell("warc", KEY, second)
    assert sorted(path for path, _ in responses(first)) == ["/1.html", "/1.html", "/2.html"]
    digests = [hashlib.sha256(one.read_bytes().partition(b"\r\n\r\n\r\n")[2]).hexdigest() for one in (first, second)]
    assert digests[0] == digests[1], "but for the time of the export"


def test_what_is_not_there_is_named_and_no_file_is_left(desk: Any, tell: Any, site: Site, tmp_path: Path) -> None:
    assert tell("warc", "nobody", tmp_path / "x.warc").exit_code == USAGE
    done = tell("warc", KEY, tmp_path / "no" / "such.warc")
    assert (done.exit_code, "cannot be written" in done.output) == (USAGE, True)
    assert not list(tmp_path.glob("*.warc*"))


def test_what_the_disk_let_rot_is_named_and_the_rest_is_exported(
    desk: Any, tell: Any, site: Site, tmp_path: Path
) -> None:
    store, file = Store(desk.database), tmp_path / "one.warc"
    rotten = store.archive.witnesses(notices(desk)["第1号公告"])[0].capture
    with store._database.writing() as connection:
        connection.execute("UPDATE captures SET content = substr(content, 1, 9) WHERE hash = ?", (rotten,))
    store.close()
    done = tell("warc", KEY, file)
    assert (done.exit_code, "2 notices, 2 captures" in done.stdout) == (PARTIAL, True)
    assert done.stderr.startswith(f"{rotten}: the capture is damaged")
    assert len(done.stderr.splitlines()) == 1
    assert responses(file) == [(path, site.bytes(path)) for path in ("/1.html", "/2.html")]
    with file.open("rb") as stream:
        told = [json.loads(one.content_stream().read()) for one in OwnReader(stream) if one.rec_type == "metadata"]
    assert [one["record"] is None for one in told[0]["versions"]] == [True, False]


def test_superseded_captures_are_let_go_after_their_time(desk: Any, tell: Any, site: Site, tmp_path: Path) -> None:
    assert json.loads(tell("prune", "--json").stdout)["captures"] == 0
    store = Store(desk.database)
    with store._database.writing() as connection:
        connection.execute("DROP TRIGGER revisions_no_update")
        connection.execute("UPDATE revisions SET at = '2020-01-01T00:00:00.000000+00:00'")
        connection.execute("UPDATE captures SET fetched = '2020-01-01T00:00:00.000000+00:00'")
    desk.settle("captures_days = 30")
    assert json.loads(tell("prune", "--json").stdout)["captures"] == 0, "old by a clock that leapt"
    with store._database.writing() as connection:
        connection.execute(
            "INSERT INTO days_lived (day) VALUES ('2020-01-02'), ('2020-01-10'), ('2020-01-20'), ('2020-01-30')"
        )
    store.close()
    desk.settle("captures_days = 0")
    assert json.loads(tell("prune", "--json").stdout)["captures"] == 0, "for ever"
    desk.settle("captures_days = 30")
    said = json.loads(tell("prune", "--json").stdout)
    assert (said["looked_at"], said["captures"]) == (3, 1)
    assert said["size"] > 0
    assert said["versions"] == 0, "for ever"
    desk.settle("versions_days = 30")
    assert [json.loads(tell("prune", "--json").stdout)["versions"] for _ in range(2)] == [1, 0]
    file = tmp_path / "one.warc"
    assert "2 notices, 2 captures" in tell("warc", KEY, file).stdout


def test_a_notice_on_several_pages_is_a_record_for_each() -> None:
    def page(number: int) -> Answer:
        url = f"http://a.example/7_{number}.html"
        return answer_at(url, f"<p>{number}", {"content-type": "text/html"})

    file = BytesIO()
    Warc(file, packed=False, about="", at=AT).add("name", bound([page(1), page(2)]))
    records = ArchiveIterator(BytesIO(file.getvalue()), record_types=WarcRecordType.response)
    assert [(one.headers["WARC-Target-URI"], one.reader.read()) for one in records] == [
        ("http://a.example/7_1.html", b"<p>1"),
        ("http://a.example/7_2.html", b"<p>2"),
    ]
