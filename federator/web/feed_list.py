"""``/feeds/``: which feeds there are, for people, and as OPML for their readers."""

from collections.abc import Mapping

from flask import Blueprint, Response, render_template
from flask_babel import gettext as _

from federator.model.profile import Category
from federator.publish.opml import MEDIA_TYPE, Outline, opml
from federator.web.address import address
from federator.web.display import cities, service_title, value_name
from federator.web.language import said
from federator.web.parts import home_url, parts
from federator.web.query import given

feed_list = Blueprint("feed_list", __name__)


@feed_list.get("/feeds/")
def index() -> str:
    """Every feed by group, in three formats, and how to narrow one further."""
    given(("lang",), strangers=True)
    return render_template("feeds.html", outlines=_outlines(""))


@feed_list.get("/feeds/feeds.opml")
def as_opml() -> Response:
    """The same as a list that feed readers take in whole."""
    given(("lang",), strangers=True)
    return Response(opml(service_title(), _outlines(home_url())), content_type=f"{MEDIA_TYPE}; charset=utf-8")


def _outlines(home: str) -> list[Outline]:
    here = parts()
    sources = here.store.sources()
    publishing = {source.organisation for source in sources}
    organisations = [one for one in here.directory.organisations.values() if one.id in publishing]
    active = {source.site for source in sources}
    sites = [site for site in here.store.sites() if site.id in active]
    return [
        _feed(home, service_title(), {}),
        Outline(
            _("按信息类别"),
            below=[_of_category(home, one) for one in here.profile.categories.values()],
        ),
        Outline(
            _("按行政区划"),
            below=[
                _feed(
                    home,
                    city.division.name,
                    {"division": city.division.code},
                    [_feed(home, one.name, {"division": one.code}) for one in city.counties],
                )
                for city in cities(here.directory)
            ],
        ),
        Outline(_("按专区"), below=[_feed(home, value_name(one), {"zone": one}) for one in here.profile.zones]),
        Outline(
            _("按适用版本"), below=[_feed(home, value_name(one), {"edition": one}) for one in here.profile.editions]
        ),
        Outline(_("按单位"), below=[_feed(home, one.name, {"organisation": one.id}) for one in organisations]),
        Outline(_("按成员站点"), below=[_feed(home, one.name, {"site": one.id}) for one in sites]),
    ]


def _of_category(home: str, category: Category) -> Outline:
    """With its sorts of notice, and those that any category may have."""
    sorts = {one.id: one.name for one in parts().profile.subtypes if one.category in ("", category.code)}
    only = {"category": category.code}
    return _feed(
        home,
        said(category.name),
        only,
        [_feed(home, said(name), {**only, "subtype": id}) for id, name in sorts.items()],
    )


def _feed(home: str, title: str, selection: Mapping[str, str], below: list[Outline] | None = None) -> Outline:
    root = home or "/"
    return Outline(title, address(f"{root}feeds/notices.atom", selection), address(root, selection), below or ())
