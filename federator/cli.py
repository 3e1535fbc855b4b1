"""The command line; ``house.py`` builds the parts that it sets to work."""

import os
import sqlite3
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from federator import terminal
from federator.house import HERE, SHIPPED, House
from federator.model.details import in_chinese
from federator.model.errors import ConfigError, Fault, VisitError
from federator.model.words import Words
from federator.store import in_trouble, is_damage
from federator.terminal import end_with, language

_COMMANDS: Mapping[str, str] = {
    "attachments": "attachments.attachments",
    "backup": "doctor.back_up",
    "check": "check.check",
    "classify": "classify.classify",
    "clients": "clients.clients",
    "columns": "columns.columns",
    "demo": "demo.demo",
    "doctor": "doctor.doctor",
    "harvest": "harvest.harvest",
    "health": "health.health",
    "induce": "induce.induce",
    "mirror": "mirror.mirror",
    "profile": "profile.profile",
    "prune": "archive.prune",
    "purge": "purge.purge",
    "read": "read.read",
    "read-notice": "read.read_notice",
    "reclassify": "reread.reclassify",
    "recognise": "recognise.recognise",
    "reconcile": "reconcile.reconcile_command",
    "report": "report.validation_report",
    "reread": "reread.reread",
    "restore": "doctor.restore",
    "rewrites": "rewrites.rewrites",
    "serve": "serve.serve",
    "sites": "sites.sites",
    "sources": "sources.sources",
    "takedown": "purge.takedown",
    "users": "users.users",
    "verify": "verify.verify",
    "warc": "archive.warc",
    "withdrawals": "withdrawals.withdrawals",
}
"""Each command, and where in ``commands/`` it is written."""


class Commands(click.Group):
    """Ends every command whose configuration cannot be used with its faults in the reader's language, exit code 2. In
    that language click speaks, too. A command is imported when it is named, or listed: all of them together take
    longer than most of them run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _COMMANDS and cmd_name not in self.commands:
            module, _, name = _COMMANDS[cmd_name].partition(".")
            command: click.Command = getattr(import_module(f"federator.commands.{module}"), name)
            terminal.explain(command)
            self.add_command(command)
        return super().get_command(ctx, cmd_name)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        terminal.teach_click(self)
        return super().main(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        for one in args:
            if not _is_text(one) and not os.path.exists(one):
                what = Words(f"不是 UTF-8 文字，也没有这个文件：{one!a}", f"neither UTF-8 nor a file: {one!a}")
                raise click.UsageError(what.in_(language()), ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> None:
        try:
            super().invoke(ctx)
        except (ConfigError, VisitError) as error:
            end_with(error)
        except (sqlite3.Error, OSError) as error:
            if not in_trouble(error):
                raise
            end_with(_trouble(error))


def _is_text(argument: str) -> bool:
    """It came as UTF-8; any other bytes are handed on as lone surrogates (PEP 383), which no database takes."""
    return not any("\ud800" <= char <= "\udfff" for char in argument)


def _trouble(error: Exception) -> ConfigError:
    what = Words(
        f"数据库读写失败（{in_chinese(str(error))}）", f"the database can no longer be read or written ({error})"
    )
    remedy = Words("检查磁盘空间和权限，再试一次", "check disk space and permissions, and try again")
    if is_damage(error):
        remedy = Words("用 federator doctor 检查，从备份恢复", "run federator doctor, and restore a backup")
    return ConfigError((Fault("database", what, remedy),))


@click.group(cls=Commands)
@click.option(
    "--config",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="FEDERATOR_CONFIG",
    default=lambda: HERE if HERE.is_dir() else SHIPPED,
    help="Folder with federator.toml, the profile and the registry files; by default ./config, else the one shipped"
    " with the program.",
)
@click.option(
    "--database",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The database file; overrides the configuration.",
)
@click.pass_context
def main(context: click.Context, config: Path, database: Path | None) -> None:
    """federator: one merged feed out of many land-resource sites."""
    terminal.quieten_libraries()
    context.obj = house = House(config, database)
    context.call_on_close(house.close)
