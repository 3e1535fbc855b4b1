"""Why is my notice not in the feed? An address is pasted, and the answer given; its page can be read now."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from federator.examine.glancing import Glance, glance
from federator.model.answer import Ask
from federator.model.breach import Severity
from federator.model.fate import Fate
from federator.model.people import Right
from federator.model.site import Source
from federator.notation.address import absolute
from federator.notation.address_parts import host_of
from federator.store.source_views import SourceView
from federator.web.desk.answers import Answer, answer
from federator.web.desk.errands import Errand
from federator.web.desk.rights import need, source_for
from federator.web.desk.signing import actor, me
from federator.web.facts import facts
from federator.web.parts import parts
from federator.web.query import given

why = Blueprint("why", __name__, url_prefix="/desk/why")

_REQUESTS = 2
"""Requests that a glance usually takes: robots.txt and the page."""


@why.get("")
@need(Right.SEE_SITE)
def ask() -> str | tuple[str, int]:
    """The question, and the answer where an address was given."""
    written = given(("url", "lang"), strangers=True).get("url", "").strip()
    if not written:
        return render_template("desk/why.html", url="", wrong="", answer=None)
    url = _address(written)
    if not url:
        wrong = _("这不是网址。请从浏览器地址栏复制完整的网址。")
        return render_template("desk/why.html", url=written, wrong=wrong, answer=None), 400
    found = _answer(url)
    return render_template(
        "desk/why.html",
        url=url,
        wrong="",
        answer=found,
        mine=found.trace is None or me().may(Right.SEE_SITE, found.trace.site, found.trace.organisation),
        readers=_readers(url, found),
    )


@why.post("")
@need(Right.RUN_SITE)
def read() -> Response:
    """Read the page now, as a notice of the source that lists it or could; nothing is recorded."""
    url, key = _address(request.form.get("url", "")), request.form.get("source", "")
    named = _runnable(key)
    if named not in [view.source for view in _readers(url, _answer(url))]:
        abort(404)
    here = parts()

    def work(asking: Ask) -> Glance:
        return glance(url, named, here.means(asking), datetime.now(UTC))

    begun = here.errands.begin(Errand(me().id, "glance", {"url": url, "source": key}, _REQUESTS), work)
    if begun.about.get("url") != url:
        flash(_("上一项任务还没有完成。请等它结束，或先停止它。"))
    return redirect(url_for("why.reading", id=begun.id))


@why.get("/reading/<id>")
@need(Right.RUN_SITE)
def reading(id: str) -> str:
    """What was read, with its breaches."""
    errand = parts().errands.one(id, me().id)
    if errand is None or errand.kind != "glance":
        abort(404)
    over = errand.over.is_set()  # before the outcome, which is there once it is over
    seen: Glance | None = errand.outcome
    if not over or seen is None:
        return render_template("desk/glance.html", errand=errand, glance=None, busy=not over)
    severe = any(one.severity is Severity.SEVERE for one in seen.draft.breaches)
    return render_template(
        "desk/glance.html",
        errand=errand,
        glance=seen,
        busy=False,
        severe=severe,
        facts=facts(seen.draft.notice),
    )


@why.post("/visit")
@need(Right.RUN_SITE)
def visit() -> Response:
    """Let a source be visited at once."""
    key, url = request.form.get("source", ""), request.form.get("url", "")
    parts().store.registry.visit_now(_runnable(key).site, [key], actor())
    flash(_("已安排立即采集，通常一分钟内开始。"))
    return redirect(url_for("why.ask", url=url))


def _runnable(key: str) -> Source:
    return source_for(Right.RUN_SITE, key).view.source


def _address(written: str) -> str:
    written = written.strip()
    return absolute(written, written) or (absolute(f"http://{written}", f"http://{written}") if "." in written else "")


def _answer(url: str) -> Answer:
    store = parts().store
    homes = [site.home for site in store.sites()]
    return answer(url, homes, store.source_views(), store.traces(url), store.traces_aside(url))


def _readers(url: str, found: Answer) -> list[SourceView]:
    """The sources as whose notice the page may be read by whoever asks: those that list it, else the site's."""
    if found.fate is Fate.NOT_MEMBER:
        return []
    named, host = {one.source for one in (found.trace, found.aside) if one}, host_of(url)
    views = [
        view
        for view in parts().store.source_views()
        if (view.source.key in named if named else host in (host_of(view.source.url), host_of(view.source.home)))
    ]
    return [view for view in views if me().may(Right.RUN_SITE, view.source.site, view.source.organisation)]
