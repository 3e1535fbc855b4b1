"""The member sites: what a site is, its life, and what was said of it."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from federator.model.lives import PASSAGES, Move
from federator.model.people import Right
from federator.model.site import Life, Site
from federator.notation.address_parts import host_of, same_site
from federator.store.registering import RegistryError
from federator.web.desk.registration import Answered, set_going
from federator.web.desk.registration_forms import choices, said_of_site
from federator.web.desk.registration_writing import RefusedError, edit, site_of
from federator.web.desk.rights import anywhere_in, expect, expect_anywhere_in, need, site_for
from federator.web.desk.signing import actor, me
from federator.web.parts import parts

member_sites = Blueprint("member_sites", __name__, url_prefix="/desk/sites")

LONGEST_COMMENT = 2000

_IN_ORDER = (Life.SUBMITTED, Life.DRAFT, Life.ACTIVE, Life.SUSPENDED, Life.RETIRED)


@member_sites.get("/")
@need(None)
def index() -> str:
    """The sites that one may see; those that wait for somebody first."""
    seen = [site for site in parts().store.sites() if anywhere_in(Right.SEE_SITE, site)]
    seen.sort(key=lambda site: (_IN_ORDER.index(site.life), site.id))
    return render_template("desk/register_sites.html", sites=seen)


@member_sites.route("/<id>", methods=["GET", "POST"])
@need(None)
def site(id: str) -> Answered:
    """One site; posted: its own fields anew."""
    one = site_of(id)
    expect_anywhere_in(Right.SEE_SITE, one)
    if request.method != "POST":
        return _page(one)
    expect(Right.EDIT_SITE, id, one.organisation)
    said = {key: value for key, value in said_of_site(request.form).items() if key != "id"}
    return written(one, lambda table: table | said, _("已保存。"))


@member_sites.post("/<id>/life")
@need(Right.RUN_SITE)
def move(id: str) -> Answered:
    """Submit, approve, send back, refuse, suspend, resume, retire: with a reason where one is owed."""
    one = site_of(id)
    expect_anywhere_in(Right.SEE_SITE, one)
    wanted = request.form.get("move", "")
    if wanted not in tuple(Move):
        abort(400)
    passage, why = PASSAGES[Move(wanted)], _comment()
    expect(passage.right, id, one.organisation)
    if passage.why and not why:
        return _page(one, [_("请写明理由。")])
    if passage.after in (Life.SUBMITTED, Life.ACTIVE) and not one.sources:
        return _page(one, [_("站点还没有栏目。请先加入至少一个栏目。")])
    try:
        parts().store.registry.move(id, Move(wanted), why, actor())
    except RegistryError:
        return _page(site_of(id), [_("站点状态已经变化，请查看后再操作。")])
    return redirect(url_for("member_sites.site", id=id))


@member_sites.post("/<id>/comment")
@need(Right.EDIT_SITE)
def comment(id: str) -> Answered:
    """Say something of the site, to whoever reads it next."""
    site_for(Right.EDIT_SITE, id)
    if text := _comment():
        parts().store.registry.comment(id, text, actor())
    return redirect(url_for("member_sites.site", id=id, _anchor="comments"))


@member_sites.post("/<id>/rehearse")
@need(Right.EDIT_SITE)
def rehearsal(id: str) -> Answered:
    """Dry run of the site, or of one column."""
    one = site_of(id)
    expect_anywhere_in(Right.EDIT_SITE, one)
    if not one.sources:
        return _page(one, [_("站点还没有栏目。请先加入至少一个栏目。")])
    named = {"source": request.form["source"]} if request.form.get("source") else {}
    return set_going("rehearsal", {"site": id, **named})


@member_sites.post("/<id>/visit")
@need(Right.RUN_SITE)
def visit(id: str) -> Response:
    """Let the site's columns be visited at the next tick."""
    one = site_of(id)
    mine = [source.key for source in one.sources if me().may(Right.RUN_SITE, id, source.organisation)]
    if not mine or one.life is not Life.ACTIVE:
        abort(403)
    parts().store.registry.visit_now(id, mine, actor())
    flash(_("已排入下一轮采集，通常在一分钟之内开始。"))
    return redirect(url_for("member_sites.site", id=id))


@member_sites.post("/<id>/look")
@need(Right.EDIT_SITE)
def add(id: str) -> Answered:
    """Look at a column, to be added to this site."""
    one = site_for(Right.EDIT_SITE, id)
    url = request.form.get("url", "").strip()
    if not same_site(url, one.home) and not me().may(Right.APPROVE_SITE):
        return _page(one, [_("该网址不在本站点上。请把另一个网站作为新站点登记。")])
    return set_going("column", {"url": url, "site": id})


def _comment() -> str:
    return request.form.get("comment", "").strip()[:LONGEST_COMMENT]


def written(one: Site, change: Callable[[dict[str, Any]], dict[str, Any]], done: str) -> Answered:
    """The site after the change, or with what is wrong with it."""
    try:
        edit(one.id, change)
    except RefusedError as error:
        return _page(one, error.sentences)
    flash(done)
    return redirect(url_for("member_sites.site", id=one.id))


def _page(one: Site, wrong: Sequence[str] = ()) -> Answered:
    shown = [source for source in one.sources if me().may(Right.SEE_SITE, one.id, source.organisation)]
    body = render_template(
        "desk/register_site.html",
        site=one,
        said=request.form if wrong and "name" in request.form else None,
        views=[detail.view for source in shown if (detail := parts().store.source_view(source.key))],
        moves=[move for move in Move if _may_move(one, move)],
        longest_comment=LONGEST_COMMENT,
        comments=parts().store.registry.comments(one.id),
        names=parts().store.people.names(),
        twins=[site for site in parts().store.sites() if site.id != one.id and _is_twin(site, one)],
        editable=me().may(Right.EDIT_SITE, one.id, one.organisation),
        wrong=wrong,
        **choices(one.organisation),
    )
    return (body, 400) if wrong else body


def _is_twin(site: Site, other: Site) -> bool:
    """Whether both are of one web site; another port, but for those of http and https, is another one."""
    ports = [host_of(one.home).partition(":")[2] for one in (site, other)]
    told = [port for port in ports if port not in ("", "80", "443")]
    return same_site(site.home, other.home) and (not told or ports[0] == ports[1])


def _may_move(one: Site, move: Move) -> bool:
    """An approver sends back; taking back is for who submitted."""
    passage = PASSAGES[move]
    if move is Move.RECALL and me().may(Right.APPROVE_SITE):
        return False
    return one.life in passage.before and me().may(passage.right, one.id, one.organisation)
