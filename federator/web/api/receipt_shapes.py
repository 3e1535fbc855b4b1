"""What the call of receipts takes and gives."""

from apiflask import Schema
from apiflask.fields import List, Nested, String
from apiflask.validators import Length, Regexp

from federator.model.receipt import Adoption
from federator.web.api.fields_said import count, flag, one_of, said, shapes, words

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
