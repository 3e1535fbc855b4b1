"""The things that notices tell of (parcels, certificates, licences …), row by row: filtered, or as a table."""

import math

from apiflask import Schema
from apiflask.fields import Float, String
from apiflask.validators import Length
from flask import Response
from flask_babel import gettext as _

from federator.publish.export import CSV
from federator.publish.things import Wanted, as_table, things
from federator.web.api.answers import answered
from federator.web.api.blueprint import api, takes
from federator.web.api.export import everything, pieces
from federator.web.api.fields_said import a_file, both, count, cursor_of_page, said, shapes, words
from federator.web.api.parameters import LARGEST, MOST, USUAL, NoticesParameters, SelectionParameters
from federator.web.api.shapes import values
from federator.web.files import to_be_saved
from federator.web.parts import home_url, parts
from federator.web.query import BadParameter, number, one_of, selection_of
from federator.web.searching import Order, ordered


class RecordTableParameters(SelectionParameters):
    field = String(metadata=said("按哪个字段筛选，如 parcel_no", "the field that the next three are about"))
    contains = String(validate=Length(1, 100), metadata=said("该字段含有这些字", "it holds these words"))
    min = Float(metadata=said("该字段不小于", "it is no smaller, in the field's unit"))
    max = Float(metadata=said("该字段不大于", "it is no larger"))


class RecordsParameters(RecordTableParameters, NoticesParameters):
    """A page of what the notices of a selection tell of."""


class ThingShape(Schema):
    """所述的一项. A parcel, certificate, licence or case that a notice tells of."""

    id = words("信息标识", "id of the notice")
    number = count("在信息中的序号", "which of the notice's, from 1")
    title = words("标题", "the notice's title")
    url = words("在线链接地址", "the original's address")
    published = words("发布日期", "when it was published")
    publisher = words("发布机构", "who published it")
    organisation = words("单位标识", "id of the organisation")
    division = words("行政区划代码", "code of the division")
    site = words("成员站点标识", "id of the member site")
    category = words("信息类别代码", "code of the category")
    subtype = words("子类标识", "id of the sub-type")
    page = words("本站页面", "its page here")
    seq = count("序号，按提交顺序递增", "grows in commit order")
    told = values("各字段", "its fields, by name")


class RecordsShape(Schema):
    records = shapes(ThingShape, "本页信息中符合条件的各项", "those of this page")
    cursor = cursor_of_page()


_NARROWING = ("contains", "min", "max")


@api.get("/records")
@takes(RecordsParameters)
@api.output(RecordsShape, description=both("一页信息所述的各项", "what the notices of a page tell of"))
@api.doc(
    summary=both("信息所述的各项", "things that notices tell of"),
    description=both(
        "地块、证书、许可、案件等，每项一行；未列多项的信息以其字段为一行。limit 是每页翻看的信息条数",
        "plots, certificates, licences, cases …, a row each; a notice that lists no several is a row of its fields."
        " limit is the number of notices looked through",
    ),
)
def records(values: dict[str, str]) -> Response:
    """What the notices of a page tell of, as far as it is wanted."""
    wanted = _wanted(values)
    limit = number("limit", values, MOST) or USUAL
    page = ordered(selection_of(values), Order.CHANGED, number("cursor", values, LARGEST), limit)
    home = home_url()
    return answered({"records": [one.as_record(home) for one in things(page.entries, wanted)], "cursor": page.cursor})


@api.get("/records.csv")
@takes(RecordTableParameters)
@api.doc(
    summary=both("信息所述的各项（表格）", "things that notices tell of, as a table"),
    description=both("同 /records，所选的全部，流式下载", "as /records, all of the selection, streamed"),
    responses=a_file(CSV),
)
def record_table(values: dict[str, str]) -> Response:
    """All of a selection as a table."""
    wanted, selection = _wanted(values), selection_of(values)
    profile = parts().profile
    extras = profile.categories[selection.category].matter.extras if selection.category else profile.extras.values()
    rows = things(everything(parts().store, selection), wanted)
    lines = as_table(rows, [(extra.name, extra.unit) for extra in extras])
    return to_be_saved(pieces(lines), CSV, "records.csv")


def _wanted(values: dict[str, str]) -> Wanted:
    field = one_of("field", values, list(parts().profile.extras))
    if not field and any(name in values for name in _NARROWING):
        raise BadParameter(_("请用参数“field”指明按哪个字段筛选。"))
    return Wanted(field, values.get("contains", ""), _figure("min", values), _figure("max", values))


def _figure(name: str, values: dict[str, str]) -> float | None:
    """A number, None where it is not given. Raises BadParameter."""
    written = values.get(name)
    if written is None:
        return None
    try:
        figure = float(written)
    except ValueError:
        figure = math.nan
    if not math.isfinite(figure):
        raise BadParameter(_("参数“%(name)s”的值“%(seen)s”不是数字。", name=name, seen=written))
    return figure
