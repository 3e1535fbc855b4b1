"""The sources and how they fare: last visits, what is wrong and what mends it, what did not become public."""

import re

from flask import Blueprint, abort, render_template
from flask_login import current_user

from federator.notation.charset import decoded
from federator.rhythm import because
from federator.store.evidence import MOST_BYTES
from federator.store.excusing import is_public
from federator.web.desk.rights import sees
from federator.web.parts import parts
from federator.web.query import given

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, and those that turn the direction of what follows."""

sources = Blueprint("sources", __name__)


@sources.get("/sources")
def index() -> str:
    """Every source that is anybody's business."""
    given(("lang",), strangers=True)
    return render_template("sources.html", views=parts().store.public_sources(), counts=parts().store.counts())


@sources.get("/sources/<path:key>")
def source(key: str) -> str:
    """One source, ``site/source``. Of a held notice only its id, the clauses it fails and the original's address."""
    given(("lang",), strangers=True)
    store = parts().store
    detail = store.public_source(key)
    if detail is None:
        abort(404)
    blamed = detail.view.dispute is None
    return render_template(
        "source.html",
        detail=detail,
        view=detail.view,
        because=because(detail.view.source, detail.view.state, parts().settings.rhythm),
        evidence=store.evidence(key) if blamed else None,
        health=store.health(key) if blamed else None,
        rules=store.rules(key),
    )


@sources.get("/evidence/<path:key>")
def evidence(key: str) -> str:
    """What a source's site answered when its last visit failed: bytes of strangers, shown as text and never as HTML.
    While that is disputed, for those alone who look after the source."""
    given(("lang",), strangers=True)
    detail, found = parts().store.source_view(key), parts().store.evidence(key)
    if detail is None or found is None or not is_public(detail.view):
        abort(404)
    if detail.view.dispute and not (current_user.is_authenticated and sees(detail.view)):
        abort(404)
    text = _UNSEEN.sub("�", decoded(answer)) if (answer := found.answer) else None
    return render_template("evidence.html", source=detail.view.source, evidence=found, text=text, kept=MOST_BYTES)
