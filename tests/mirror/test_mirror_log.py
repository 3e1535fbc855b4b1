"""What an origin answers is read strictly and followed to its end, and told as it went."""

import fcntl
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from federator.mirror import Difference, FolderCopy, Origin, Pulled, differences, pull
from federator.model.answer import Answer, Request
from federator.model.copied import Entry
from federator.model.errors import ErrorKind, VisitError
from federator.model.proof import record_digest, versions_digest
from federator.store.copy import DatabaseCopy
from tests.answers import answer_at

URL = "http://f.example/"
MARKS = ({"site": "a"},)
TOO_LARGE = VisitError(ErrorKind.TOO_LARGE, "")


class Log:
    """Gives these answers, one after another."""

    def __init__(self, *answers: object) -> None:
        self.left = list(answers)
        self.asked: list[str] = []
        self.origin = Origin(self.ask, URL)

    def ask(self, request: Request) -> Answer:
        self.asked.append(request.url.removeprefix(f"{URL}api/v1/"))
        said = self.left.pop(0)
        if isinstance(said, VisitError):
            raise said
        content = said if isinstance(said, bytes) else json.dumps(said).encode()
        return answer_at(request, content)


def _stretch(*changes: object, cursor: object, more: object = False, last: object = 6) -> dict[str, object]:
    return {"changes": changes, "cursor": cursor, "more": more, "last": last, "watermarks": MARKS}


def _change(seq: int, id: str, day: str = "") -> dict[str, object]:
    """A notice of that day; none: it is gone."""
    notice = {"title": "\ud800公告", "published": day, "site": "a"} if day else None
    digest = record_digest(notice) if notice else None
    return {"id": id, "seq": seq, "created": "c", "at": "u", "digest": digest, "notice": notice}


def _days(*days: tuple[str, int], next: object = None) -> dict[str, object]:
    told = [{"day": day, "site": "a", "count": 1, "digest": versions_digest([seq])} for day, seq in days]
    return {"days": told, "next": next, "last": 6}


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[FolderCopy]:
    made = FolderCopy(tmp_path / "copy", URL)
    yield made
    made._lock.close()


def test_a_pull_goes_on_where_the_last_one_ended_and_counts_what_came(copy: FolderCopy) -> None:
    told: list[Pulled] = []
    log = Log(
        _stretch(_change(1, "aa", "2026-01-01"), _change(2, "bb", "2026-01-01"), _change(3, "cc"), cursor=3, more=True),
        _stretch(_change(4, "aa"), _change(5, "dd", "2026-01-02"), cursor=5),
        _stretch(cursor=5),
    )
    assert pull(log.origin, copy, told.append) == Pulled(3, 2, 5, 6, MARKS)
    assert pull(log.origin, copy, told.append) == Pulled(0, 0, 5, 6, MARKS)
    assert told == [Pulled(2, 1, 3, 6, MARKS), Pulled(3, 2, 5, 6, MARKS), Pulled(0, 0, 5, 6, MARKS)]
    assert log.asked == ["changes?limit=100&latest=true" + after for after in ("", "&after=3", "&after=5")]
    assert sorted((one.id, one.seq, one.whole) for one in copy.entries()) == [("bb", 2, True), ("dd", 5, True)]


def test_what_is_too_large_is_asked_for_in_smaller_pieces_down_to_one(copy: FolderCopy) -> None:
    log = Log(TOO_LARGE, TOO_LARGE, _stretch(cursor=2, more=True), _stretch(cursor=3), *[TOO_LARGE] * 7)
    assert pull(log.origin, copy, lambda _: None).cursor == 3
    assert [one.split("&")[0] for one in log.asked] == [f"changes?limit={limit}" for limit in (100, 50, 25, 25)]
    with pytest.raises(VisitError) as raised:
        pull(log.origin, copy, lambda _: None)
    assert (raised.value.kind, log.left) == (ErrorKind.TOO_LARGE, [])


def test_any_other_failure_ends_a_pull_at_once(copy: FolderCopy) -> None:
    log = Log(VisitError(ErrorKind.TIMEOUT, ""))
    with pytest.raises(VisitError) as raised:
        pull(log.origin, copy, lambda _: None)
    assert (raised.value.kind, len(log.asked)) == (ErrorKind.TIMEOUT, 1)


