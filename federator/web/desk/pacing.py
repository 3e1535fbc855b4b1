"""A column taken out of the rhythm by a person: visited at once, paused, resumed."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from federator.model.people import Right
from federator.web.desk.reasons import reason_given
from federator.web.desk.rights import need, source_for
from federator.web.desk.signing import actor
from federator.web.parts import parts

pacing = Blueprint("pacing", __name__, url_prefix="/desk")


@pacing.post("/health/<site>/<source>/rhythm")
@need(Right.RUN_SITE)
def decide(site: str, source: str) -> Response:
    """``what``: visit, pause (with a reason) or resume."""
    key = f"{site}/{source}"
    source_for(Right.RUN_SITE, key)
    pauses, what = parts().store.pauses, request.form.get("what")
    if what == "visit":
        parts().store.registry.visit_now(site, [key], actor())
        flash(_("已排入下一轮采集，通常在一分钟之内开始。"))
    elif what == "resume":
        flash(_("已恢复采集。") if pauses.resume(key, actor()) else _("该栏目没有暂停。"))
    elif what != "pause":
        abort(400)
    elif why := reason_given():
        done = pauses.pause(key, why, actor())
        flash(_("已暂停采集，已公开的信息不受影响。") if done else _("该栏目已经暂停。"))
    return redirect(url_for("health.source", site=site, source=source))
