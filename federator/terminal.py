"""How the command line speaks: the reader's language, JSON for programs, a log for those who keep one."""

import gettext
import json
import logging
import os
import sys
from collections.abc import Iterable, Mapping, MutableMapping, Sized
from pathlib import Path
from typing import Any, NoReturn

import click

from federator.model.errors import ConfigError, Fault, VisitError
from federator.model.log_format import LogFormat
from federator.model.words import Language, Words

OK, PARTIAL, FAILED, BUSY = 0, 3, 4, 75
"""Exit codes: all well; some sources failed; all failed; another process is harvesting. Click's own 2: usage, or
configuration that cannot be used."""

_CLICK = "click"
"""The catalogue of what click says, and of what commands and options are for."""

_ENGLISH: dict[click.Command | click.Option, str] = {}
"""What each is for, as it stands in the code."""


def language(environment: Mapping[str, str] = os.environ) -> Language:
    """Chinese or English, by FEDERATOR_LANG or the locale."""
    for name in ("FEDERATOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"


def teach_click(command: click.Command, environment: MutableMapping[str, str] = os.environ) -> None:
    """Let click, which asks gettext, speak the reader's language too; English it knows by itself. So does ``command``:
    :func:`explain`."""
    chinese = language(environment) == "zh"
    if chinese:
        environment["LANGUAGE"] = "zh"  # gettext looks there first, and knows no FEDERATOR_LANG
    gettext.bindtextdomain(_CLICK, str(Path(__file__).parent / "translations"))
    gettext.textdomain(_CLICK if chinese else "messages")
    explain(command, environment)


def explain(command: click.Command, environment: Mapping[str, str] = os.environ) -> None:
    """Let ``command`` and all below it that is there say what they are for in the reader's language."""
    chinese = language(environment) == "zh"
    explained: list[click.Command | click.Option] = [command]
    explained += [one for one in command.params if isinstance(one, click.Option)]
    for one in explained:
        if english := _ENGLISH.setdefault(one, one.help or ""):
            one.help = gettext.gettext(as_one_text(english)) if chinese else english
    command.short_help = as_one_text(command.help or "").partition("\n\n")[0].partition("。" if chinese else ". ")[0]
    command.short_help = command.short_help.removesuffix(".")  # click itself would cut it after 45 characters
    if isinstance(command, click.Group):
        for below in command.commands.values():
            explain(below, environment)


def as_one_text(help: str) -> str:
    """Its paragraphs, each in one line: how the catalogue knows it."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in help.split("\n\n")).strip()


def quieten_libraries() -> None:
    """They speak only of errors, on standard error; of pages, which are never theirs to judge, not at all."""
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def log_to_stderr(level: int, form: LogFormat) -> None:
    """Logs go to standard error, an event a line, so that standard output stays data."""
    import structlog  # a fifth of the start of a command, and only what serves keeps a log

    line: Any = structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], bool_as_flag=False)
    if form is LogFormat.JSON:
        line = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            line,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def say(words: Words, *, err: bool = False) -> None:
    """One sentence in the reader's language."""
    click.echo(words.in_(language()), err=err)


def say_if_none(shown: Sized, as_json: bool, none: Words) -> None:
    """``none``, where nothing could be shown: people see no empty answer, programs read one."""
    if not shown and not as_json:
        say(none, err=True)


def unheard(_done: object) -> None:
    """What is told of work under way where a program asked for it: programs read what came of it."""


def announce(words: Words, form: LogFormat) -> None:
    """A turn in the life of a process that keeps a log: where programs read that, an event of it."""
    if form is LogFormat.JSON:
        import structlog

        structlog.get_logger().info(words.en)
    else:
        say(words)


def say_faults(faults: Iterable[Fault]) -> None:
    """Each fault on a line of its own, on standard error."""
    for fault in faults:
        click.echo(fault.sentence(language()), err=True)


def end_with(error: ConfigError | VisitError) -> NoReturn:
    """End the command with the error's sentence and exit code 2."""
    if isinstance(error, ConfigError):
        say_faults(error.faults)
    else:
        click.echo(error.sentence(language()), err=True)
    sys.exit(2)


def print_json(value: Any) -> None:
    """One object a line, Chinese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False))
