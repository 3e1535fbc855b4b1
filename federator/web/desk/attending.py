"""What people decide at the desk about a source: its notices that are gone or all read the same, rules, disputes."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from federator.model.people import Right
from federator.web.desk.reasons import reason_given, reason_said
from federator.web.desk.registration_writing import RefusedError, expect_open, site_of
from federator.web.desk.rights import need, source_for
from federator.web.desk.signing import actor
from federator.web.language import counted
from federator.web.parts import parts

attending = Blueprint("attending", __name__, url_prefix="/desk/health/<site>/<source>")


@attending.post("/leaving")
@need(Right.DECIDE_NOTICE)
def leaving(site: str, source: str) -> Response:
    """Withdraw notices that are gone, or let them stay: those that the page showed, and no others."""
    key = _key(site, source, Right.DECIDE_NOTICE)
    decisions = parts().store.decisions
    gone = _is_first_of("withdraw", "keep")
    if (ids := _ticked("id")) and (why := reason_given()):
        if gone:
            flash(counted("已撤下 %(count)s 条信息。", decisions.confirm_leaving(key, ids, why, actor())))
        else:
            flash(counted("%(count)s 条信息继续公开。", decisions.refuse_leaving(key, ids, why, actor())))
    return _back(site, source)


@attending.post("/rewrites")
@need(Right.DECIDE_NOTICE)
def rewrites(site: str, source: str) -> Response:
    """Believe texts that many notices would have at once, or do not: those that the page showed, and no others."""
    key = _key(site, source, Right.DECIDE_NOTICE)
    waiting = parts().store.rewrites
    believed = _is_first_of("accept", "refuse")
    if (texts := _ticked("text")) and (why := reason_given()):
        if believed:
            count = waiting.accept(key, texts, why, actor())
            flash(counted("已接受 %(count)s 处改写，将很快重新读取原网页。", count))
        else:
            count = waiting.refuse(key, texts, why, actor())
            flash(counted("已否决 %(count)s 处改写，信息保持原样。", count))
    return _back(site, source)


@attending.post("/rules/<int:number>")
@need(Right.EDIT_SITE)
def rule(site: str, source: str, number: int) -> Response:
    """Take a rule that was worked out, or refuse it."""
    key, decisions = _key(site, source, Right.EDIT_SITE), parts().store.decisions
    try:
        expect_open(site_of(site))
    except RefusedError as error:
        flash(" ".join(error.sentences))
        return _back(site, source)
    if _is_first_of("take", "refuse"):
        done = decisions.take_rule(key, number, actor())
        flash(_("已采用规则 %(number)s，下次采集起生效。", number=number) if done else _("没有这条规则。"))
    else:
        done = decisions.refuse_rule(key, number, reason_said(), actor())
        flash(_("已否决规则 %(number)s。", number=number) if done else _("这条规则已不在等待确认。"))
    return _back(site, source)


@attending.post("/disputes")
@need(Right.EDIT_SITE)
def dispute(site: str, source: str) -> Response:
    """Say that a finding is none of the unit's fault."""
    key = _key(site, source, Right.EDIT_SITE)
    if words := reason_given("words"):
        done = parts().store.disputes.dispute(key, words, actor())
        raised, not_now = _("已提出异议，等待省级管理员决定。"), _("现在没有可以提出异议的结论，或异议已经提出。")
        flash(raised if done else not_now)
    return _back(site, source)


@attending.post("/disputes/<int:number>")
@need(Right.APPROVE_SITE)
def judge(site: str, source: str, number: int) -> Response:
    """The province decides a dispute."""
    key, upheld = _key(site, source, Right.APPROVE_SITE), _is_first_of("uphold", "reject")
    if (why := reason_given()) and parts().store.disputes.decide(key, number, upheld, why, actor()):
        flash(_("已决定。"))
    return _back(site, source)


def _ticked(name: str) -> frozenset[str]:
    """What was ticked in the form; who ticked nothing is told so."""
    ticked = frozenset(request.form.getlist(name))
    if not ticked:
        flash(_("请至少勾选一项。"))
    return ticked


def _is_first_of(yes: str, no: str) -> bool:
    """Which of two buttons was pressed; any other answer is no decision."""
    what = request.form.get("what")
    if what not in (yes, no):
        abort(400)
    return what == yes


def _key(site: str, source: str, right: Right) -> str:
    return source_for(right, f"{site}/{source}").view.source.key


def _back(site: str, source: str) -> Response:
    return redirect(url_for("health.source", site=site, source=source))
