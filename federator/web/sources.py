"""The sources and how they fare: last visits, what is wrong and what mends it, what did not become public."""

from flask import Blueprint, abort, render_template

from federator.web.parts import parts
from federator.web.query import given

sources = Blueprint("sources", __name__)


@sources.get("/sources")
def index() -> str:
    """Every source of the registry."""
    given(("lang",), strangers=True)
    return render_template("sources.html", views=parts().store.source_views(), counts=parts().store.counts())


@sources.get("/sources/<path:key>")
def source(key: str) -> str:
    """One source, ``site/source``. Of a held notice only its id, the clauses it fails and the original's address."""
    given(("lang",), strangers=True)
    detail = parts().store.source_view(key)
    if detail is None:
        abort(404)
    return render_template("source.html", detail=detail, view=detail.view)
