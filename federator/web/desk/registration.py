"""Registering: an address is looked at in the background, what was understood is shown, and becomes a draft."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from federator.examine.columns import LIMIT, Survey, survey
from federator.examine.drafting import as_site
from federator.examine.looking import Look, look
from federator.examine.rehearsal import rehearse
from federator.model.answer import Ask
from federator.model.people import Right
from federator.notation.address import absolute
from federator.registry import site_table
from federator.store.store import utc_now
from federator.web.desk.errands import Errand, Work
from federator.web.desk.registration_forms import said_of_site, said_of_source, with_source
from federator.web.desk.registration_pages import as_chosen, column_page, columns_page, worked_out
from federator.web.desk.registration_writing import RefusedError, add, edit, site_of
from federator.web.desk.rights import expect, expect_anywhere_in, need
from federator.web.desk.signing import me
from federator.web.facts import facts
from federator.web.parts import parts

registration = Blueprint("registration", __name__, url_prefix="/desk")

_LOOKS, _REHEARSES = 6, 8
"""Requests that looking at a column, and rehearsing one source, usually take."""

_KINDS = ("columns", "column", "rehearsal")
"""Work whose outcome these pages show."""

Answered = str | Response | tuple[str, int]


@registration.route("/register", methods=["GET", "POST"])
@need(Right.REGISTER_SITE)
def begin() -> Answered:
    """Paste an address: a home page, or one column."""
    if request.method != "POST":
        looked_at = [one for one in parts().errands.last(me().id) if one.kind in _KINDS]
        return render_template("desk/register.html", errands=looked_at, wrong="", url="")
    written = request.form.get("url", "").strip()
    url = absolute(written, written) or absolute(f"http://{written}", f"http://{written}")
    if not url or "." not in url.partition("://")[2]:
        wrong = _("这不是网址。请从浏览器地址栏复制完整的网址，例如 http://www.example.gov.cn/")
        return render_template("desk/register.html", errands=(), wrong=wrong, url=written), 400
    return set_going("columns" if request.form.get("whole") else "column", {"url": url})


def set_going(kind: str, about: dict[str, str]) -> Response:
    """Begin a piece of work, and lead to the page that shows how it fares."""
    profile, directory = parts().profile, parts().directory
    works: dict[str, tuple[Work, int]] = {
        "columns": (lambda ask: survey(about["url"], ask, profile, directory), LIMIT),
        "column": (lambda ask: look(about["url"], ask, profile, directory), _LOOKS),
    }
    work, most = works[kind] if kind in works else _rehearsing(about)
    begun = parts().errands.begin(Errand(me().id, kind, about, most), work)
    if (begun.kind, begun.about) != (kind, about):
        flash(_("上一项任务还没有完成。请等它结束，或先停止它。"))
    return redirect(url_for("registration.errand", id=begun.id))


def _rehearsing(about: Mapping[str, str]) -> tuple[Work, int]:
    """A dry run of a site's sources that one may see, or of the one named."""
    here = parts()
    site = here.store.registry.site(about["site"]) or abort(404)
    sources = [
        one
        for one in site.sources
        if about.get("source", one.id) == one.id and me().may(Right.SEE_SITE, site.id, one.organisation)
    ]

    def work(ask: Ask) -> Any:
        means = here.means(ask)
        return [rehearse(source, means, utc_now()) for source in sources]

    return work, _REHEARSES * len(sources)


@registration.get("/errands/<id>")
@need(None)
def errand(id: str) -> Answered:
    """How a piece of one's own work fares; what came of it."""
    one = _own(id)
    over = one.over.is_set()  # looked at once: it may end while the page is made
    if not over or one.outcome is None:
        busy = not over and not one.stopped.is_set()
        return render_template("desk/register_errand.html", errand=one, busy=busy)
    if isinstance(one.outcome, Survey):
        return columns_page(one, one.outcome)
    if isinstance(one.outcome, Look):
        return column_page(one, one.outcome)
    return render_template("desk/register_rehearsal.html", errand=one, rehearsals=one.outcome, facts=facts)


@registration.post("/errands/<id>/stop")
@need(None)
def stop(id: str) -> Response:
    """Want it no more."""
    _own(id).stopped.set()
    return redirect(url_for("registration.errand", id=id))


