"""What came of long work, packed so that it outlives the process: JSON by the types of its values, compressed.

A later release may have other types: what it cannot read is as if it were not there any more.
"""

import zlib
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from cattrs import BaseValidationError
from cattrs.preconf.orjson import make_converter

from federator.examine.columns import Survey
from federator.examine.glancing import Glance
from federator.examine.looking import Look
from federator.examine.rehearsal import Rehearsal
from federator.model.errors import ErrorKind, VisitError
from federator.model.notice import Notice
from federator.model.site import JsonRule, Rule

_TYPES: Mapping[str, Any] = {"columns": Survey, "column": Look, "rehearsal": list[Rehearsal], "glance": Glance,
                              "reread": dict[str, Any], "reclassify": dict[str, Any]}  # fmt: skip
"""By the kind of the work."""

MOST_BYTES = 16_000_000
"""Of one outcome, packed; a larger one is not kept."""


def packed(kind: str, outcome: Any) -> bytes | None:
    """What came of work of that kind; None where there is nothing, or it is too large."""
    if outcome is None or kind not in _TYPES:
        return None
    made = zlib.compress(_converter().dumps(outcome, _TYPES[kind]))
    return made if len(made) <= MOST_BYTES else None


def unpacked(kind: str, kept: bytes) -> Any:
    """Read what :func:`packed` wrote; None where this release cannot."""
    try:
        return _converter().loads(zlib.decompress(kept), _TYPES[kind])
    except (BaseValidationError, ValueError, KeyError, zlib.error):
        return None


@cache
def _converter() -> Any:
    converter = make_converter()
    converter.register_unstructure_hook(timedelta, timedelta.total_seconds)
    converter.register_structure_hook(timedelta, lambda seconds, _type: timedelta(seconds=seconds))
    converter.register_unstructure_hook(Notice, Notice.as_record)
    converter.register_structure_hook(Notice, lambda record, _type: Notice.from_record(record))
    converter.register_unstructure_hook(VisitError, lambda error: [str(error.kind), error.detail, error.status])
    converter.register_structure_hook(VisitError, lambda said, _type: VisitError(ErrorKind(said[0]), *said[1:]))
    converter.register_structure_hook(
        Rule | JsonRule | None,
        lambda said, _type: said and converter.structure(said, JsonRule if "preset" in said else Rule),
    )
    return converter
