"""Notices of several sites that may be one: a person says whether they are."""

from dataclasses import dataclass
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from federator.model.pair import Pair, Side
from federator.model.people import Right
from federator.store.decisions import StaleError
from federator.web.changes import Altered, between
from federator.web.desk.reasons import reason_given
from federator.web.desk.rights import expect, need
from federator.web.desk.signing import actor, me
from federator.web.parts import parts
from federator.web.query import given

pairs = Blueprint("pairs", __name__, url_prefix="/desk/pairs")


@dataclass(frozen=True, slots=True)
class Shown:
    """A pair with what differs between the two, and whether the reader may decide on it."""

    pair: Pair
    differing: tuple[Altered, ...]
    mine: bool


@pairs.get("")
@need(Right.SEE_SITE)
def index() -> str:
    """What waits, as far as the reader may see both sides."""
    given(("lang",), strangers=True)
    waiting = parts().store.pairs.waiting(partial(_may, Right.SEE_SITE))
    shown = [Shown(one, between(one.one.notice, one.other.notice), _decides(one)) for one in waiting]
    return render_template("desk/pairs.html", shown=shown)


@pairs.post("")
@need(Right.DECIDE_NOTICE)
def decide() -> Response:
    """They are one, or they are two."""
    one, other = request.form.get("one", ""), request.form.get("other", "")
    found = parts().store.pairs.waiting_pair(one, other)
    if found is None:
        raise StaleError(one)
    for side in (found.one, found.other):
        expect(Right.DECIDE_NOTICE, side.notice.site, side.notice.organisation)
    what = request.form.get("what")
    if what not in ("merge", "refuse"):
        abort(400)
    if (why := reason_given()) and what == "merge":
        return _merge(found, why)
    if why:
        parts().store.pairs.refuse(found.one.id, found.other.id, why, actor())
        flash(_("已记为两条不同的信息，不再提示。"))
    return redirect(url_for("pairs.index"))


@pairs.errorhandler(StaleError)
def _stale(_error: StaleError) -> Response:
    flash(_("这一对已不在等待，或信息刚刚有了新版本；请看过现在的内容再决定。"))
    return redirect(url_for("pairs.index"))


def _merge(found: Pair, why: str) -> Response:
    if request.form.get("seqs", "") != f"{found.one.seq},{found.other.seq}":
        raise StaleError(found.one.id)
    kept = parts().store.pairs.merge(found.one.id, found.other.id, (found.one.seq, found.other.seq), why, actor())
    flash(_("已合并为一条信息。"))
    return redirect(url_for("deciding.notice", id=kept))


def _decides(pair: Pair) -> bool:
    return _may(Right.DECIDE_NOTICE, pair.one) and _may(Right.DECIDE_NOTICE, pair.other)


def _may(right: Right, side: Side) -> bool:
    return me().may(right, side.notice.site, side.notice.organisation)
