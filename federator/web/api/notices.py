"""The merged notices: a selection page by page, one of them, its versions."""

from dataclasses import asdict
from typing import Any

from flask import Response, abort, url_for
from flask_babel import gettext as _

from federator.compare.differing import Difference, differences
from federator.model.naming import Naming
from federator.model.notice import Notice
from federator.model.revision import Change, State
from federator.notation.segmenting import Query, read_query
from federator.publish.fields import instant
from federator.publish.record import notice_object, record_object
from federator.store.views import NoticeView
from federator.web.api.answers import answered, problem
from federator.web.api.blueprint import api, takes
from federator.web.api.fields_said import both
from federator.web.api.naming import naming
from federator.web.api.parameters import LARGEST, MOST, USUAL, Named, NamedNotices, SearchParameters
from federator.web.api.shapes import NoticesShape, OneNotice, OneVersion, SearchShape, VersionsShape
from federator.web.display import deciders, discreet
from federator.web.parts import home_url, parts
from federator.web.query import BadParameter, number, one_of, selection_of
from federator.web.searching import LARGEST_CURSOR, Order, highlights, ordered


@api.get("/notices")
@takes(NamedNotices)
@api.output(NoticesShape, description=both("一页信息", "a page of notices"))
@api.doc(
    summary=both("公开信息", "public notices"),
    description=both("最近变更的在前，用 cursor 翻页", "the last changed first; cursor leads to the next page"),
)
def notices(values: dict[str, str]) -> Response:
    """Published notices, the last changed first."""
    page = ordered(selection_of(values), Order.CHANGED, number("cursor", values, LARGEST), _limit(values))
    home, named = home_url(), naming(values)
    return answered(
        {"notices": [named.record(notice_object(one, home)) for one in page.entries], "cursor": page.cursor}
    )


@api.get("/search")
@takes(SearchParameters)
@api.output(SearchShape, description=both("一页信息", "a page of notices"))
@api.doc(
    summary=both("全文检索", "full-text search"),
    description=both(
        "标题、文号、索引号、发布机构、要素和正文；用 cursor 翻页。新变更数秒后可检索到",
        "titles, document and index numbers, publishers, fields and texts; cursor leads to the next page. What has"
        " changed is found some seconds later",
    ),
)
def search(values: dict[str, str]) -> Response:
    """Public notices that hold what is searched for, where it stands in them and, if asked, how many of what."""
    if "q" not in values:
        raise BadParameter(_("请用参数“q”给出检索词。"))
    selection, query = selection_of(values), read_query(values["q"])
    order = Order(one_of("order", values, [str(order) for order in Order]) or Order.CHANGED)
    counted = one_of("counts", values, ("true", "false")) == "true"
    page = ordered(selection, order, number("cursor", values, LARGEST_CURSOR), _limit(values))
    home, named = home_url(), naming(values)
    return answered(
        {
            "notices": [
                named.record(notice_object(one, home)) | _highlights(one.notice, query, named) for one in page.entries
            ],
            "cursor": page.cursor,
            "counts": asdict(parts().store.count(selection)) if counted else None,
        }
    )


@api.get("/notices/<notice_id>")
@takes(Named)
@api.output(OneNotice, description=both("信息", "a notice"))
@api.doc(
    summary=both("一条信息", "one notice"),
    description=both(
        "已合并的信息以 301 指向合并到的信息", "a merged notice answers 301, which leads to the one it was merged into"
    ),
    responses=[301, 404, 410],
)
def notice(notice_id: str, values: dict[str, str]) -> Response:
    """One notice as it is public now. Merged: 301 to the winner; withdrawn: 410; never public: 404."""
    named = naming(values)
    view = parts().store.notice(notice_id)
    if view is None:
        abort(404)
    if view.merged_into:
        moved = problem(301, _("这条信息已合并到另一条"), id=view.merged_into)
        moved.headers["Location"] = url_for("api.notice", notice_id=view.merged_into)
        return moved
    if view.shown is None:
        abort(410 if view.state is State.WITHDRAWN and parts().store.history(notice_id) else 404)
    return answered(named.record(notice_object(view.shown, home_url())))


@api.get("/notices/<notice_id>/versions")
@takes(Named)
@api.output(VersionsShape, description=both("版本", "versions"))
@api.doc(
    summary=both("公开过的版本", "versions that were public"),
    description=both(
        "旧的在前，逐字段列出与前一公开版本的差异",
        "the oldest first, each with the fields in which it differs from the public version before",
    ),
    responses=[404],
)
def versions(notice_id: str, values: dict[str, str]) -> Response:
    """The versions that were public and still may be read, each with what it says otherwise than the one before."""
    named = naming(values)
    told, view = _told(notice_id), parts().store.notice(notice_id)
    state = view.state if view else State.WITHDRAWN
    return answered({"id": notice_id, "state": str(state), "versions": _versions(told, view, named)})


@api.get("/notices/<notice_id>/versions/<int:seq>")
@takes(Named)
@api.output(OneVersion, description=both("该版本的记录", "the record of that version"))
@api.doc(
    summary=both("一个版本", "one version"),
    description=both(
        "该版本的完整记录；已随信息撤下的版本不再提供",
        "the whole record as of that version; versions of a notice that was taken down are no longer given",
    ),
    responses=[404],
)
def version(notice_id: str, seq: int, values: dict[str, str]) -> Response:
    """The record as of one version; 404 for one that was taken down with its notice."""
    named = naming(values)
    record = next((one.notice for one in _told(notice_id) if one.seq == seq), None)
    if record is None:
        abort(404)
    return answered(named.record(record_object(record)))


def _limit(values: dict[str, str]) -> int:
    return number("limit", values, MOST) or USUAL


def _highlights(notice: Notice, query: Query, named: Naming) -> dict[str, Any]:
    found = [
        {"field": named.name(one.field), "text": one.text, "spots": one.spots} for one in highlights(notice, query)
    ]
    return {"highlights": found}


def _told(notice_id: str) -> tuple[Change, ...]:
    told = parts().store.history(notice_id)
    if not told:
        abort(404)
    return told


def _versions(told: tuple[Change, ...], view: NoticeView | None, named: Naming) -> list[dict[str, Any]]:
    versions = {one.seq: one for one in view.versions} if view else {}
    people = deciders(view) if view else {}
    before: Notice | None = None
    found = []
    for change in told:
        version = versions.get(change.seq) if change.notice else None
        differing = differences(before, change.notice) if before and change.notice else ()
        found.append(
            {
                "seq": change.seq,
                "kind": str(change.kind),
                "at": instant(change.at),
                "public": change.notice is not None,
                "capture": version.capture or None if version else None,
                "decided_by": discreet(people.get(version.person, "")) or None if version else None,
                "why": discreet(version.why) or None if version else None,
                "differences": [_difference(one, named) for one in differing],
            }
        )
        before = change.notice or before
    return found


def _difference(one: Difference, named: Naming) -> dict[str, Any]:
    return {
        "field": named.name(one.field),
        "before": named.value(one.field, one.before),
        "after": named.value(one.field, one.after),
    }
