"""The one broad catch: a bug in what the scheduler has done ends that, and nothing beside it."""

from collections.abc import Iterator
from contextlib import contextmanager

from federator.means import StoppedError
from federator.model.errors import ErrorKind, VisitError
from federator.store import in_trouble


@contextmanager
def contained(what: str, awaited: tuple[type[Exception], ...] = (VisitError, StoppedError)) -> Iterator[None]:
    """A bug ends ``what`` it is met in: told with its traceback, and raised as VisitError INTERNAL. What is ``awaited``
    goes up as it is, and so does trouble with the database, which is no bug."""
    try:
        yield
    except awaited:
        raise
    except Exception as bug:
        if in_trouble(bug):
            raise
        tell_bug(what)
        raise VisitError(ErrorKind.INTERNAL, f"{type(bug).__name__}: {bug}") from bug


def tell_bug(what: str) -> None:
    """The exception that is being handled, as one line of the log."""
    import structlog  # a tenth of a start, and hardly ever needed

    structlog.get_logger().exception("bug", what=what)
