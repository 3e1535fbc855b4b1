"""Which sites the province has, on which software, with which columns."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from federator.sample.broken_sites import BusySite
from federator.sample.column import Column
from federator.sample.epoint_site import EpointSite
from federator.sample.feed_site import FeedSite, write_atom, write_rss
from federator.sample.jpaas_site import JpaasSite
from federator.sample.jpage_old_sites import ArraySite, PageFormSite
from federator.sample.jpage_site import JpageSite
from federator.sample.json_site import RULE, JsonSite
from federator.sample.plain_site import PlainSite
from federator.sample.powereasy_site import PowereasySite
from federator.sample.serving import Sample
from federator.sample.story import Story
from federator.sample.trs_site import TrsSite
from federator.sample.trs_ways_site import TrsWaysSite
from federator.sample.truecms_site import TruecmsSite
from federator.sample.vsb_site import VsbSite
from federator.sample.xxgk_site import XxgkSite

_RULE = {"rows": "ul.xw > li", "title": "a", "link": "a", "date": "span"}

Software = Callable[[str, str, tuple[Column, ...], Story], Sample]
"""Makes the site of an id, a name and columns, telling a story."""


@dataclass(frozen=True, slots=True)
class Member:
    """A site as the registry names it. ``connector`` "" leaves it to be recognised; ``software`` None is down."""

    id: str
    name: str
    organisation: str
    connector: str
    software: Software | None
    columns: tuple[Column, ...]


def _busy(*_told: object) -> BusySite:
    return BusySite()


MEMBERS = (
    Member("sample-zhejiang", "浙江省自然资源厅", "330000-zrzyt", "jpaas", partial(JpaasSite, web_id="3001"), (
        Column("zcwj", "政策文件", "/col/col1289955/index.html", "C02"),
    )),
    Member("sample-lishui", "丽水市自然资源和规划局", "331100-zrzy", "", partial(JpaasSite, web_id="3390"), (
        Column("gsgg", "公示公告", "/col/col1229001001/index.html", "C05"),
        Column("tdgy", "土地供应", "/col/col1229001002/index.html", "C07"),
    )),
    Member("sample-qingtian", "青田县人民政府门户网站", "331121-zf", "jpage", partial(JpageSite, web_id="32"), (
        Column("zrzy", "自然资源和规划", "/col/col21811/index.html", "C05", {"organisation": "331121-zrzy"}),
        Column("tdcb", "土地储备", "/col/col21812/index.html", "C07", {"organisation": "331121-tdcb"}),
        Column("zf", "政府公告", "/col/col21813/index.html", "C05"),
    )),
    Member("sample-changshan", "常山县自然资源和规划局", "330822-zrzy", "", partial(XxgkSite, web_id="2317"), (
        Column("gsgg", "公示公告", "/col/col1229410101/index.html", "C05"),
        Column("zcwj", "政策文件", "/col/col1229410102/index.html", "C02"),
    )),
    Member("sample-kaihua", "开化县自然资源和规划局", "330824-zrzy", "", partial(ArraySite, web_id="60"), (
        Column("gsgg", "公示公告", "/col/col30067/index.html", "C05"),
    )),
    Member("sample-longyou", "龙游县自然资源和规划局", "330825-zrzy", "", partial(PageFormSite, web_id="41"), (
        Column("gsgg", "公示公告", "/col/col15230/index.html", "C05"),
    )),
    Member("sample-jiangshan", "江山市自然资源和规划局", "330881-zrzy", "", TruecmsSite, (
        Column("gsgg", "公示公告", "/jssgtj/gsgg/gsgg.html", "C05"),
        Column("tdgy", "土地供应", "/jssgtj/tdgy/tdgy.html", "C07"),
    )),
    Member("sample-longquan", "龙泉市自然资源和规划局", "331181-zrzy", "trs", TrsSite, (
        Column("tzgg", "通知公告", "/zwgk/tzgg/", "C05"),
    )),
    Member("sample-yunhe", "云和县自然资源和规划局", "331125-zrzy", "", PlainSite, (
        Column("tzgg", "通知公告", "/tzgg/", "C05", {"connector": "html-list", "rule": _RULE}),
        Column("zcwj", "政策文件", "/zcwj/", "C02", {"complete": True, "connector": "html-list", "rule": _RULE}),
        Column("gzdt", "工作动态", "/gzdt/", "C03"),  # nobody said how to read it
    )),
    Member("sample-suichang", "遂昌县自然资源和规划局", "331123-zrzy", "feed", partial(FeedSite, write=write_rss), (
        Column("rss", "信息公开", "/rss.xml", "C05", {"pages": False}),
    )),
    Member("sample-jingning", "景宁畲族自治县自然资源和规划局", "331127-zrzy", "feed",
           partial(FeedSite, write=write_atom), (
        Column("atom", "信息公开", "/atom.xml", "C05"),
    )),
    Member("sample-songyang", "松阳县自然资源和规划局", "331124-zrzy", "jpaas", None, (
        Column("gsgg", "公示公告", "/col/col1229002001/index.html", "C05"),
    )),
    Member("sample-qingyuan", "庆元县自然资源和规划局", "331126-zrzy", "jpage", _busy, (
        Column("gsgg", "公示公告", "/col/col21911/index.html", "C05"),
    )),
    Member("sample-jinyun", "缙云县自然资源和规划局", "331122-zrzy", "", VsbSite, (
        Column("tzgg", "通知公告", "/tzgg.htm", "C05"),
    )),
    Member("sample-trading", "丽水市公共资源交易中心", "331100-ggzy", "", EpointSite, (
        Column("xxgk", "信息公开", "/dynamic/zwgk/govInfoPub.html?categorynum=003001006", "C05"),
        Column("zcfg", "政策法规", "/zcfg/031002/moreinfo.html", "C02"),
        Column("jyxx", "交易信息", "/web/jyxx/027001/027001001/MoreInfo.aspx?CategoryNum=027001001", "C07"),
    )),
    Member("sample-liandu", "丽水市莲都区人民政府", "331102-zf", "", JsonSite, (
        Column("tdgg", "土地公告", "/ldgov/openapi/info/ajaxpagelist.do?channelid=26535", "C07"),
        Column("zrzy", "自然资源", "/zwgk/zrzy/index.html", "C05", {"rule": RULE}),
    )),
    Member("sample-station", "丽水市地质环境监测站", "331100-dzhj", "", PowereasySite, (
        Column("gg", "公告", "/Category_20/Index.aspx", "C03"),
    )),
    Member("sample-pujiang", "浦江县自然资源和规划局", "330726-zrzy", "", TrsWaysSite, (
        Column("ghgg", "规划公告", "/ghgg/common_list.shtml", "C05"),
        Column("tdgg", "土地公告", "/tdgg/", "C07"),
        Column("zcwj", "政策文件", "/zcwj/", "C02"),
        Column("gsgg", "公示公告", "/gsgg/index.html", "C05"),
        Column("kyq", "矿业权公告", "/kyq/", "C05"),
    )),
)  # fmt: skip
