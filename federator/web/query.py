"""The parameters of an address, read strictly: what cannot be read is answered, never ignored."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.exceptions import BadRequest, Conflict

from federator.model.local_time import CHINA
from federator.model.revision import Selection
from federator.web.language import LANGUAGES
from federator.web.parts import parts

# fmt: off
SELECTING = (
    "category", "division", "organisation", "site", "since", "subtype", "zone", "edition", "q",
    "published_from", "published_to",
)
# fmt: on
"""What says which notices are wanted, wherever notices are. Not ``from``: messengers hang that on shared addresses."""

LONGEST_QUERY = 100
"""Characters."""
_NAME = re.compile(r"[\w.-]{1,100}")


class BadParameter(BadRequest):
    """A parameter that cannot be read; ``description`` names it and the remedy in the reader's language."""


class CursorAhead(Conflict):
    """A cursor that this log never gave; ``description`` says what to do, in the reader's language."""


def given(allowed: Collection[str], *, strangers: bool = False) -> dict[str, str]:
    """The parameters that say something, each once, in the order of ``allowed``: one question has one address.

    Raises BadParameter for one that stands twice, for a language that nobody speaks here and, unless ``strangers`` may
    pass (a page's address gathers them where it is shared), for one that is not allowed.
    """
    for name, values in request.args.lists():
        if name not in allowed:
            if strangers:
                continue
            names = ", ".join(sorted(allowed))
            raise BadParameter(_("未知参数“%(name)s”。可用的参数：%(names)s。", name=name, names=names))
        if len(values) > 1:
            raise BadParameter(_("参数“%(name)s”出现了多次。请只保留一个。", name=name))
    said = {name: request.args[name] for name in allowed if request.args.get(name)}
    _known("lang", said, LANGUAGES, ", ".join(LANGUAGES))
    return said


def selection_of(values: dict[str, str]) -> Selection:
    """Which notices are wanted. Raises BadParameter."""
    profile = parts().profile
    return Selection(
        category=one_of("category", values, profile.categories),
        division=_known("division", values, parts().directory.divisions, lazy_gettext("六位行政区划代码")),
        organisation=_name("organisation", values),
        site=_name("site", values),
        since=_since(values.get("since")),
        subtype=one_of("subtype", values, list(dict.fromkeys(one.id for one in profile.subtypes))),
        zone=one_of("zone", values, profile.zones),
        edition=one_of("edition", values, profile.editions),
        words=sought(values),
        first=day("published_from", values),
        last=day("published_to", values),
    )


def number(name: str, values: dict[str, str], largest: int, least: int = 1) -> int | None:
    """A whole number from ``least`` to ``largest``, None where it is not given. Raises BadParameter."""
    written = values.get(name)
    if written is None:
        return None
    if not re.fullmatch(r"[0-9]{1,18}", written) or not least <= int(written) <= largest:
        raise BadParameter(
            _(
                "参数“%(name)s”应为 %(least)s 到 %(largest)s 的整数，收到“%(seen)s”。",
                name=name,
                least=least,
                largest=largest,
                seen=written,
            )
        )
    return int(written)


def one_of(name: str, values: dict[str, str], known: Collection[str]) -> str:
    """One of a few words, ``""`` where it is not given. Raises BadParameter."""
    return _known(name, values, known, ", ".join(known))


def sought(values: dict[str, str]) -> str:
    """What is searched for, ``""`` where nothing is. Raises BadParameter for a novel."""
    written = values.get("q", "")
    if len(written) > LONGEST_QUERY:
        raise BadParameter(_("检索词（参数“q”）不能超过 %(most)s 个字。", most=LONGEST_QUERY))
    return written


def day(name: str, values: dict[str, str]) -> date | None:
    """An ISO day, None where it is not given. Raises BadParameter."""
    written = values.get(name, "")
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise BadParameter(
            _("参数“%(name)s”的值“%(seen)s”不是日期。请写作 2026-03-01。", name=name, seen=written)
        ) from None


def _known(name: str, values: dict[str, str], known: Collection[str], choice: str | LazyString) -> str:
    written = values.get(name, "")
    if written and written not in known:
        raise BadParameter(
            _("参数“%(name)s”的值“%(seen)s”不存在。可用的值：%(choice)s。", name=name, seen=written, choice=choice)
        )
    return written


def _name(name: str, values: dict[str, str]) -> str:
    written = values.get(name, "")
    if written and not _NAME.fullmatch(written):
        raise BadParameter(_("参数“%(name)s”的值“%(seen)s”不是有效的标识。", name=name, seen=written))
    return written


def _since(written: str | None) -> datetime | None:
    """A bare day, and an instant without a zone, are China's."""
    if written is None:
        return None
    try:
        if len(written) == 10:
            return datetime.combine(date.fromisoformat(written), time(), CHINA).astimezone(UTC)
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=CHINA)).astimezone(UTC)
    except OverflowError:  # the year 1 began in China before there were instants, and 9999 ends later west of London
        return datetime(1, 1, 1, tzinfo=UTC) if written.startswith("0001") else datetime(9999, 12, 31, tzinfo=UTC)
    except ValueError:
        raise BadParameter(
            _(
                "参数“since”的值“%(seen)s”不是日期。请写作 2026-03-01 或 2026-03-01T09:30:00%%2B08:00。",
                seen=written,
            )
        ) from None
