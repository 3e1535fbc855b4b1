"""The public pages: the merged notices, and one notice with all that is known of it."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from federator.model.notice import Breach, Severity
from federator.model.revision import Published, Selection, State
from federator.notation.segmenting import read_query
from federator.publish import atom, json_feed, rss
from federator.store.views import NoticeView
from federator.web.address import address
from federator.web.changes import changes
from federator.web.display import category_name, cities, facts, label
from federator.web.matter import columns, matter, matters
from federator.web.parts import parts
from federator.web.query import LONGEST_QUERY, BadParameter, given, number, selection_of, sought

_PARAMETERS = ("q", "category", "division", "organisation", "site", "cursor", "lang")
_FEEDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "atom": (atom.MEDIA_TYPE, "Atom"),
        "rss": (rss.MEDIA_TYPE, "RSS"),
        "json": (json_feed.MEDIA_TYPE, "JSON Feed"),
    }
)
_ON_ONE_PAGE = 20
_CURSOR = re.compile(r"(\d{4}-\d\d-\d\d)_(\w{1,64})")

pages = Blueprint("pages", __name__)


@pages.get("/")
def index() -> str:
    """Published notices, newest publication first; what is searched for, the last changed first."""
    values = given(_PARAMETERS, strangers=True)
    selection, query = selection_of(values), sought(values)
    if query:
        before = number("cursor", values, 10**18 - 1)
        found = parts().store.search(read_query(query), selection, before, _ON_ONE_PAGE + 1)
    else:
        found = parts().store.browse(selection, _place(values.get("cursor")), _ON_ONE_PAGE + 1)
    entries = found[:_ON_ONE_PAGE]
    cursor = "" if len(found) <= _ON_ONE_PAGE else str(entries[-1].seq) if query else _cursor(entries[-1])
    filters = {name: value for name, value in values.items() if name not in ("cursor", "lang")}
    fed = {name: value for name, value in filters.items() if name != "q"}
    return render_template(
        "index.html",
        entries=entries,
        selection=asdict(selection),
        query=query,
        longest=LONGEST_QUERY,
        chosen=_chosen(query, selection, filters),
        cities=cities(parts().directory),
        feeds=[(address(f"/feeds/notices.{form}", fed), *words) for form, words in _FEEDS.items()],
        older=address("/", filters, cursor=cursor) if cursor else None,
        newest=address("/", filters) if "cursor" in values else None,
    )


@pages.get("/notices/<notice_id>")
def notice(notice_id: str) -> str | Response | Redirection:
    """One notice. Merged: 301 to the winner; withdrawn: 410; held, or unknown: 404."""
    view = parts().store.notice(notice_id)
    if view is None:
        abort(404)
    if view.merged_into:
        return redirect(url_for("pages.notice", notice_id=view.merged_into), 301)
    if view.shown is None:
        return _not_shown(view)
    said = facts(view.shown.notice)
    return render_template(
        "notice.html",
        view=view,
        notice=view.shown.notice,
        facts=said,
        matters=matters(view.shown.notice),
        columns=columns(view.shown.notice),
        matter=matter,
        missing=[fact.label for fact in said if not fact.value and fact.name not in ("assigned_index_no", "subtype")],
        breaches=_breaches(view, view.shown),
        severe=[breach for breach in view.breaches if breach.severity is Severity.SEVERE],
        changes=changes(parts().store.history(notice_id)) if len(view.versions) > 1 else {},
    )


def _not_shown(view: NoticeView) -> Response:
    """A notice that was never public stays unknown."""
    if view.state is not State.WITHDRAWN or not any(version.shown for version in view.versions):
        abort(404)
    return make_response(render_template("gone.html", since=view.versions[0].at), 410)


def _breaches(view: NoticeView, shown: Published) -> tuple[Breach, ...]:
    """Of the version shown: where an amendment is held back, the latest breaches are that amendment's."""
    revision = parts().store.revision(view.id, shown.seq) if view.held_back else None
    return revision.breaches if revision else view.breaches


def _cursor(last: Published) -> str:
    day = last.notice.published.day.isoformat() if last.notice.published else ""
    return f"{day}_{last.id}"


def _place(written: str | None) -> tuple[str, str] | None:
    if written is None:
        return None
    read = _CURSOR.fullmatch(written)
    if read is None:
        raise BadParameter(_("参数“cursor”无效。请从第一页重新开始翻页。"))
    return read[1], read[2]


def _chosen(query: str, selection: Selection, filters: dict[str, str]) -> list[dict[str, str]]:
    """The conditions in force, each with the address of the page without it."""
    directory = parts().directory
    values = {
        "q": query,
        "category": category_name(selection.category),
        "division": directory.division_name(selection.division),
        "organisation": directory.organisation_name(selection.organisation),
        "site": selection.site,
    }
    return [
        {"name": label(name), "value": value, "without": address(request.path, filters, **{name: None})}
        for name, value in values.items()
        if value
    ]
