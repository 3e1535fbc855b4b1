"""``federator doctor``, ``backup`` and ``restore``: for whoever runs the service."""

import sys
from pathlib import Path

import click

from federator import terminal
from federator.doctor import examine
from federator.house import House, now
from federator.model.finding import Examined, Grade
from federator.model.words import Words
from federator.store import Files
from federator.store import backup as backups
from federator.terminal import language, print_json, say

_GRADES = {
    Grade.FAULT: Words("故障", "fault"),
    Grade.WARNING: Words("警告", "warning"),
    Grade.NOTE: Words("提示", "note"),
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object a finding: id, grade, what, remedy.")
@click.pass_obj
def doctor(house: House, as_json: bool) -> None:
    """Examine the service: database, rows that lost what they belong to, harvester, disk, settings.

    Exit code: 0 nothing worse than a note, 3 warnings, 4 faults.
    """
    found = examine(house.store, house.settings, now())
    for one in found:
        if as_json:
            print_json(_as_json(one))
        else:
            joint = Words("；", "; ").in_(language())
            click.echo(
                f"{_GRADES[one.grade].in_(language())}  {one.what.in_(language())}{joint}{one.remedy.in_(language())}"
            )
    grades = {one.grade for one in found}
    if not as_json and grades <= {Grade.NOTE}:
        say(Words("一切正常", "all is well"))
    sys.exit(terminal.FAILED if Grade.FAULT in grades else terminal.PARTIAL if Grade.WARNING in grades else terminal.OK)


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
@click.option("--keep", type=click.IntRange(min=1), help="Remove all but so many of the latest backups there.")
@click.pass_obj
def back_up(house: House, folder: Path, keep: int | None) -> None:
    """Write a whole copy of the database, and of attachments, while the service runs."""
    made = house.store.back_up(folder)
    removed = backups.keep_latest(folder, keep) if keep else []
    size = made.stat().st_size
    say(Words(f"已备份：{made}（{size:,} 字节）", f"backed up: {made} ({size:,} bytes)"))
    for path in removed:
        say(Words(f"已删除旧备份：{path}", f"old backup removed: {path}"))


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def restore(house: House, file: Path) -> None:
    """Put a backup in the place of the database; what was there is put aside. Stop all services first."""
    database = house.settings.database
    aside = backups.restore(file, database, Files.beside(database), now())
    if aside:
        say(Words(f"原数据库已移至 {aside}", f"the database that was there is now {aside}"))
    say(Words(f"已恢复：{database}；人员需重新登录", f"restored: {database}; people sign in anew"))
