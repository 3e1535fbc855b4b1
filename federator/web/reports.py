"""The validation report as the desk and programs ask for it."""

from collections.abc import Callable, Container, Mapping

from flask import Response
from flask_babel import gettext as _

from federator.examine.reporting import COLUMNS, as_rows, report, usual
from federator.model.report import By, Reported, Section
from federator.model.scope import Scope
from federator.publish.export import CSV, table_of
from federator.web.files import to_be_saved
from federator.web.parts import parts
from federator.web.query import BadParameter, one_of

ASKED = ("site", "source", "organisation", "category", "division", "by")
"""Parameters that say what a report is of."""


def asked_for(values: Mapping[str, str], sees: Callable[[Reported], bool]) -> tuple[Section, ...]:
    """The sections that ``values`` ask for, of what ``sees`` lets through. Raises BadParameter."""
    store, directory = parts().store, parts().directory
    sites = {site.id: site for site in store.sites()}
    _known("site", values, sites)
    _known("source", values, {source.key for source in store.sources(None)})
    _known("division", values, directory.divisions)
    category = one_of("category", dict(values), list(parts().profile.categories))
    by = one_of("by", dict(values), [str(by) for by in By])
    names = [name for name in (values.get("source") or values.get("site"),) if name]
    scope = Scope(tuple(names), values.get("organisation", ""), category, values.get("division", ""))
    return report(store, scope, By(by) if by else usual(names, sites), sees)


def as_file(sections: tuple[Section, ...]) -> Response:
    """The sections as a table to be kept."""
    response = to_be_saved(b"".join(table_of(COLUMNS, as_rows(sections))), CSV, "report.csv")
    response.headers["Cache-Control"] = "no-store"
    return response


def _known(name: str, values: Mapping[str, str], known: Container[str]) -> None:
    written = values.get(name)
    if written and written not in known:
        raise BadParameter(_("参数“%(name)s”的值“%(seen)s”不存在。", name=name, seen=written))
