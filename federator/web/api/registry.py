"""The registry, the profile and the figures of the whole: what stands behind the notices."""

import json
from datetime import datetime, timedelta
from typing import Any

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from federator.model.errors import EXPLANATIONS
from federator.model.health import Health
from federator.model.notice import CHINA
from federator.model.probe import Reach
from federator.model.profile import Category
from federator.model.site import Life
from federator.model.words import Words
from federator.publish.fields import instant
from federator.rhythm import because
from federator.store.excusing import excused
from federator.store.source_views import SourceView
from federator.web.api import registry_shapes as shapes
from federator.web.api.answers import answered
from federator.web.api.blueprint import api, takes
from federator.web.api.dictionary import dictionary
from federator.web.api.fields_said import both
from federator.web.api.parameters import Language
from federator.web.language import said
from federator.web.parts import parts

_PUBLIC = (Life.ACTIVE, Life.SUSPENDED, Life.RETIRED)
"""What somebody is still filling in, or waits for approval, is nobody else's business."""


@api.get("/")
@api.doc(hide=True)
def entrance() -> BaseResponse:
    """Who asks for the interface itself is led to its description."""
    return redirect(url_for("openapi.spec"))


@api.get("/sites")
@takes(Language)
@api.output(shapes.SitesShape, description=both("成员站点", "member sites"))
@api.doc(
    summary=both("成员站点", "member sites"),
    description=both("采集中、暂停和已停用的成员站点", "member sites that are active, suspended or retired"),
    responses=[400],
)
def sites() -> Response:
    """Member sites that were ever active."""
    directory, reach = parts().directory, _week()
    views = [view for view in parts().store.public_sources() if view.life is Life.ACTIVE]
    failing = {view.source.key for view in views if view.fails}
    disputed = {view.source.key for view in views if view.dispute}
    found = [
        {
            "id": site.id,
            "name": site.name,
            "organisation": site.organisation,
            "organisation_name": directory.organisation_name(site.organisation),
            "division": site.division,
            "division_name": directory.division_name(site.division),
            "home": site.home,
            "life": str(site.life),
            "reach": _reach(reach.get(site.id, Reach())),
            "sources": [source.key for source in site.sources],
            "failing": [source.key for source in site.sources if source.key in failing],
            "disputed": [source.key for source in site.sources if source.key in disputed],
        }
        for site in parts().store.sites()
        if site.life in _PUBLIC
    ]
    return answered({"sites": found})


@api.get("/sources")
@takes(Language)
@api.output(shapes.SourcesShape, description=both("采集源", "sources"))
@api.doc(
    summary=both("采集源及其采集情况", "sources and how they fare"),
    description=both("采集中的站点的各栏目，及最近的采集情况", "the columns of active sites, with their last visits"),
    responses=[400],
)
def sources() -> Response:
    """Sources of active sites and how they fare."""
    findings = parts().store.findings()
    views = [view for view in parts().store.public_sources() if view.life is Life.ACTIVE]
    return answered({"sources": [source_object(view, findings.get(view.source.key)) for view in views]})


@api.get("/organisations")
@takes(Language)
@api.output(shapes.OrganisationsShape, description=both("单位", "organisations"))
@api.doc(summary=both("单位", "organisations"), responses=[400])
def organisations() -> Response:
    """Who may publish."""
    found = [
        {
            "id": one.id,
            "name": one.name,
            "names": list(one.names),
            "division": one.division,
            "parent": one.parent,
            "department_no": one.department_no,
            "credit_code": one.credit_code,
        }
        for one in parts().directory.organisations.values()
    ]
    return answered({"organisations": found})


@api.get("/divisions")
@takes(Language)
@api.output(shapes.DivisionsShape, description=both("行政区划", "divisions"))
@api.doc(summary=both("行政区划", "divisions"), responses=[400])
def divisions() -> Response:
    """The province's divisions, retired ones too."""
    found = [
        {"code": one.code, "name": one.name, "parent": one.parent, "level": one.level}
        for _code, one in sorted(parts().directory.divisions.items())
    ]
    return answered({"divisions": found})


@api.get("/categories")
@takes(Language)
@api.output(shapes.CategoriesShape, description=both("信息类别", "categories"))
@api.doc(summary=both("信息类别", "categories"), responses=[400])
def categories() -> Response:
    """The categories of the profile in force."""
    return answered({"categories": [_category(one) for one in parts().profile.categories.values()]})


