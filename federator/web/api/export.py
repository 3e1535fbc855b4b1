"""All notices of a selection as one file, streamed: what is sent is never held as a whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from flask import Response, abort

from federator.model.naming import Naming
from federator.model.revision import Published, Selection
from federator.publish import export as files
from federator.store.store import Store
from federator.web.api.blueprint import api, takes
from federator.web.api.fields_said import a_file, both
from federator.web.api.naming import naming
from federator.web.api.parameters import NamedSelection
from federator.web.files import to_be_saved
from federator.web.parts import home_url, parts
from federator.web.query import selection_of

_AT_ONCE = 200
_ALL = 2**63 - 1
_Write = Callable[[Iterable[Published], str, Naming], Iterator[bytes]]
_FORMATS: Mapping[str, tuple[_Write, str]] = MappingProxyType(
    {"ndjson": (files.as_lines, files.NDJSON), "csv": (files.as_table, files.CSV)}
)


@api.get("/export.<format_>")
@takes(NamedSelection)
@api.doc(
    summary=both("批量导出", "export"),
    description=both(
        "所选的全部公开信息，按变更先后；导出期间变更的会再次出现，以后出现的为准",
        "all public notices of the selection, the oldest change first; what changes meanwhile comes again, and the"
        " last one counts",
    ),
    responses=a_file(files.NDJSON, files.CSV) | {404: ""},
)
def export(format_: str, values: dict[str, str]) -> Response:
    """A file of all that is public of a selection, the oldest change first."""
    if format_ not in _FORMATS:
        abort(404)
    write, media_type = _FORMATS[format_]
    lines = write(everything(parts().store, selection_of(values)), home_url(), naming(values))
    return to_be_saved(pieces(lines), media_type, f"notices.{format_}")


def everything(store: Store, selection: Selection) -> Iterator[Published]:
    """By cursor, in short reads: no snapshot is held however slowly the file is taken. Whoever changes meanwhile
    moves to the end and comes again, so that nothing is missed."""
    after, _last = store.span(selection.since, None)
    while found := store.ahead(selection, (after, _ALL), _AT_ONCE):
        yield from found
        after = found[-1].seq


def pieces(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines in pieces of some size: each costs the server a call."""
    held: list[bytes] = []
    for line in lines:
        held.append(line)
        if len(held) == _AT_ONCE:
            yield b"".join(held)
            held.clear()
    yield b"".join(held)
