"""The sources and how they fare: last visits, what is wrong and what mends it, what did not become public."""

import re

from flask import Blueprint, abort, render_template

from federator.model.lives import APPROVED
from federator.notation.charset import charset_of, decode
from federator.rhythm import because
from federator.store.evidence import MOST_BYTES
from federator.store.source_views import SourceView
from federator.web.parts import parts
from federator.web.query import given

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, and those that turn the direction of what follows."""

sources = Blueprint("sources", __name__)


@sources.get("/sources")
def index() -> str:
    """Every source that was approved, or visited once: what is only proposed is no public matter."""
    given(("lang",), strangers=True)
    views = list(filter(_is_public, parts().store.source_views()))
    disputes = parts().store.disputes.standing()
    return render_template("sources.html", views=views, counts=parts().store.counts(), disputes=disputes)


@sources.get("/sources/<path:key>")
def source(key: str) -> str:
    """One source, ``site/source``. Of a held notice only its id, the clauses it fails and the original's address."""
    given(("lang",), strangers=True)
    detail = parts().store.source_view(key)
    if detail is None or not _is_public(detail.view):
        abort(404)
    store = parts().store
    return render_template(
        "source.html",
        detail=detail,
        view=detail.view,
        because=because(detail.view.source, detail.view.state, parts().settings.rhythm),
        evidence=store.evidence(key),
        health=store.health(key),
        dispute=store.disputes.standing().get(key),
        rules=store.rules(key),
    )


@sources.get("/evidence/<path:key>")
def evidence(key: str) -> str:
    """What a source's site answered when its last visit failed: bytes of strangers, shown as text and never as HTML."""
    given(("lang",), strangers=True)
    detail, found = parts().store.source_view(key), parts().store.evidence(key)
    if detail is None or found is None:
        abort(404)
    text = _UNSEEN.sub("�", decode(found.content, charset_of(found.content_type)))
    return render_template("evidence.html", source=detail.view.source, evidence=found, text=text, kept=MOST_BYTES)


def _is_public(view: SourceView) -> bool:
    return view.life in APPROVED or view.last is not None
