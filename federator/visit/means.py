"""What a visit works with, and what it costs the site."""

import math
from dataclasses import dataclass
from time import monotonic

from federator.model.answer import Answer, Ask, Request, Validators
from federator.model.errors import ErrorKind, FederatorError, VisitError
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.words import counted
from federator.settings import Settings
from federator.store import Store


@dataclass(frozen=True, slots=True)
class Means:
    """How to ask, where to record, what the spec says, and the limits that the operator sets. ``configured``: the
    directory of the configuration files."""

    ask: Ask
    store: Store
    profile: Profile
    configured: Directory
    settings: Settings

    @property
    def directory(self) -> Directory:
        """The directory in force: what was written at the desk counts at once."""
        return self.store.organisations.over(self.configured)


class StoppedError(FederatorError):
    """The work was called off before anything came of it."""


class Meter:
    """Counts what one visit asks and receives, and asks nothing after ``until`` (time.monotonic()): VisitError
    VISIT_TIMEOUT. ``last`` is the answer to its last question, None where none came."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.until = math.inf
        self.asked = 0
        self.size = 0
        self.last: Answer | None = None

    @property
    def late(self) -> bool:
        """Whether the time is over."""
        return monotonic() >= self.until

    def __call__(self, request: Request, validators: Validators = Validators()) -> Answer:
        self.last = None
        if self.late:
            raise VisitError(ErrorKind.VISIT_TIMEOUT, f"after {counted(self.asked, 'request')}")
        self.asked += 1
        self.last = answer = self._ask(request, validators)
        self.size += len(answer.content)
        return answer


class RequestsSpentError(FederatorError):
    """As many requests were made as may be."""


class Allowance(Meter):
    """Asks until ``limit`` requests were made."""

    def __init__(self, ask: Ask, limit: int) -> None:
        super().__init__(ask)
        self._limit = limit

    def __call__(self, request: Request, validators: Validators = Validators()) -> Answer:
        self.expect_more()
        return super().__call__(request, validators)

    def expect_more(self) -> None:
        """Raise RequestsSpentError where nothing more may be asked."""
        if self.asked >= self._limit:
            raise RequestsSpentError
