"""The one broad catch: a bug in what the scheduler has done ends that, and nothing beside it."""

from federator.model.errors import ErrorKind, VisitError
from federator.store import in_trouble
from federator.visit.means import StoppedError


class contained:  # noqa: N801 - read as a word, like those of contextlib, whose decorator costs each notice 3 µs
    """A bug ends ``what`` it is met in: told with its traceback, and raised as VisitError INTERNAL. What is ``awaited``
    goes up as it is, and so does trouble with the database, which is no bug."""

    def __init__(self, what: str, awaited: tuple[type[Exception], ...] = (VisitError, StoppedError)) -> None:
        self._what = what
        self._awaited = awaited

    def __enter__(self) -> None: ...

    def __exit__(self, _type: object, bug: BaseException | None, _trace: object) -> None:
        if not isinstance(bug, Exception) or isinstance(bug, self._awaited) or in_trouble(bug):
            return
        tell_bug(self._what)
        raise VisitError(ErrorKind.INTERNAL, f"{type(bug).__name__}: {bug}") from bug


def tell_bug(what: str) -> None:
    """The exception that is being handled, as one line of the log."""
    import structlog  # a tenth of a start, and hardly ever needed

    structlog.get_logger().exception("bug", what=what)
