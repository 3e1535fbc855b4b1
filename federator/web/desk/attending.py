"""What people decide at the desk about a source: its notices that are gone or all read the same, rules, disputes."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from federator.model.people import Right
from federator.model.site import Source
from federator.web.desk.rights import expect, need
from federator.web.desk.signing import actor
from federator.web.parts import parts

attending = Blueprint("attending", __name__, url_prefix="/desk/health/<site>/<source>")


@attending.post("/leaving")
@need(Right.DECIDE_NOTICE)
def leaving(site: str, source: str) -> Response:
    """Withdraw notices that are gone, or let them stay: those that the page showed, and no others."""
    key = _source(site, source, Right.DECIDE_NOTICE).key
    why, ids = request.form.get("why", "").strip(), frozenset(request.form.getlist("id"))
    if not why:
        flash(_("请写明理由。"))
    elif request.form.get("what") == "withdraw":
        count = parts().store.decisions.confirm_leaving(key, ids, why, actor())
        flash(_("已撤下 %(count)s 条信息。", count=count))
    else:
        count = parts().store.decisions.refuse_leaving(key, ids, why, actor())
        flash(_("%(count)s 条信息继续公开。", count=count))
    return redirect(url_for("health.source", site=site, source=source))


@attending.post("/rewrites")
@need(Right.DECIDE_NOTICE)
def rewrites(site: str, source: str) -> Response:
    """Believe texts that many notices would have at once, or do not: those that the page showed, and no others."""
    key = _source(site, source, Right.DECIDE_NOTICE).key
    why, texts = request.form.get("why", "").strip(), request.form.getlist("text")
    if not why:
        flash(_("请写明理由。"))
    elif request.form.get("what") == "accept":
        count = parts().store.rewrites.accept(key, texts, why, actor())
        flash(_("已接受 %(count)s 处改写，将很快重新读取原网页。", count=count))
    else:
        count = parts().store.rewrites.refuse(key, texts, why, actor())
        flash(_("已否决 %(count)s 处改写，信息保持原样。", count=count))
    return redirect(url_for("health.source", site=site, source=source))


@attending.post("/rules/<int:number>")
@need(Right.EDIT_SITE)
def rule(site: str, source: str, number: int) -> Response:
    """Take a rule that was worked out, or refuse it."""
    one = _source(site, source, Right.EDIT_SITE)
    if request.form.get("what") == "take":
        done = parts().store.decisions.take_rule(one.key, number, actor())
        flash(_("已采用规则 %(number)s，下次采集起生效。", number=number) if done else _("没有这条规则。"))
    else:
        done = parts().store.decisions.refuse_rule(one.key, number, request.form.get("why", "").strip(), actor())
        flash(_("已否决规则 %(number)s。", number=number) if done else _("这条规则已不在等待确认。"))
    return redirect(url_for("health.source", site=site, source=source))


@attending.post("/disputes")
@need(Right.EDIT_SITE)
def dispute(site: str, source: str) -> Response:
    """Say that a finding is none of the unit's fault."""
    one = _source(site, source, Right.EDIT_SITE)
    words = request.form.get("words", "").strip()[:1000]
    if not words:
        flash(_("请写明理由。"))
    elif parts().store.disputes.dispute(one.key, words, actor()):
        flash(_("已提出异议，等待省级管理员决定。"))
    else:
        flash(_("现在没有可以提出异议的结论，或异议已经提出。"))
    return redirect(url_for("health.source", site=site, source=source))


@attending.post("/disputes/<int:number>")
@need(Right.APPROVE_SITE)
def judge(site: str, source: str, number: int) -> Response:
    """The province decides a dispute."""
    one = _source(site, source, Right.APPROVE_SITE)
    why, upheld = request.form.get("why", "").strip()[:1000], request.form.get("what") == "uphold"
    if not why:
        flash(_("请写明理由。"))
    elif parts().store.disputes.decide(one.key, number, upheld, why, actor()):
        flash(_("已决定。"))
    return redirect(url_for("health.source", site=site, source=source))


def _source(site: str, source: str, right: Right) -> Source:
    detail = parts().store.source_view(f"{site}/{source}")
    if detail is None:
        abort(404)
    expect(right, site, detail.view.source.organisation)
    return detail.view.source
