"""Receipts: a portal reports which notices it adopted, and which it refused and why."""

from collections.abc import Callable
from typing import Any

import orjson
from apiflask import Schema
from apiflask.fields import List, Nested, String
from apiflask.validators import Length, Regexp
from flask import Response, request
from flask_babel import gettext as _
from marshmallow import ValidationError

from federator.model.client import Scope
from federator.model.receipt import Adoption, Receipt
from federator.web.api.answers import answered
from federator.web.api.blueprint import api, takes
from federator.web.api.fields_said import both, count, flag, one_of, said, shapes, words
from federator.web.api.parameters import Language
from federator.web.api.scopes import asking, need_scope
from federator.web.parts import parts
from federator.web.query import BadParameter

MOST_AT_ONCE = 500


class ReceiptShape(Schema):
    """采用回执. What a portal made of one notice."""

    id = String(required=True, validate=Regexp(r"^[0-9A-Za-z]{1,64}$"), metadata=said("信息标识", "id of the notice"))
    outcome = one_of(Adoption, "已采用或未采用", "adopted or refused")
    address = String(validate=Length(max=1000), metadata=said("在门户上的网址（已采用）", "its address there"))
    reason = String(validate=Length(max=500), metadata=said("未采用的原因", "why it was refused"))


class ReceiptsShape(Schema):
    """一批采用回执. Several receipts; sent again they change nothing."""

    receipts = List(
        Nested(ReceiptShape),
        required=True,
        validate=Length(1, MOST_AT_ONCE),
        metadata=said(f"1 到 {MOST_AT_ONCE} 条回执", "the receipts"),
    )


class KeptShape(Schema):
    """回执的结果. What became of one receipt."""

    id = words("信息标识", "id of the notice")
    kept = flag(
        "已记录；为 false 时没有这条公开信息，或不在密钥的范围内",
        "kept; false: no such notice is or was public, or the key does not cover it",
    )


class KeptReceiptsShape(Schema):
    """一批回执的结果. What became of each receipt, in the order given."""

    receipts = shapes(KeptShape, "每条回执的结果", "of each receipt")
    kept = count("已记录的条数", "how many were kept")


def _takes_receipts(view: Callable[..., Response]) -> Callable[..., Response]:
    """Describe the body. ``api.input`` would read it too, and fall over what is nested too deeply or counts too far."""
    described: Any = view
    body = {"body": ReceiptsShape(), "body_example": None, "body_examples": None, "content_type": "application/json"}
    described._spec = {**getattr(view, "_spec", {}), **body}
    return view


@api.post("/receipts")
@need_scope(Scope.RECEIPTS)
@takes(Language)
@_takes_receipts
@api.output(KeptReceiptsShape, description=both("每条回执的结果", "what became of each receipt"))
@api.doc(
    summary=both("报送采用回执", "report receipts"),
    description=both(
        "门户对每条信息的处理：已采用（及其网址）或未采用（及原因）。重复报送不产生变化，改报以后一次为准",
        "what a portal made of each notice: adopted (and where) or refused (and why). The same again changes"
        " nothing; of several the last one counts",
    ),
)
def receipts() -> Response:
    """Keep what a portal reports of notices. Idempotent: the same batch again changes nothing."""
    batch = [
        Receipt(one["id"], Adoption(one["outcome"]), one.get("address", ""), one.get("reason", "")) for one in _read()
    ]
    kept = parts().store.receipts.save(asking(), batch)
    told = [{"id": one.notice_id, "kept": was} for one, was in zip(batch, kept, strict=True)]
    return answered({"receipts": told, "kept": sum(kept)})


def _read() -> list[dict[str, Any]]:
    """The receipts of the body. Raises BadParameter, which says where it is not as described."""
    try:
        body: dict[str, Any] = ReceiptsShape().load(orjson.loads(request.get_data()))
    except ValidationError as error:
        raise BadParameter(_("请求正文不符合接口说明：%(where)s", where=str(error.messages)[:300])) from error
    except orjson.JSONDecodeError as error:  # lone surrogates, and what is nested a thousand deep, are no JSON to it
        raise BadParameter(_("请求正文不符合接口说明：%(where)s", where=str(error)[:300])) from error
    found: list[dict[str, Any]] = body["receipts"]
    return found
