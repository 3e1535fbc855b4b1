"""``federator doctor``, ``backup`` and ``restore``: for whoever runs the service."""

import sys
from pathlib import Path

import click

from federator import terminal
from federator.examine.doctor import examine, unusable
from federator.house import House, now
from federator.model.errors import ConfigError
from federator.model.finding import Examined, Grade
from federator.model.words import Words, counted
from federator.store import Files, restoring
from federator.store.backup import keep_latest
from federator.store.taken_away import TakenAway
from federator.terminal import language, print_json, say

_GRADES = {
    Grade.FAULT: Words("故障", "fault"),
    Grade.WARNING: Words("警告", "warning"),
    Grade.NOTE: Words("提示", "note"),
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object for each finding: id, grade, what, remedy.")
@click.pass_obj
def doctor(house: House, as_json: bool) -> None:
    """Examine the service: database, orphaned rows, harvester, disk, settings.

    Exit code: 0 notes at most, 3 warnings, 4 faults.
    """
    found = _examined(house)
    for one in found:
        if as_json:
            print_json(_as_json(one))
        else:
            click.echo(_line(one))
    grades = {one.grade for one in found}
    if not as_json and grades <= {Grade.NOTE}:
        say(Words("一切正常", "all is well"))
    sys.exit(terminal.FAILED if Grade.FAULT in grades else terminal.PARTIAL if Grade.WARNING in grades else terminal.OK)


def _examined(house: House) -> list[Examined]:
    settings = house.settings
    try:
        store = house.existing
    except ConfigError as error:
        return [unusable(fault) for fault in error.faults]
    return examine(store, settings, now())


def _line(one: Examined) -> str:
    grade, what, remedy = (words.in_(language()) for words in (_GRADES[one.grade], one.what, one.remedy))
    return f"{grade}  {what}{'；' if language() == 'zh' else '; '}{remedy}"


def _as_json(one: Examined) -> dict[str, str]:
    return {
        "id": one.id,
        "grade": str(one.grade),
        "what": one.what.in_(language()),
        "remedy": one.remedy.in_(language()),
    }


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--keep", type=click.IntRange(min=1), help="Keep only this many of the latest backups in the folder.")
@click.pass_obj
def back_up(house: House, folder: Path, keep: int | None) -> None:
    """Write a complete copy of the database and the attachments while the service runs."""
    made = house.existing.back_up(folder)
    removed = keep_latest(folder, keep) if keep else []
    size = made.stat().st_size
    say(Words(f"已备份：{made}（{size:,} 字节）", f"backed up: {made} ({size:,} bytes)"))
    for path in removed:
        say(Words(f"已删除旧备份：{path}", f"old backup removed: {path}"))


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def restore(house: House, file: Path) -> None:
    """Replace the database by a backup. The old database is kept beside it. Stop all services first."""
    database = house.settings.database
    done = restoring.restore(file, database, Files.beside(database), now())
    if done.aside:
        say(Words(f"原数据库已移至 {done.aside}", f"the old database is now {done.aside}"))
    say(Words(f"已恢复：{database}；人员需重新登录", f"restored: {database}; people must sign in again"))
    say(_UNTOLD if done.taken is None else _taken(done.taken))


_UNTOLD = Words(
    "注意：原数据库已不在或无法读取，备份之后彻底删除和撤下的信息又公开了；请凭记录重新删除（federator purge）和撤下"
    "（federator takedown），再启动服务",
    "warning: the old database is gone or cannot be read, so all that was purged or taken down since the backup is"
    " public again; purge it (federator purge) and take it down (federator takedown) again before starting the service",
)


def _taken(done: TakenAway) -> Words:
    zh = f"备份之后彻底删除的 {done.purged} 条、撤下的 {done.withdrawn} 条信息已再次删除和撤下"
    purged, withdrawn = counted(done.purged, "notice"), done.withdrawn
    en = f"taken away again, as it was since the backup: {purged} purged, {withdrawn} taken down"
    return Words(zh, en)
