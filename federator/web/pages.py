"""The public page of one notice, with all that is known of it."""

from flask import Blueprint, Response, abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirection

from federator.model.breach import Breach, Severity
from federator.model.revision import Published, State
from federator.publish.export import CSV
from federator.publish.things import Wanted, as_table, things
from federator.store.views import NoticeView
from federator.web.changes import changes
from federator.web.display import deciders
from federator.web.facts import columns, facts, matter, matters
from federator.web.files import to_be_saved
from federator.web.parts import parts

pages = Blueprint("pages", __name__)


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
        people=deciders(view),
        changes=changes(parts().store.history(notice_id)) if len(view.versions) > 1 else {},
    )


@pages.get("/notices/<notice_id>/records.csv")
def records(notice_id: str) -> Response:
    """The things that a notice tells of, as a table; 404 where it is not public."""
    view = parts().store.notice(notice_id)
    if view is None or view.shown is None:
        abort(404)
    told = {name for one in (view.shown.notice.fields, *view.shown.notice.records) for name in one}
    fields = [(extra.name, extra.unit) for extra in parts().profile.extras.values() if extra.name in told]
    lines = as_table(things([view.shown], Wanted()), fields)
    return to_be_saved(b"".join(lines), CSV, f"{view.id}.csv")


def _not_shown(view: NoticeView) -> Response:
    """A notice that was never public stays unknown."""
    if view.state is not State.WITHDRAWN or not any(version.shown for version in view.versions):
        abort(404)
    return make_response(render_template("gone.html", since=view.versions[0].at), 410)


def _breaches(view: NoticeView, shown: Published) -> tuple[Breach, ...]:
    """Of the version shown: where an amendment is held back, the latest breaches are that amendment's."""
    revision = parts().store.revision(view.id, shown.seq) if view.held_back else None
    return revision.breaches if revision else view.breaches
