"""What people decide at the desk about one notice."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from federator.model.decision import BY_PERSON, CORRECTABLE
from federator.model.people import Actor, Right
from federator.model.revision import Revision, RevisionKind
from federator.store.decisions import Decisions, StaleError
from federator.store.mergers import Merged
from federator.store.purging import TellingError
from federator.store.views import NoticeView
from federator.web.desk.decision_forms import Correct, Decide, Purge
from federator.web.desk.reasons import reason_given
from federator.web.desk.rights import expect, need
from federator.web.desk.signing import actor, me
from federator.web.facts import facts
from federator.web.parts import parts

deciding = Blueprint("deciding", __name__, url_prefix="/desk")

_DECIDED = (RevisionKind.REJECTED, RevisionKind.PURGED)

Act = Callable[[Decisions, int, str, Actor], Any]


@deciding.get("/notices/<id>")
@need(Right.SEE_SITE)
def notice(id: str) -> str:
    """One notice with its latest version, whether public or not, what it fails, and what may be decided."""
    view, latest = _case(id, Right.SEE_SITE)
    return _page(view, latest, Decide(seq=latest.seq), _correcting(latest))


@deciding.post("/notices/<id>/release")
@need(Right.DECIDE_NOTICE)
def release(id: str) -> Response | tuple[str, int]:
    """Let it be public as it is, with those of its withheld files that were ticked."""
    files = frozenset(request.form.getlist("file"))
    return _decide(id, lambda all, seq, why, by: all.release(id, seq, why, by, files), _("已放行，公众可见。"))


@deciding.post("/notices/<id>/reject")
@need(Right.DECIDE_NOTICE)
def reject(id: str) -> Response | tuple[str, int]:
    """Not to be public."""
    return _decide(id, lambda all, seq, why, by: all.reject(id, seq, why, by), _("已退回，不予公开。"))


@deciding.post("/notices/<id>/take-down")
@need(Right.DECIDE_NOTICE)
def take_down(id: str) -> Response | tuple[str, int]:
    """Withdraw it at once."""
    return _decide(id, lambda all, seq, why, by: all.take_down(id, seq, why, by), _("已撤下。"))


@deciding.post("/notices/<id>/purge")
@need(Right.PURGE_NOTICE)
def purge(id: str) -> Response | tuple[str, int]:
    """Erase what it said, everywhere and for good."""
    view, latest = _case(id, Right.PURGE_NOTICE)
    form = Purge()
    if not form.validate_on_submit():
        return _page(view, latest, Decide(formdata=None, seq=latest.seq), _correcting(latest, False), form), 400
    try:
        parts().store.purges.purge(id, form.why.data, actor())
    except TellingError:
        form.why.errors = [_("理由会保存下来，请不要写出要删除的内容。")]
        return _page(view, latest, Decide(formdata=None, seq=latest.seq), _correcting(latest, False), form), 400
    flash(_("已彻底删除。"))
    return redirect(url_for("deciding.notice", id=id))


@deciding.post("/notices/<id>/allow-again")
@need(Right.PURGE_NOTICE)
def allow_again(id: str) -> Response:
    """Let what was purged be harvested again."""
    _case(id, Right.PURGE_NOTICE)
    if (why := reason_given()) and parts().store.purges.allow_again(id, why, actor()):
        flash(_("以后的采集可以重新收录这条信息。"))
    return redirect(url_for("deciding.notice", id=id))


@deciding.post("/notices/<id>/correct")
@need(Right.DECIDE_NOTICE)
def correct(id: str) -> Response | tuple[str, int]:
    """Change fields of the record by hand."""
    view, latest = _case(id, Right.DECIDE_NOTICE)
    form = _correcting(latest)
    if not form.validate_on_submit():
        return _page(view, latest, Decide(formdata=None, seq=latest.seq), form), 400
    values, fixed = _changed(form, latest)
    if not values and not fixed:
        form.why.errors = [_("没有改动任何字段。")]
        return _page(view, latest, Decide(formdata=None, seq=latest.seq), form), 400
    return _done(
        id,
        lambda all, seq, why, by: all.correct(id, seq, values, fixed, why, by),
        int(form.seq.data),
        form.why.data,
        _("已更正。"),
    )


@deciding.post("/notices/<id>/part")
@need(Right.DECIDE_NOTICE)
def part(id: str) -> Response:
    """It and one of those that people made one with it were two after all."""
    _view, latest = _case(id, Right.DECIDE_NOTICE)
    pairs, other = parts().store.pairs, request.form.get("other")
    found = next((one for one in pairs.merged_with(id) if one.id == other), None)
    if found is None:
        flash(_("这两条信息已经分开。"))
        return redirect(url_for("deciding.notice", id=id))
    expect(Right.DECIDE_NOTICE, found.notice.site, found.notice.organisation)
    if why := reason_given():
        if request.form.get("seq") != str(latest.seq):
            raise StaleError(id)
        pairs.part(id, found.id, latest.seq, why, actor())
        flash(_("已重新分开，两条都会很快重新读取；不会再被合并或提示。"))
    return redirect(url_for("deciding.notice", id=id))


@deciding.errorhandler(StaleError)
def _stale(error: StaleError) -> Response:
    """Nothing is decided upon a notice that is no more as the person saw it: here it is as it is now."""
    flash(_("这条信息刚刚有了新版本，或已另有处理；请看过现在的内容再决定。"))
    return redirect(url_for("deciding.notice", id=error.notice))


def _decide(id: str, act: Act, said: str) -> Response | tuple[str, int]:
    view, latest = _case(id, Right.DECIDE_NOTICE)
    form = Decide()
    if not form.validate_on_submit():
        return _page(view, latest, form, _correcting(latest, False)), 400
    return _done(id, act, int(form.seq.data), form.why.data, said)


def _done(id: str, act: Act, seq: int, why: str, said: str) -> Response:
    act(parts().store.decisions, seq, why, actor())
    flash(said)
    return redirect(url_for("deciding.notice", id=id))


def _case(id: str, right: Right) -> tuple[NoticeView, Revision]:
    """The notice and its latest version, for whoever has ``right`` where it comes from."""
    view = parts().store.notice(id)
    latest = parts().store.revision(id, view.versions[0].seq) if view else None
    if view is None or latest is None:
        abort(404)
    expect(right, latest.notice.site, latest.notice.organisation)
    return view, latest


def _page(view: NoticeView, latest: Revision, form: Decide, correcting: Correct, purging: Purge | None = None) -> str:
    notice = latest.notice
    return render_template(
        "desk/notice.html",
        view=view,
        latest=latest,
        notice=notice,
        facts=facts(notice),
        form=form,
        correcting=correcting,
        purging=purging or Purge(formdata=None),
        merged=[one for one in parts().store.pairs.merged_with(view.id) if _seen(one)],
        received=parts().store.receipts.of_notice(view.id),
        people=parts().store.people.names(),
        purged=latest.kind is RevisionKind.PURGED,
        withheld=[one for one in notice.attachments if one.withheld],
        undecided=not latest.shown and latest.kind not in _DECIDED and not view.merged_into,
    )


def _seen(merged: Merged) -> bool:
    return me().may(Right.SEE_SITE, merged.notice.site, merged.notice.organisation)


def _correcting(latest: Revision, posted: bool = True) -> Correct:
    record = latest.notice.as_record()
    said = {name: record[name] or "" for name in CORRECTABLE}
    form = Correct(**({} if posted else {"formdata": None}), data={**said, "seq": latest.seq,
                   "category": record["category"]})  # fmt: skip
    form.offer(parts().profile)
    return form


def _changed(form: Correct, latest: Revision) -> tuple[dict[str, Any], dict[str, Any]]:
    """What differs: fields that are to hold, and the category with what follows from it."""
    record = latest.notice.as_record()
    values = {name: form[name].data or ("" if name not in ("published", "written") else None) for name in CORRECTABLE}
    changed = {name: value for name, value in values.items() if value != record[name]}
    if form.category.data == record["category"]:
        return changed, {}
    category = parts().profile.categories[form.category.data]
    return changed, {
        "category": category.code,
        "category_reason": BY_PERSON,
        "zones": list(category.zones),
        "editions": list(category.editions),
    }
