"""What the calls on the things that notices tell of take and give."""

from apiflask import Schema
from apiflask.fields import Float, String
from apiflask.validators import Length

from federator.web.api.fields_said import count, cursor_of_page, said, shapes, words
from federator.web.api.parameters import NoticesParameters, SelectionParameters
from federator.web.api.shapes import values


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
