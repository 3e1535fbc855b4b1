"""How pages say things: labels and names in the reader's language, bodies, times, links."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from flask_babel import gettext as _
from lxml import html
from markupsafe import Markup

from federator.connectors.recognise import PRODUCTS
from federator.model.breach import Breach
from federator.model.called import category_called, clause_called, field_called, reason_called, value_called
from federator.model.details import in_chinese
from federator.model.errors import EXPLANATIONS
from federator.model.local_time import LocalTime, in_china
from federator.model.place import Directory, Division
from federator.model.profile import Personal
from federator.model.revision import Selection
from federator.model.words import Words, opened
from federator.notation.address import absolute
from federator.notation.parsing import allowed, as_html
from federator.registry.duration import duration_called, read_duration
from federator.spec.personal import find_personal
from federator.store.views import NoticeView
from federator.web.language import language, said
from federator.web.parts import parts

_BY_RULE = Words("网页列表（按规则读取）", "a list on a page, read by a rule")


@dataclass(frozen=True, slots=True)
class City:
    """A city and its counties, for choosing among them."""

    division: Division
    counties: tuple[Division, ...]


def label(field: str) -> str:
    """What people call a field."""
    return opened(said(field_called(field, parts().profile)))


def category_name(code: str) -> str:
    """A category in the reader's language; the code where the profile no longer knows it."""
    return said(category_called(code, parts().profile))


def site_name(id: str) -> str:
    """What a member site is called; its id where there is none of it."""
    site = parts().store.registry.site(id) if id else None
    return site.name if site else id


def source_name(key: str) -> str:
    """What the site and the column of a source are called; its key where there is none of it."""
    site = parts().store.registry.site(key.partition("/")[0])
    named = (f"{site.name} · {one.name}" for one in site.sources if one.key == key) if site else iter(())
    return next(named, key)


def connector_name(id: str) -> str:
    """The software or format that a connector reads, in the reader's language; its id where it is unknown."""
    return said(_BY_RULE if id == "html-list" else PRODUCTS.get(id, Words(id, id)))


def subtype_name(id: str) -> str:
    """A sub-type in the reader's language; its id where the profile no longer knows it."""
    named = (one.name for one in parts().profile.subtypes if one.id == id)
    return next(map(said, named), id)


def value_name(value: str) -> str:
    """A value of 公开属性, a zone or an edition in the reader's language."""
    return said(value_called(value, parts().profile))


def is_chinese(words: str) -> bool:
    """Whether there is a Chinese character in it: a page in English names the language of such words."""
    return any("\u4e00" <= one <= "\u9fff" for one in words)


def chosen(selection: Selection) -> dict[str, str]:
    """What a selection asks for, in the reader's language, by parameter; what it does not ask for is left out."""
    directory = parts().directory
    named = {
        "q": selection.words,
        "category": category_name(selection.category),
        "division": directory.division_name(selection.division),
        "organisation": directory.organisation_name(selection.organisation),
        "site": site_name(selection.site),
        "subtype": subtype_name(selection.subtype),
        "zone": value_name(selection.zone),
        "edition": value_name(selection.edition),
        "published_from": selection.first.isoformat() if selection.first else "",
        "published_to": selection.last.isoformat() if selection.last else "",
    }
    return {name: words for name, words in named.items() if words}


def complaint(breach: Breach) -> str:
    """A breach in the words of its clause."""
    return opened(said(clause_called(breach.clause, parts().profile)))


def cities(directory: Directory) -> list[City]:
    """The cities with their counties, by code; retired divisions are not offered."""
    divisions = sorted(directory.divisions.values(), key=lambda division: division.code)
    return [
        City(city, tuple(one for one in divisions if one.level == "county" and one.parent == city.code))
        for city in divisions
        if city.level == "city"
    ]


def body(markup: str) -> Markup:
    """Sanitised HTML with a link in place of each image: a page here makes no reader's browser call another host."""
    if "<img" not in markup:
        return Markup(markup)  # noqa: S704 - sanitised where it was read, and under a policy that runs no script
    root = html.fragment_fromstring(allowed(markup), create_parent="div")
    for image in list(root.iter("img")):
        _replace(image)
    return Markup(as_html(root))  # noqa: S704 - as above


def reason(written: str) -> str:
    """Why a category was chosen, in the reader's language."""
    return said(reason_called(written))


def span(written: str) -> str:
    """How often, as registry files write it, in the reader's words; what cannot be read stays."""
    try:
        return said(duration_called(read_duration(written)))
    except ValueError:
        return written


def moment(when: datetime | None) -> str:
    """``2026-03-01 09:30`` in China's time; a dash for never."""
    return in_china(when) if when else "—"


def local(when: LocalTime | None) -> str:
    """As precise as the site was."""
    if when is None:
        return ""
    return f"{when.day} {when.at:%H:%M}" if when.at else str(when.day)


def is_web(address: str) -> bool:
    """Whether a page may link to it: strangers' addresses can be anything."""
    return absolute(address, address) != ""


def discreet(words: str) -> str:
    """A site's words that passed no check of the spec; none of them where they hold numbers of persons."""
    kinds = [kind for kind, rule in parts().profile.personal.items() if rule is not Personal.ALLOW]
    if any(any(find_personal(kind, words)) for kind in kinds):
        return str(_("（含个人信息，不予公开）"))
    return words


def deciders(view: NoticeView) -> Mapping[str, str]:
    """The names of those who decided about a notice, by their ids."""
    decided = {one.person for one in view.versions if one.person}
    return {id: name for id, name in parts().store.people.names().items() if id in decided} if decided else {}


def detailed(detail: str) -> str:
    """What was seen when something failed, in the reader's language as far as it is known."""
    return discreet(in_chinese(detail) if language() == "zh" else detail)


def show(app: Flask) -> None:
    """Give ``app`` the filters that its templates use."""
    for shown in (
        category_name,
        site_name,
        source_name,
        connector_name,
        complaint,
        opened,
        body,
        moment,
        local,
        reason,
        span,
        discreet,
        detailed,
        said,
    ):
        app.jinja_env.filters[shown.__name__] = shown
    app.jinja_env.tests.update(web=is_web, chinese=is_chinese)
    # not filters, which Jinja applies to a constant once, in the language of whoever came first
    app.jinja_env.globals.update(label=label, service_title=service_title, parts=parts, explanations=EXPLANATIONS)


def service_title() -> str:
    """What this service is called, in the reader's language."""
    return parts().settings.title.in_(language())


def plain(value: object) -> str:
    """Several words as one."""
    if isinstance(value, tuple):
        return str(_("、")).join(value)
    return "" if value is None else str(value)


def _replace(image: html.HtmlElement) -> None:
    """Inside a link the words alone: a link in a link is none."""
    inside = next(image.iterancestors("a"), None) is not None
    address = image.get("src", "")
    words = image.get("alt") or _("图片")
    stand_in = html.Element("span" if inside or not is_web(address) else "a")
    if stand_in.tag == "a":
        stand_in.set("href", address)
    stand_in.set("class", "picture")
    stand_in.text = f"[{words}]"
    stand_in.tail = image.tail
    image.getparent().replace(image, stand_in)
