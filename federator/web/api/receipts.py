"""Receipts: a portal reports which notices it adopted, and which it refused and why."""

from collections.abc import Callable
from typing import Any

import orjson
from flask import Response, request
from flask_babel import gettext as _
from marshmallow import ValidationError

from federator.model.client import Scope
from federator.model.receipt import Adoption, Receipt
from federator.web.api.answers import answered
from federator.web.api.blueprint import api, takes
from federator.web.api.fields_said import both
from federator.web.api.parameters import Language
from federator.web.api.receipt_shapes import KeptReceiptsShape, ReceiptsShape
from federator.web.api.scopes import asking, need_scope
from federator.web.parts import parts
from federator.web.query import BadParameter


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
    responses=[400],
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