BAD_STRETCHES = [
    _stretch(cursor=4),
    _stretch(cursor=5, more=True),
    _stretch(cursor=6, last="6"),
    _stretch("x", cursor=6),
    [],
]


@pytest.mark.parametrize("said", [*BAD_STRETCHES, b"{", b"[" * 100_000])
def test_what_is_no_stretch_or_leads_nowhere_is_unreadable(said: Any) -> None:
    with pytest.raises(VisitError) as raised:
        Log(said).origin.changes(5, 100)
    assert raised.value.kind is ErrorKind.UNREADABLE


@pytest.mark.parametrize("said", [_days(next="2026-01-02"), _days() | {"days": [{}]}, _days() | {"last": "6"}, []])
def test_what_holds_no_digests_or_leads_nowhere_is_unreadable(said: Any) -> None:
    with pytest.raises(VisitError) as raised:
        Log(said).origin.digests("2026-01-02", 200)
    assert raised.value.kind is ErrorKind.UNREADABLE


def test_what_moves_on_while_it_is_compared_is_no_difference(copy: FolderCopy) -> None:
    """A notice goes after its day was counted, which is counted late once more; another comes meanwhile."""
    log = Log(
        _days(("2026-01-01", 1), next="2026-01-02"),
        _days(("2026-01-02", 2)),
        _stretch(_change(1, "aa", "2026-01-01"), _change(4, "bb"), cursor=4),
        _days(("2026-01-02", 2)),
        _stretch(cursor=4),
        _days(("2026-01-03", 3)),
        _stretch(_change(5, "cc", "2026-01-03"), cursor=5),
    )
    assert differences(log.origin, copy, lambda _: None) == []
    assert log.asked == [
        "digests?limit=200",
        "digests?limit=200&from=2026-01-02",
        "changes?limit=100&latest=true",
        "digests?limit=1&from=2026-01-02",
        "changes?limit=100&latest=true&after=4",
        "digests?limit=1&from=2026-01-02",
        "changes?limit=100&latest=true&after=4",
    ]


def test_what_is_left_over_or_old_is_a_difference(copy: FolderCopy) -> None:
    counted, days = _days(("2026-01-01", 2)), ("2026-01-01", "2026-01-02")
    here = _stretch(_change(1, "aa", days[0]), _change(3, "bb", days[1]), cursor=3)
    log = Log(counted, here, *[counted, counted, _stretch(cursor=3)] * 5)
    assert differences(log.origin, copy, lambda _: None) == [
        Difference(days[0], "a", here=1, there=1),
        Difference(days[1], "a", here=1, there=0),
    ]


def test_a_copy_is_written_by_one_alone(copy: FolderCopy, tmp_path: Path) -> None:
    with (tmp_path / "copy/.lock").open() as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)


NUMBER = '{"id": "aa", "seq": 1, "created": "", "updated": "", "digest": "", "notice": 5}'


@pytest.mark.parametrize("content", ["{", "[]", "{}", "[" * 100_000, NUMBER])
def test_a_file_that_is_no_notice_is_damaged(copy: FolderCopy, tmp_path: Path, content: str) -> None:
    copy.apply([Entry("aa", 1, "", "", record_digest({}), {})], 1)
    (tmp_path / "copy/notices/aa/aa.json").write_text(content, "utf-8")
    assert [(one.id, one.whole, one.place) for one in copy.entries()] == [("aa", False, ("", ""))]


@pytest.mark.parametrize("content", ["{", "5", "[" * 100_000])
def test_a_record_that_is_no_notice_is_damaged(tmp_path: Path, content: str) -> None:
    copy = DatabaseCopy(tmp_path / "copy.db", URL)
    copy.apply([Entry("aa", 1, "", "", record_digest({"title": "x"}), {"title": "x"})], 1)
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection, connection:
        connection.execute("UPDATE notices SET notice = ?", (content,))
    assert [(one.id, one.whole, one.place) for one in copy.entries()] == [("aa", False, ("", ""))]
    copy._connection.close()
