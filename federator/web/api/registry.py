"""The registry: sites, sources, organisations, divisions, and how they fare."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask import Response

from federator.model.errors import EXPLANATIONS
from federator.model.health import Health
from federator.model.lives import APPROVED
from federator.model.local_time import CHINA
from federator.model.probe import Reach
from federator.model.site import Life
from federator.publish.fields import instant
from federator.rhythm import because
from federator.store.excusing import excused
from federator.store.source_views import SourceView
from federator.web.api import registry_shapes as shapes
from federator.web.api.answers import answered
from federator.web.api.blueprint import api, takes
from federator.web.api.fields_said import both
from federator.web.api.parameters import Language
from federator.web.language import said
from federator.web.parts import parts


@api.get("/sites")
@takes(Language)
@api.output(shapes.SitesShape, description=both("成员站点", "member sites"))
@api.doc(
    summary=both("成员站点", "member sites"),
    description=both("采集中、暂停和已停用的成员站点", "member sites that are active, suspended or retired"),
)
def sites() -> Response:
    """Member sites that were ever active."""
    directory, reach = parts().directory, parts().store.probes.reach(datetime.now(CHINA).date())
    public = parts().store.public_sources()
    retired = {view.source.site for view in public if view.life is Life.RETIRED}
    views = [view for view in public if view.life is Life.ACTIVE]
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
            "reach": asdict(reach.get(site.id, Reach())),
            "sources": [source.key for source in site.sources],
            "failing": [source.key for source in site.sources if source.key in failing],
            "disputed": [source.key for source in site.sources if source.key in disputed],
        }
        for site in parts().store.sites()
        if site.life in APPROVED or site.id in retired  # one that was refused never was anybody's business
    ]
    return answered({"sites": found})


@api.get("/sources")
@takes(Language)
@api.output(shapes.SourcesShape, description=both("采集源", "sources"))
@api.doc(
    summary=both("采集源及其采集情况", "sources and how they fare"),
    description=both("采集中的站点的各栏目，及最近的采集情况", "the columns of active sites, with their last visits"),
)
def sources() -> Response:
    """Sources of active sites and how they fare."""
    findings = parts().store.findings()
    views = [view for view in parts().store.public_sources() if view.life is Life.ACTIVE]
    return answered({"sources": [source_object(view, findings.get(view.source.key)) for view in views]})


@api.get("/organisations")
@takes(Language)
@api.output(shapes.OrganisationsShape, description=both("单位", "organisations"))
@api.doc(summary=both("单位", "organisations"))
def organisations() -> Response:
    """Who may publish."""
    found = parts().directory.organisations.values()
    return answered({"organisations": [asdict(one) | {"name": one.name} for one in found]})


@api.get("/divisions")
@takes(Language)
@api.output(shapes.DivisionsShape, description=both("行政区划", "divisions"))
@api.doc(summary=both("行政区划", "divisions"))
def divisions() -> Response:
    """The province's divisions, retired ones too."""
    return answered({"divisions": [asdict(one) for _code, one in sorted(parts().directory.divisions.items())]})


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
