"""What one sees first, and the audit log."""

from collections.abc import Mapping

from flask import Blueprint, render_template
from flask_babel import gettext as _

from federator.model.people import Right
from federator.store.source_views import SourceView
from federator.web.desk.rights import need
from federator.web.desk.signing import me
from federator.web.parts import parts
from federator.web.query import given, number

desk = Blueprint("desk", __name__, url_prefix="/desk")

_ON_ONE_PAGE = 50


@desk.get("/")
@need(None)
def home() -> str:
    """The sources that one may see, those in trouble first."""
    views = sorted(filter(_mine, parts().store.source_views()), key=_urgency)
    return render_template("desk/home.html", views=views)


@desk.get("/audit")
@need(Right.SEE_AUDIT)
def audit() -> str:
    """Who did what, the latest first."""
    values = given(("cursor", "lang"), strangers=True)
    acts = parts().store.people.acts(number("cursor", values, 10**18 - 1), _ON_ONE_PAGE + 1)
    names = parts().store.people.names()
    return render_template(
        "desk/audit.html",
        acts=acts[:_ON_ONE_PAGE],
        names=names | {"": _("（未登录）"), "terminal": _("命令行")},
        things=_things(names),
        older=acts[_ON_ONE_PAGE - 1].number if len(acts) > _ON_ONE_PAGE else None,
    )


def _things(people: Mapping[str, str]) -> dict[str, str]:
    """What acts were about, by the name it has now."""
    here = parts()
    named = {
        "person": people,
        "client": {one.id: one.name for one in here.store.clients.all()},
        "site": {one.id: one.name for one in here.store.sites()},
        "organisation": {one.id: one.name for one in here.directory.organisations.values()},
    }
    return {f"{kind}/{id}": name for kind, several in named.items() for id, name in several.items()}


def _mine(view: SourceView) -> bool:
    return me().may(Right.SEE_SITE, view.source.site, view.source.organisation)


def _urgency(view: SourceView) -> tuple[int, str]:
    failing = view.state.failures if view.life == "active" else 0
    return -failing, view.source.key
