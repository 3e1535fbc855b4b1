"""A copy of what another federator publishes: one notice as its change log tells it and as a copy keeps it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol, Self

from federator.model.details import in_chinese
from federator.model.errors import BusyError, ConfigError, ErrorKind, Fault, VisitError
from federator.model.proof import record_digest
from federator.model.words import Words

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
"""It becomes a file's name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``notice`` None: the public sees it no more. Instants as the origin wrote them; ``digest`` is the record's.

    ``purged``: what it said is to be erased for good, whatever a copy kept of it.
    """

    id: str
    seq: int
    created: str
    updated: str
    digest: str
    notice: Mapping[str, Any] | None
    purged: bool = False

    @classmethod
    def of(cls, change: Any) -> Self:
        """Read one entry of the log. Raises VisitError UNREADABLE for what is none, or is not what its digest says."""
        match change:
            case {
                "id": str(id),
                "seq": int(seq),
                "created": str(created),
                "at": str(at),
                "digest": str() | None as digest,
                "notice": dict() | None as notice,
            } if _ID.fullmatch(id):
                entry = cls(id, seq, created, at, digest or "", notice, change.get("kind") == "purged")
            case _:
                raise VisitError(ErrorKind.UNREADABLE, f"no entry of a change log: {str(change)[:200]}")
        if not entry.whole:
            raise VisitError(ErrorKind.UNREADABLE, f"notice {entry.id} is not what its digest says")
        return entry

    @property
    def whole(self) -> bool:
        """Whether the record is what its digest says."""
        return self.notice is None or record_digest(self.notice) == self.digest

    @property
    def place(self) -> tuple[str, str]:
        """Day of publication in China and site: where :class:`~federator.model.proof.DayDigest` counts it."""
        record = self.notice if isinstance(self.notice, dict) else {}
        return str(record.get("published") or "")[:10], str(record.get("site") or "")

    def as_record(self) -> dict[str, Any]:
        """What a copy keeps."""
        return {name: value for name, value in asdict(self).items() if name != "purged"}


class Copy(Protocol):
    """Where notices are kept: a folder, or a database. Raises BusyError where another process writes it."""

    def cursor(self) -> int:
        """Up to where the log is in the copy, 0 at first."""

    def apply(self, entries: Sequence[Entry], cursor: int) -> None:
        """Keep what is public, drop what is not, and with that the cursor: killed between, it is done again."""

    def entries(self) -> Iterator[Entry]:
        """Everything that is kept."""


def expect_same_origin(place: Path, known: object, origin: str) -> None:
    """Raise ConfigError where the copy at ``place`` is one of another service."""
    if known != origin:
        what = Words(f"这是 {known} 的副本", f"this is a copy of {known}")
        remedy = Words("为该服务另选一个位置", "choose another place for this service")
        raise ConfigError((Fault(str(place), what, remedy),))


def in_use(place: Path) -> BusyError:
    """Another process writes the copy at ``place``."""
    what = Words("另一个进程正在写这个副本", "another process is writing this copy")
    return BusyError((Fault(str(place), what, Words("等它结束后再运行", "run again when it has ended")),))


def unusable(place: Path, error: object) -> ConfigError:
    """What stands at ``place`` is no copy, or cannot be written."""
    what = Words(f"副本无法使用（{in_chinese(str(error))}）", f"the copy cannot be used ({error})")
    remedy = Words(
        "检查权限和磁盘空间，或换一个位置重新开始", "check permissions and disk space, or start again elsewhere"
    )
    return ConfigError((Fault(str(place), what, remedy),))
