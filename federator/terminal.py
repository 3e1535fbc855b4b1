"""How the command line speaks: the reader's language, progress on a terminal, JSON for programs."""

import gettext
import json
import logging
import os
import sys
from collections.abc import Iterable, Mapping, MutableMapping, Sized
from pathlib import Path
from typing import Any, NoReturn

import click

from federator.gathering import Tally
from federator.model.backfill import Backfill
from federator.model.errors import ConfigError, Fault, VisitError
from federator.model.log_format import LogFormat
from federator.model.visit import Outcome, Visit
from federator.model.words import Language, Words
from federator.recheck import Rechecked

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
    command.short_help = command.help.partition("。")[0] if chinese and command.help else None
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


def visit_as_json(visit: Visit) -> dict[str, Any]:
    """A visit for programs; instants as ISO 8601."""
    return {
        "source": visit.source,
        "started": visit.started.isoformat(),
        "seconds": round(visit.seconds, 3),
        "outcome": str(visit.outcome),
        "asked": visit.asked,
        "bytes": visit.size,
        "rows": visit.rows,
        "created": visit.created,
        "amended": visit.amended,
        "withdrawn": visit.withdrawn,
        "held": visit.held,
        "set_aside": visit.set_aside,
        "unread": visit.unread,
        "error": str(visit.error) if visit.error else None,
        "detail": visit.detail,
    }


def backfill_as_json(one: Backfill) -> dict[str, Any]:
    """How far back a source's history was read, for programs; instants as ISO 8601."""
    return {
        "backfill": one.source,
        "begun": one.begun.isoformat(),
        "finished": one.finished.isoformat() if one.finished else None,
        "pages": one.pages,
        "rows": one.rows,
        "created": one.created,
        "error": str(one.error) if one.error else None,
        "detail": one.detail,
    }


class Progress:
    """A line a visit; with the count so far, so that a long sweep shows that it moves."""

    _MARKS: Mapping[Outcome, str] = {
        Outcome.CHANGED: "+",
        Outcome.UNCHANGED: "=",
        Outcome.PARTIAL: "~",
        Outcome.FAILED: "!",
    }

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        self._total = total
        self._quiet = quiet
        self._done = 0

    def __call__(self, visit: Visit) -> None:
        self._done += 1
        if not self._quiet:
            click.echo(
                f"[{self._done}/{self._total}] {self._MARKS[visit.outcome]} {visit.source}  {_story(visit)}", err=True
            )


def _story(visit: Visit) -> str:
    if visit.error and visit.outcome is Outcome.FAILED:
        return VisitError(visit.error, visit.detail).sentence(language())
    if visit.outcome is Outcome.UNCHANGED:
        return Words("无变化", "unchanged").in_(language())
    parts = {
        Words("条", "rows"): visit.rows,
        Words("新增", "new"): visit.created,
        Words("变更", "amended"): visit.amended,
        Words("撤下", "withdrawn"): visit.withdrawn,
        Words("暂不发布", "held"): visit.held,
        Words("搁置", "set aside"): visit.set_aside,
        Words("未读", "unread"): visit.unread,
    }
    return ", ".join(f"{count} {words.in_(language())}" for words, count in parts.items() if count)


class BackfillProgress:
    """A line a step: how far back it has come by now."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet

    def __call__(self, one: Backfill) -> None:
        if not self._quiet:
            mark = "!" if one.error else "=" if one.finished else "<"
            click.echo(f"{mark} {one.source}  {self._story(one)}", err=True)

    def _story(self, one: Backfill) -> str:
        how_far = Words(
            f"历史：{one.pages} 页，{one.rows} 条，新增 {one.created}",
            f"history: {one.pages} pages, {one.rows} rows, {one.created} new",
        ).in_(language())
        if one.error:
            return f"{how_far}; {VisitError(one.error, one.detail).sentence(language())}"
        return how_far + (Words("；已到底", "; to its end").in_(language()) if one.finished else "")


_SUMMARY: Mapping[str, Words] = {
    "visits": Words("采集", "visits"),
    "failed": Words("失败", "failed"),
    "created": Words("新增", "new"),
    "amended": Words("变更", "amended"),
    "withdrawn": Words("撤下", "withdrawn"),
    "held": Words("暂不发布", "held"),
    "set_aside": Words("搁置", "set aside"),
    "unread": Words("未读", "unread"),
    "asked": Words("请求", "requests"),
    "rechecked": Words("复查", "rechecked"),
    "recheck_amended": Words("复查变更", "amended on recheck"),
    "recheck_withdrawn": Words("复查撤下", "withdrawn on recheck"),
    "recheck_waiting": Words("待确认撤下", "gone, waiting for a person"),
    "histories": Words("历史", "histories"),
    "histories_unfinished": Words("未到底的历史", "histories unfinished"),
    "history_created": Words("历史新增", "new in history"),
}


def harvest_counts(tally: Tally, checked: Rechecked | None) -> dict[str, int]:
    """What a pass came to, by the names of the JSON summary."""
    counts = {"visits": len(tally.visits), "failed": tally.count(Outcome.FAILED)}
    for name in ("created", "amended", "withdrawn", "held", "set_aside", "unread", "asked"):
        counts[name] = tally.total(name)
    checked = checked or Rechecked()
    return counts | {
        "rechecked": checked.asked,
        "recheck_amended": checked.amended,
        "recheck_withdrawn": checked.withdrawn,
        "recheck_waiting": checked.waiting,
    }


def summary(counts: Mapping[str, int]) -> str:
    """A harvest in one line; what is zero is left out, but the visits."""
    parts = [f"{_SUMMARY[name].in_(language())} {count}" for name, count in counts.items() if count or name == "visits"]
    return ", ".join(parts)
