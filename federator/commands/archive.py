"""The commands of the archive: captures as WARC, and those let go that nothing rests on any more."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from federator import terminal
from federator.commands.named import look
from federator.house import House, now
from federator.model.details import in_chinese
from federator.model.errors import ConfigError, DamagedError, Fault
from federator.model.words import Words, counted
from federator.publish.feed import notice_tag
from federator.service.retention import let_go
from federator.store import Store
from federator.store.archive import Witness
from federator.store.files import make_private
from federator.terminal import print_json, say, say_faults

if TYPE_CHECKING:
    from federator.publish.warc import Warc

_AT_ONCE = 200


@click.command()
@click.argument("what", metavar="NOTICE|SITE/SOURCE")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def warc(house: House, what: str, file: Path) -> None:
    """Write the captures behind a notice, or behind all notices of a source, as a WARC file (.warc or .warc.gz).

    The file holds what was fetched, including what the public is not shown: give it only to those who may see it. Exit
    code: 0 everything, 3 some captures are damaged and missing from the file.
    """
    from federator.publish.warc import Warc  # warcio, which no other command needs

    ids = _notices(house.existing, what)
    part = file.with_name(file.name + ".part")
    count, damaged = 0, dict[Fault, None]()
    try:
        make_private(part)
        with part.open("wb") as to:
            made = Warc(to, packed=file.suffix == ".gz", about=what, at=now())
            for id in ids:
                damaged |= dict.fromkeys(_add(house, made, id))
                count += 1
        part.replace(file)
    except OSError as error:
        said = Words(
            f"无法写入（{in_chinese(os.strerror(error.errno or 0))}）", f"cannot be written ({error.strerror})"
        )
        remedy = Words("检查路径、权限和磁盘空间", "check path, permissions and disk space")
        raise ConfigError((Fault(str(file), said, remedy),)) from error
    finally:
        with suppress(OSError):  # what could not be made need not be taken away
            part.unlink(missing_ok=True)
    en = f"{counted(count, 'notice')}, {counted(made.captures, 'capture')}"
    say(Words(f"{count} 条信息，{made.captures} 份快照", en))
    say_faults(damaged)
    sys.exit(terminal.PARTIAL if damaged else terminal.OK)


def _notices(store: Store, what: str) -> Iterator[str]:
    """Ids of the notices meant; raises ConfigError where there are none of that name."""
    if what in {source.key for source in store.sources(None)}:
        return _of_source(store, what)
    if store.notice(what) is None:
        said = Words("没有这条信息，也没有这个采集源", "no notice and no source has this name")
        raise ConfigError((Fault(what, said, look("sites list")),))
    return iter((what,))


def _of_source(store: Store, source: str) -> Iterator[str]:
    after = 0
    while page := store.archive.notices_of(source, after, _AT_ONCE):
        yield from (id for _, id in page)
        after = page[-1][0]


def _add(house: House, made: "Warc", id: str) -> list[Fault]:
    """Write what the notice rests on, but for captures that are damaged, which are returned."""
    witnesses = house.store.archive.witnesses(id)
    kept: list[str] = []
    damaged: list[Fault] = []
    for name in dict.fromkeys(one.capture for one in witnesses):
        try:
            capture = house.store.capture(name)
        except DamagedError as error:
            damaged += error.faults
            continue
        if capture:
            made.add(name, capture.answer)
            kept.append(name)
    if witnesses:
        told = {"id": id, "versions": [_told(one, one.capture in kept) for one in witnesses]}
        made.tell(notice_tag(house.settings.tag_authority, id), told, max(one.at for one in witnesses), kept)
    return damaged


def _told(one: Witness, kept: bool) -> dict[str, object]:
    from federator.publish.warc import record_id

    record = record_id(one.capture) if kept else None
    return {"seq": one.seq, "kind": str(one.kind), "at": one.at.isoformat(), "capture": one.capture, "record": record}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object: looked_at, captures, size, visits, versions.")
@click.pass_obj
def prune(house: House, as_json: bool) -> None:
    """Delete the captures of versions that were superseded long ago (captures_days), such versions themselves
    (versions_days), and old visits except for their counts (visits_days).
    """
    done = let_go(house.store, house.settings, now())
    if as_json:
        print_json(asdict(done))
        return
    say(
        Words(
            f"已看 {done.looked_at} 份快照，清理 {done.captures} 份，{done.size} 字节；"
            f"{done.visits} 条采集记录归入每日计数，清理 {done.versions} 个旧版本",
            f"{counted(done.looked_at, 'capture')} looked at, {done.captures} let go, {counted(done.size, 'byte')};"
            f" {counted(done.visits, 'visit')} kept as counts, {counted(done.versions, 'old version')} let go",
        )
    )