@registration.post("/errands/<id>/again")
@need(None)
def again(id: str) -> Response:
    """The same work once more."""
    one = _own(id)
    if one.kind == "rehearsal":
        expect_anywhere_in(Right.SEE_SITE, site_of(one.about["site"]))
    else:
        expect(Right.REGISTER_SITE)
    return set_going(one.kind, one.about)


@registration.post("/errands/<id>/site")
@need(Right.REGISTER_SITE)
def take_columns(id: str) -> Answered:
    """Make a draft of the columns that were ticked."""
    one = _own(id)
    found: Survey = one.outcome if isinstance(one.outcome, Survey) else abort(404)
    proposed = site_table(as_site(as_chosen(found, request.form), parts().directory))
    wanted = request.form.getlist("take")
    found_there = enumerate(proposed.get("sources", ()))
    taken = [_ticked(source, number) for number, source in found_there if str(number) in wanted]
    table = said_of_site(request.form) | {"sources": taken}
    if not taken:
        return columns_page(one, found, [_("请至少勾选一个栏目。")])
    try:
        return _added(table)
    except RefusedError as error:
        return columns_page(one, found, error.sentences)


@registration.post("/errands/<id>/column")
@need(Right.REGISTER_SITE)
def take_column(id: str) -> Answered:
    """Put the column into a site, or make a draft of a new site with it."""
    one = _own(id)
    found: Look = one.outcome if isinstance(one.outcome, Look) else abort(404)
    form = request.form
    into = form.get("into", "")
    source = said_of_source(form, worked_out(found, form)) | {"url": found.url}
    try:
        if into:
            site_of(into)
        else:
            return _added({**_site_said(form), "sources": [source]})
        site = edit(into, lambda table: with_source(table, source))
    except RefusedError as error:
        return column_page(one, found, error.sentences)
    flash(_("已加入栏目。"))
    return redirect(url_for("member_sites.site", id=site.id))


@registration.post("/errands/<id>/rule")
@need(Right.EDIT_SITE)
def take_rule(id: str) -> Answered:
    """Let a column of the registry be read as it was read here."""
    one = _own(id)
    found: Look = one.outcome if isinstance(one.outcome, Look) and "source" in one.about else abort(404)
    said = said_of_source(request.form, worked_out(found, request.form))
    how = {key: value for key, value in said.items() if key in ("connector", "rule", "ends")}
    try:
        edit(one.about["site"], lambda table: _read_so(table, one.about["source"], how))
    except RefusedError as error:
        return column_page(one, found, error.sentences)
    flash(_("已保存。"))
    return redirect(url_for("site_columns.column", id=one.about["site"], source=one.about["source"]))


def _read_so(table: Mapping[str, Any], source: str, how: Mapping[str, Any]) -> dict[str, Any]:
    """The site's table, one source of it read otherwise."""
    old = next((one for one in table.get("sources", ()) if one["id"] == source), None) or abort(404)
    kept = {key: value for key, value in old.items() if key not in ("connector", "rule")}
    return with_source(table, {**kept, **how}, source)


def _own(id: str) -> Errand:
    found = parts().errands.one(id, me().id)
    return found if found and found.kind in _KINDS else abort(404)


def _added(table: Mapping[str, Any]) -> Response:
    """A new draft."""
    site = add(table)
    flash(_("草稿已保存。先试运行看看结果，再提交审核。"))
    return redirect(url_for("member_sites.site", id=site.id))


def _ticked(source: dict[str, Any], number: int) -> dict[str, Any]:
    """The proposed source with what the form says of it; how it is read stays as it was found."""
    form = request.form
    said = {key: form.get(f"{key}-{number}", "").strip() for key in ("name", "category", "organisation")}
    usual = {key: source[key] for key in ("id", "url", "connector", "rule", "ends") if key in source}
    return usual | {key: value for key, value in said.items() if value} | {"every": form.get("every", "1h")}


def _site_said(form: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a new site, which stand beside those of its column."""
    return {key: form.get(f"site-{key}", "").strip() for key in ("id", "name", "organisation", "division", "home")}
