"""What a view needs, said beside it. A view of the desk without such a word is refused at start-up."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort
from flask_login import login_required

from federator.model.people import Right
from federator.model.site import Site
from federator.store.source_views import SourceDetail, SourceView
from federator.web.desk.signing import me
from federator.web.parts import parts

View = TypeVar("View", bound=Callable[..., Any])

_SAID = "_right"


def need(right: Right | None) -> Callable[[View], View]:
    """The view is for people who are signed in and have ``right`` (None: any of them), in whatever site; what
    concerns one site asks :func:`expect` for it."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if right is not None and not somewhere(right):
                abort(403)
            return view(*args, **kwargs)

        inside = login_required(guarded)
        setattr(inside, _SAID, right)
        return inside  # type: ignore[no-any-return]

    return guard


def open_to_all(view: View) -> View:
    """The view is for people who are not signed in."""
    setattr(view, _SAID, "all")
    return view


def expect(right: Right, site: str = "", organisation: str = "") -> None:
    """Refuse (403) who may not do this here."""
    if not me().may(right, site, organisation):
        abort(403)


def anywhere_in(right: Right, site: Site) -> bool:
    """Whether this person may do so at the site, or at a source of it."""
    places = {site.organisation, *(source.organisation for source in site.sources)}
    return any(me().may(right, site.id, organisation) for organisation in places)


def expect_anywhere_in(right: Right, site: Site) -> None:
    """Refuse (403) who may do this at nothing of the site."""
    if not anywhere_in(right, site):
        abort(403)


def sees(view: SourceView) -> bool:
    """Whether this person may see the source."""
    return me().may(Right.SEE_SITE, view.source.site, view.source.organisation)


def site_for(right: Right, id: str) -> Site:
    """The site, for whoever may do this there; 404 where there is none."""
    site = parts().store.registry.site(id) or abort(404)
    expect(right, site.id, site.organisation)
    return site


def source_for(right: Right, key: str) -> SourceDetail:
    """The source, for whoever may do this there; 404 where there is none."""
    detail = parts().store.source_view(key)
    if detail is None:
        abort(404)
    expect(right, detail.view.source.site, detail.view.source.organisation)
    return detail


def offer(app: Flask) -> None:
    """Give ``app`` the question that its menu asks: what one may do nowhere is not offered."""
    app.jinja_env.globals["somewhere"] = lambda right: somewhere(Right(right))


def check(app: Flask) -> None:
    """Raise where a view of the desk says nothing of rights: forgotten is not allowed."""
    silent = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/desk") and not hasattr(app.view_functions[rule.endpoint], _SAID)
    ]
    if silent:
        raise RuntimeError(f"views without a word on rights: {', '.join(silent)}")


def somewhere(right: Right) -> bool:
    """Whether this person may do so in whatever site: of the administrators of sites not one who has none yet."""
    person = me()
    places = [(site, "") for site in person.sites] + [("", organisation) for organisation in person.organisations]
    return any(person.may(right, *place) for place in (("", ""), *places))
