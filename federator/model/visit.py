"""One attempt on one source, and what stays of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from federator.model.answer import Validators
from federator.model.errors import ErrorKind
from federator.model.making import made_quickly
from federator.model.rhythm import Reason


class Outcome(StrEnum):
    """How a visit ended. ``partial``: some notice pages are still to be read; the next visit goes on."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    PARTIAL = "partial"
    FAILED = "failed"


@made_quickly
@dataclass(frozen=True, slots=True)
class Visit:
    """采集记录. Instants UTC; ``seconds`` wall time; ``size`` bytes received; ``asked`` requests made."""

    source: str
    started: datetime
    seconds: float
    outcome: Outcome
    asked: int = 0
    size: int = 0
    rows: int = 0
    created: int = 0
    amended: int = 0
    withdrawn: int = 0
    held: int = 0
    set_aside: int = 0
    unread: int = 0
    error: ErrorKind | None = None
    detail: str = ""


@made_quickly
@dataclass(frozen=True, slots=True)
class AnswerMemory:
    """What is remembered of the last answer to one request of a source, to know it unchanged next time.

    ``digest`` of the bytes, marks that change with each answer left out; ``rows_digest`` of the rows they carried.
    """

    request: str
    validators: Validators
    digest: str
    rows_digest: str


@made_quickly
@dataclass(frozen=True, slots=True)
class SourceState:
    """Where a source stands. ``observed_since``: first success; what was published before it is history, never late.

    ``failures`` counts visits that failed since the last success. ``blind``: over how many list pages the next visit
    walks whatever it knows, because the last one left something behind them. ``turned``: when it began to fail, or to
    work. ``reason``: why ``next_due`` is then; ``pace``: see :class:`Due`, None where it is not known. Instants UTC.
    """

    source: str
    observed_since: datetime | None = None
    last_visit: datetime | None = None
    last_success: datetime | None = None
    last_change: datetime | None = None
    failures: int = 0
    next_due: datetime | None = None
    blind: int = 0
    turned: datetime | None = None
    reason: Reason | None = None
    pace: float | None = None