@api.get("/profile")
@takes(Language)
@api.output(shapes.ProfileShape, description=both("发布规范", "publishing profile"))
@api.doc(
    summary=both("发布规范", "publishing profile"),
    description=both("现行发布规范的字段、要素和要求", "the profile in force: its fields and clauses"),
    responses=[400],
)
def profile() -> Response:
    """The profile in force: its fields and clauses."""
    here = parts().profile
    plain = [{"name": one.name, "label": _both(one.label), "kind": "", "unit": ""} for one in here.fields.values()]
    extra = [
        {"name": one.name, "label": _both(one.label), "kind": str(one.kind), "unit": one.unit}
        for one in here.extras.values()
    ]
    clauses = [{"id": one.id, "severity": str(one.severity), "what": _both(one.what)} for one in here.clauses.values()]
    head = {"id": here.id, "version": here.version, "name": _both(here.name)}
    return answered({**head, "fields": plain + extra, "clauses": clauses})


@api.get("/statistics")
@takes(Language)
@api.output(shapes.StatisticsShape, description=both("公开信息的数量", "counts of public notices"))
@api.doc(
    summary=both("统计", "statistics"),
    description=both(
        "公开信息按类别、站点、行政区划和发布年份的数量",
        "counts of public notices by category, site, division and year of publication",
    ),
    responses=[400],
)
def statistics() -> Response:
    """Counts of what is public; counted once for each state of the world."""
    here = parts()
    key = f"statistics {here.store.stamp()[0]}"
    held = here.built.get(key)
    if held is None:
        held = json.dumps(here.store.statistics()).encode()
        here.built.keep(key, held)
    return answered(json.loads(held))


@api.get("/dictionary")
@takes(Language)
@api.output(shapes.DictionaryShape, description=both("字段说明", "fields explained"))
@api.doc(
    summary=both("字段字典", "dictionary of fields"),
    description=both(
        "接口中每个对象的每个字段，中英文说明", "every field of every object of the interface, in Chinese and English"
    ),
    responses=[400],
)
def dictionary_() -> Response:
    """Every field of every object, in both languages: made of the shapes themselves."""
    return answered({"objects": dictionary()})


def _week() -> dict[str, Reach]:
    return parts().store.probes.reach(datetime.now(CHINA).date() - timedelta(days=6))


def _reach(found: Reach) -> dict[str, int]:
    return {"probes": found.probes, "slow": found.slow, "failed": found.failed}


def source_object(view: SourceView, health: Health | None) -> dict[str, Any]:
    """One source and how it fares."""
    source = view.source
    return {
        "key": source.key,
        "site": source.site,
        "name": source.name,
        "url": source.url,
        "organisation": source.organisation,
        "division": source.division,
        "category": source.category,
        "every": int(source.every.total_seconds()),
        "complete": source.complete,
        "published": view.published,
        "rhythm": _rhythm(view),
        "health": _health(view, health),
    }


def _rhythm(view: SourceView) -> dict[str, Any]:
    """Who paused it, and why, stays for those who look after it."""
    state = view.state
    because_ = because(view.source, state, parts().settings.rhythm)
    return {
        "next_due": instant(state.next_due) if state.next_due and not view.paused else None,
        "reason": str(state.reason) if state.reason else None,
        "because": said(because_) if because_ else None,
        "pace": state.pace,
        "paused": view.paused is not None,
    }


def _health(view: SourceView, health: Health | None) -> dict[str, Any]:
    """What the site answered in words of its own stays for those who look after it; what is disputed is nobody's
    fault."""
    view = excused(view)
    error = view.last.error if view.last else None
    state = view.state
    when = {name: getattr(state, name) for name in ("last_visit", "last_success", "last_change", "observed_since")}
    return {
        "outcome": str(view.last.outcome) if view.last and not view.dispute else None,
        **{name: instant(value) if value else None for name, value in when.items()},
        "failures": state.failures,
        "error": str(error) if error else None,
        "error_what": said(EXPLANATIONS[error].what) if error else None,
        "finding": str(health.finding) if health and health.finding and not view.dispute else None,
        "disputed": view.dispute is not None,
    }


def _category(one: Category) -> dict[str, Any]:
    subtypes = [sub for sub in parts().profile.subtypes if sub.category in ("", one.code)]
    return {
        "code": one.code,
        "name": _both(one.name),
        "legal_basis": one.legal_basis,
        "extras": [extra.name for extra in one.matter.extras],
        "subtypes": [{"id": sub.id, **_both(sub.name)} for sub in subtypes],
    }


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
