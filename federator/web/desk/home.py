"""What one sees first, and the audit log."""

from collections.abc import Sequence

from flask import Blueprint, render_template
from flask_babel import gettext as _

from federator.model.people import Act, Right
from federator.store.source_views import SourceView
from federator.web.desk.auditing import in_words
from federator.web.desk.rights import need, sees
from federator.web.parts import parts
from federator.web.query import given, number

desk = Blueprint("desk", __name__, url_prefix="/desk")

_ON_ONE_PAGE = 50


@desk.get("/")
@need(None)
def home() -> str:
    """The sources that one may see, those in trouble first."""
    views = sorted(filter(sees, parts().store.source_views()), key=_urgency)
    return render_template("desk/home.html", views=views)


@desk.get("/audit")
@need(Right.SEE_AUDIT)
def audit() -> str:
    """Who did what, the latest first."""
    values = given(("cursor", "lang"), strangers=True)
    acts = parts().store.people.acts(number("cursor", values, 10**18 - 1), _ON_ONE_PAGE + 1)
    shown = acts[:_ON_ONE_PAGE]
    names = _names(shown)
    return render_template(
        "desk/audit.html",
        told=[in_words(act, names) for act in shown],
        names=names["person"] | {"": _("（未登录）"), "terminal": _("命令行")},
        older=shown[-1].number if len(acts) > _ON_ONE_PAGE else None,
    )


def _names(acts: Sequence[Act]) -> dict[str, dict[str, str]]:
    """What the things that acts were about are called now, and what their values name."""
    here = parts()
    sites, notices = here.store.sites(), [act.about.removeprefix("notice/") for act in acts]
    return {
        "person": here.store.people.names(),
        "client": {one.id: one.name for one in here.store.clients.all()},
        "site": {one.id: one.name for one in sites},
        "source": {one.key: f"{site.name} · {one.name}" for site in sites for one in site.sources},
        "organisation": {one.id: one.name for one in here.directory.organisations.values()},
        "division": {one.code: one.name for one in here.directory.divisions.values()},
        "notice": {id: one.title for id, one in here.store.titled(notices).items()},
    }


def _urgency(view: SourceView) -> tuple[int, str]:
    failing = view.state.failures if view.life == "active" else 0
    return -failing, view.source.key
