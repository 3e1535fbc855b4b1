"""A deliberately poor site: a column at ``/gg/`` whose every notice has one fault that the publishing spec names.

The demo leaves it out; :data:`NOTICES` says which fault stands where, for the test of the validation report.
"""

from dataclasses import dataclass

from federator.sample.broken_sites import page
from federator.sample.serving import NOT_FOUND, Asked, Reply

PUBLISHER = "青田县自然资源和规划局"
DAY, _FUTURE = "2026-07-28", "2099-07-28"
_NUMBER = "11331121MB1234567A/2026-{:05}"
_TAKING = (
    "批准文号：浙土字B〔2026〕8号<br>批准时间：{approved}<br>面积：1.2公顷<br>补偿标准：每亩6万元<br>"
    "安置途径：货币安置<br>如有异议，请书面提出。"
)
_PLAIN = "会议研究了下一步的工作安排，提出了要求。"
_CARD = "330106199003078518"


@dataclass(frozen=True, slots=True)
class Poor:
    """One notice and the faults that a reader of the spec finds in it, each as (clause, field). ``labelled`` stands in
    its table of numbers beside publisher and date; an empty ``publisher`` or ``day`` is not printed."""

    title: str
    faults: frozenset[tuple[str, str]]
    body: str = _PLAIN
    publisher: str = PUBLISHER
    day: str = DAY
    listed: str = DAY
    index_no: str | None = None
    labelled: str = ""


def _fault(*faults: tuple[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(faults)


NOTICES = (
    Poor("青田县召开耕地保护工作会议", _fault()),
    Poor("青田县召开土地卫片执法工作会议", _fault(("published-missing", "published")), day="", listed=""),
    Poor("青田县召开地质灾害防治工作会议", _fault(("published-conflict", "published")), listed="2026-07-20"),
    Poor("青田县召开矿山安全工作会议", _fault(("published-future", "published")), day=_FUTURE, listed=_FUTURE),
    Poor("青田县召开不动产登记工作会议", _fault(("publisher-unknown", "publisher")), publisher="青田县某某指挥部"),
    Poor("青田县召开测绘地理信息工作会议", _fault(("index-no-missing", "index_no")), index_no=""),
    Poor("青田县召开国土空间规划工作会议", _fault(("index-no-malformed", "index_no")), index_no="0142768-8/2026-00185"),
    Poor("青田县召开土地储备工作会议", _fault(("body-missing", "text")), body=""),
    Poor("青田县召开信访工作会议", _fault(("not-for-publication", "disclosure")), labelled="公开属性：依申请公开"),
    Poor("青田县召开档案工作会议", _fault(("personal-id-card", "text")), body=f"{_PLAIN}张某，身份证号{_CARD}。"),
    Poor(
        "青田县自然资源和规划局关于加强耕地保护的通知",
        _fault(("doc-no-missing", "doc_no"), ("written-missing", "written"), ("validity-missing", "validity")),
    ),
    Poor(
        "青田县自然资源和规划局关于加强临时用地管理的通知",
        _fault(("doc-no-year", "doc_no")),
        labelled="文号：青自然资发〔2019〕8号　成文日期：2026-07-28　有效性：有效",
    ),
    Poor(
        "青田县自然资源和规划局关于加强矿山管理的通知",
        _fault(("written-after-published", "written")),
        labelled="文号：青自然资发〔2026〕9号　成文日期：2026-08-10　有效性：有效",
    ),
    Poor(
        "青田县自然资源和规划局关于加强档案管理的通知",
        _fault(("document-late", "published")),
        labelled="文号：青自然资发〔2026〕10号　成文日期：2026-06-01　有效性：有效",
    ),
    Poor(
        "青田县鹤城街道征收土地公告",
        _fault(("matter-after-published", "approval_date")),
        body=_TAKING.format(approved="2026年8月20日"),
    ),
    Poor(
        "青田县温溪镇国有建设用地使用权挂牌出让公告",
        _fault(("extra-missing", "parcel_no"), ("extra-missing", "use")),
        body="土地位置：温溪镇<br>土地面积：1200平方米",
    ),
    Poor(
        "青田县船寮镇采矿许可证登记公示",
        _fault(("matter-period", "valid_to")),
        body="采矿许可证号：C3311212026077130012345<br>采矿权人：青田某某矿业有限公司<br>矿山名称：船寮石矿<br>开采矿种：凝灰岩<br>"
        "矿区面积：0.05平方公里<br>有效期限：2026年7月1日至2021年6月30日",
    ),
    Poor(
        "青田县不动产权证书遗失声明",
        _fault(("personal-masked", "text"), ("extra-missing", "parcel_no"), ("extra-missing", "right_type")),
        body=f"王某某（身份证号{_CARD}）遗失不动产权证书，证号：浙（2020）青田县不动产权第0001234号，"
        "坐落：鹤城街道1号，面积：80平方米。",
    ),
)  # fmt: skip
"""The first has none."""


class PoorSite:
    """A TRS column, one list page."""

    def answer(self, asked: Asked) -> Reply:
        """List page or notice page."""
        place = asked.path.removeprefix("/gg/")
        if place in ("", "index.html"):
            return page("公告_示例局", f'<ul class="list">{"".join(map(_row, range(len(NOTICES))))}</ul>')
        number = place.rpartition("_")[2].removesuffix(".html")
        return _page(int(number)) if number.isdecimal() and int(number) < len(NOTICES) else NOT_FOUND


def _row(number: int) -> str:
    one = NOTICES[number]
    named = one.day.replace("-", "") or "00000000"  # an address that named a day would date the notice
    return f'<li><a href="./202607/t{named}_{number}.html">{one.title}</a><span>{one.listed}</span></li>'


def _page(number: int) -> Reply:
    one = NOTICES[number]
    index_no = _NUMBER.format(number) if one.index_no is None else one.index_no
    labelled = {"索引号": index_no, "发布机构": one.publisher, "发布日期": one.day, "来源": one.publisher}
    lines = [f"{label}：{value}" for label, value in labelled.items() if value]
    table = "".join(f"<p>{line}</p>" for line in [*lines, *one.labelled.split("　")] if line)
    body = f'<div class="TRS_Editor"><p>{one.body}</p></div>' if one.body else '<div class="TRS_Editor"></div>'
    return page(one.title, f"<h1>{one.title}</h1><div>{table}</div>{body}")
