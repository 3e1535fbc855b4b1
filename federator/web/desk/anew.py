"""Many notices understood anew at once, or given their categories anew: shown first, then recorded, each an errand."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from federator.examine.foreseen import Order, carry_out, sort_called
from federator.examine.rereading import Rereader
from federator.model.answer import Ask
from federator.model.people import Right
from federator.model.scope import Scope
from federator.model.words import opened
from federator.visit.means import StoppedError
from federator.web.desk.errands import Errand
from federator.web.desk.reasons import reason_given
from federator.web.desk.rights import need
from federator.web.desk.signing import actor, me
from federator.web.language import said
from federator.web.parts import parts

ACTS = ("reclassify", "reread")
_ABOUT = ("site", "organisation", "category")

anew = Blueprint("anew", __name__, url_prefix="/desk/anew")


@anew.get("")
@need(Right.REREAD)
def begin() -> str:
    """What may be done, and to which notices."""
    return render_template("desk/anew.html", errand=None, sites=parts().store.sites(), busy=False)


@anew.post("")
@need(Right.REREAD)
def preview() -> Response:
    """Show what it would do."""
    act = request.form.get("act", "")
    if act not in ACTS:
        abort(400)
    about = {name: request.form[name] for name in _ABOUT if request.form.get(name)}
    return _set_going(act, about)


@anew.get("/<id>")
@need(Right.REREAD)
def shown(id: str) -> str:
    """How it fares, and what it would do or did."""
    errand = _own(id)
    over = errand.over.is_set()  # before the outcome, which is there once it is over
    busy = not over and not errand.stopped.is_set()
    return render_template("desk/anew.html", errand=errand, sites=(), busy=busy, called=_called)


@anew.post("/<id>/stop")
@need(Right.REREAD)
def stop(id: str) -> Response:
    """Want it no more; what was recorded stays."""
    _own(id).stopped.set()
    return redirect(url_for("anew.shown", id=id))


@anew.post("/<id>/apply")
@need(Right.REREAD)
def carry(id: str) -> Response:
    """Record what was shown."""
    errand, why = _own(id), reason_given()
    if not why:
        return redirect(url_for("anew.shown", id=id))
    about = {name: value for name, value in errand.about.items() if name != "why"}
    return _set_going(errand.kind, about | {"why": why})


def _set_going(act: str, about: dict[str, str]) -> Response:
    here, by = parts(), actor()
    counts = here.store.counts()
    errand = Errand(me().id, act, about, max(1, counts.published + counts.held))
    order = Order(by, about["why"]) if "why" in about else None
    scope = Scope((about["site"],) if "site" in about else (), about.get("organisation", ""), about.get("category", ""))

    def work(ask: Ask) -> Any:
        return carry_out(Rereader(here.means(ask), act == "reclassify"), scope, order, _telling(errand)).as_record()

    begun = here.errands.begin(errand, work)
    if begun is not errand:
        flash(_("上一项任务还没有完成。请等它结束，或先停止它。"))
    known = begun.kind in ACTS
    return redirect(url_for("anew.shown" if known else "registration.errand", id=begun.id))


def _called(name: str, sort: str) -> str:
    return opened(said(sort_called(name, sort, parts().profile)))


def _telling(errand: Errand) -> Callable[[int], None]:
    def seen(count: int) -> None:
        if errand.stopped.is_set():
            raise StoppedError
        errand.asked = count

    return seen


def _own(id: str) -> Errand:
    errand = parts().errands.one(id, me().id)
    if errand is None or errand.kind not in ACTS:
        abort(404)
    return errand
