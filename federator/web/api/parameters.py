"""What calls take: which parameters, and how each is described.

They are read by ``web/query.py``, which the feeds use too; a test run by schemathesis holds descriptions and reading
equal.
"""

from apiflask import Schema
from apiflask.fields import String
from apiflask.validators import Length, OneOf, Regexp

from federator.web.api.fields_said import said, whole
from federator.web.searching import LARGEST_CURSOR, Order

MOST = 500
USUAL = 50
LARGEST = 10**18 - 1
NAME = r"^[a-zA-Z0-9._-]{1,100}$"


class Language(Schema):
    lang = String(validate=OneOf(("zh", "en")), metadata=said("错误说明的语言", "language of the sentences of errors"))


class Named(Language):
    profile = String(
        metadata=said(
            "对照表名称：类别和字段改用该客户端的名称，应答不再与此处的说明同名",
            "table of names: categories and fields under a client's own names instead of those described here",
        )
    )


class LogParameters(Named):
    after = whole(
        1,
        LARGEST,
        "上一次应答的 cursor；不给则从头开始",
        "cursor of the previous answer; without it, from the beginning",
    )
    limit = whole(1, MOST, f"每页条数，默认 {USUAL}", "changes on a page")
    latest = String(
        validate=OneOf(("true", "false")),
        metadata=said("每条信息只给最后一次变更", "each notice once, at its last change"),
    )


class SelectionParameters(Language):
    category = String(metadata=said("信息类别代码", "code of a category"))
    division = String(metadata=said("行政区划代码，市含所辖县", "division code; a city covers its counties"))
    organisation = String(validate=Regexp(NAME), metadata=said("单位标识", "id of an organisation"))
    site = String(validate=Regexp(NAME), metadata=said("成员站点标识", "id of a member site"))
    since = String(
        metadata=said("此日或此时及以后变更的", "changed at or after this day or instant")
        | {"anyOf": [{"format": "date"}, {"format": "date-time"}]}
    )
    subtype = String(metadata=said("子类标识", "id of a sub-type"))
    zone = String(metadata=said("专区", "zone of the portal"))
    edition = String(metadata=said("适用版本", "edition: whom it is for"))
    q = String(
        validate=Length(1, 100),
        metadata=said("检索词", 'words apart by spaces; "…" a phrase, OR (或, |), - before what is not wanted'),
    )
    published_from = String(metadata=said("发布日期自（含）", "published on this day or later") | {"format": "date"})
    published_to = String(metadata=said("发布日期至（含）", "published on this day or before") | {"format": "date"})


class NoticesParameters(SelectionParameters):
    limit = whole(1, MOST, f"每页条数，默认 {USUAL}", "notices on a page")
    cursor = whole(1, LARGEST, "上一页的 cursor", "cursor of the page before")


class NamedSelection(SelectionParameters, Named):
    """A selection under a client's names."""


class NamedNotices(NoticesParameters, Named):
    """A page of a selection under a client's names."""


class SearchParameters(NamedNotices):
    q = String(
        required=True,
        validate=Length(1, 100),
        metadata=said("检索词", 'words apart by spaces; "…" a phrase, OR (或, |), - before what is not wanted'),
    )
    cursor = whole(1, LARGEST_CURSOR, "上一页的 cursor", "cursor of the page before")
    order = String(
        validate=OneOf([str(order) for order in Order]),
        metadata=said("排序，默认 changed", "by last change (default), relevance, or day of publication"),
    )
    counts = String(
        validate=OneOf(("true", "false")), metadata=said("同时统计数量", "count the hits by category, division, year")
    )


class DigestParameters(Language):
    from_ = String(
        data_key="from",
        metadata=said("自此发布日期起", "from this day of publication on") | {"format": "date"},
    )
    limit = whole(1, MOST, f"天数，默认 {USUAL}", "days on a page")
