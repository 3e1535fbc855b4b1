"""What is not public: for clients whose key has the scope ``read:restricted``."""

from typing import Any

from flask import Response, abort

from federator.model.client import Scope
from federator.model.dispute import Dispute
from federator.model.site import Source
from federator.model.visit import Visit
from federator.notation.charset import decoded
from federator.publish.fields import instant
from federator.store.desk_views import WaitingNotice
from federator.store.evidence import Evidence
from federator.store.source_views import AsideView
from federator.web.api import restricted_shapes as shapes
from federator.web.api.answers import answered
from federator.web.api.blueprint import api, takes
from federator.web.api.fields_said import both
from federator.web.api.parameters import Language
from federator.web.api.registry import source_object
from federator.web.api.scopes import asking, expect_place, need_scope
from federator.web.parts import parts


@api.get("/client")
@need_scope(None)
@takes(Language)
@api.output(shapes.ClientShape, description=both("客户端", "a client"))
@api.doc(
    summary=both("密钥所属的客户端", "whose key this is"),
    description=both("用于试用密钥", "to try a key"),
)
def client() -> Response:
    """Whose key this is: to try one."""
    one = asking()
    return answered(
        {
            "id": one.id,
            "name": one.name,
            "scopes": sorted(one.scopes),
            "sites": sorted(one.sites),
            "organisations": sorted(one.organisations),
            "per_minute": one.per_minute,
            "expires": instant(one.expires) if one.expires else None,
        }
    )


@api.get("/waiting")
@need_scope(Scope.READ_RESTRICTED)
@takes(shapes.WaitingParameters)
@api.output(shapes.WaitingsShape, description=both("待处理的信息", "notices that wait"))
@api.doc(
    summary=both("待处理的信息", "notices that wait"),
    description=both("等待人工决定的信息及其不合规项", "notices that wait for a person, with what they are held for"),
)
def waiting(values: dict[str, str]) -> Response:
    """Notices that wait for a person, with what they are held for."""
    site = values.get("site")
    held = parts().store.attention()
    mine = [one.key for one in parts().store.sources(None) if _within(one, site) and one.key in held]
    found = [one for key in mine for one in parts().store.waiting_notices(key)]
    return answered({"waiting": [_waiting(one) for one in sorted(found, key=lambda one: (one.since, one.id))]})


@api.get("/sources/<site>/<source>")
@need_scope(Scope.READ_RESTRICTED)
@takes(Language)
@api.output(shapes.InsideShape, description=both("采集源", "a source"))
@api.doc(
    summary=both("一个采集源的内部情况", "one source from inside"),
    description=both(
        "最近的采集、搁置的列表行、待处理的信息，以及失败时站点的应答",
        "its last visits, rows set aside, notices that wait, and the site's answer to the failed visit",
    ),
    responses=[404],
)
def inside(site: str, source: str) -> Response:
    """One source: visits with what sites said, rows set aside, notices that wait, evidence."""
    key, store = f"{site}/{source}", parts().store
    detail = store.source_view(key)
    expect_place(site, detail.view.source.organisation if detail else "")
    if detail is None:
        abort(404)
    dispute, evidence = store.disputes.standing().get(key), store.evidence(key)
    return answered(
        {
            "source": source_object(detail.view, store.health(key)),
            "visits": [_visit(one) for one in detail.visits],
            "aside": [_aside(one) for one in detail.aside],
            "waiting": [_waiting(one) for one in store.waiting_notices(key)],
            "evidence": _evidence(evidence) if evidence else None,
            "dispute": _dispute(dispute) if dispute else None,
        }
    )


def _within(source: Source, site: str | None) -> bool:
    return site in (None, source.site) and asking().reaches(source.site, source.organisation)


def _waiting(one: WaitingNotice) -> dict[str, Any]:
    breaches = [
        {"clause": breach.clause, "field": breach.field, "severity": str(breach.severity), "seen": breach.seen}
        for breach in one.breaches
    ]
    return {
        "id": one.id,
        "source": one.source,
        "title": one.title,
        "url": one.url,
        "since": instant(one.since),
        "amendment": one.amendment,
        "breaches": breaches,
    }


def _visit(one: Visit) -> dict[str, Any]:
    counts = ("asked", "rows", "created", "amended", "withdrawn", "held", "set_aside", "unread")
    return {
        "started": instant(one.started),
        "seconds": round(one.seconds),
        "outcome": str(one.outcome),
        "bytes": one.size,
        **{name: getattr(one, name) for name in counts},
        "error": str(one.error) if one.error else None,
        "detail": one.detail,
    }


def _aside(one: AsideView) -> dict[str, Any]:
    plain = {name: getattr(one.row, name) for name in ("title", "url", "date_written", "detail")}
    seen = {"first_seen": instant(one.first_seen), "last_seen": instant(one.last_seen)}
    return {**plain, "reason": str(one.row.reason), **seen}


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "url": one.url,
        "status": one.status,
        "content_type": one.content_type,
        "fetched": instant(one.fetched),
        "size": one.size,
        "text": decoded(answer) if (answer := one.answer) else None,
    }


def _dispute(one: Dispute) -> dict[str, Any]:
    return {"words": one.words, "at": instant(one.at), "upheld": bool(one.upheld)}
