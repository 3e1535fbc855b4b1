"""Which sites the province has, on which software, with which columns."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Member:
    """A site as the registry names it. ``connector`` "" leaves it to be recognised; ``sample`` None is down."""

    id: str
    name: str
    organisation: str
    connector: str
    columns: tuple[Column, ...]
    sample: Sample | None


def members(story: Story) -> tuple[Member, ...]:
    """All sites, telling ``story``."""
    return (
        _province(story),
        _lishui(story),
        _qingtian(story),
        _changshan(story),
        _kaihua(story),
        _longyou(story),
        _jiangshan(story),
        _longquan(story),
        _yunhe(story),
        _suichang(story),
        _jingning(story),
        _songyang(),
        _qingyuan(),
        _jinyun(story),
        _trading(story),
        _liandu(story),
        _station(story),
        _pujiang(story),
    )


def _province(story: Story) -> Member:
    id_, name = "sample-zhejiang", "浙江省自然资源厅"
    columns = (Column("zcwj", "政策文件", "/col/col1289955/index.html", "C02"),)
    return Member(id_, name, "330000-zrzyt", "jpaas", columns, JpaasSite(id_, name, "3001", columns, story))


def _lishui(story: Story) -> Member:
    id_, name = "sample-lishui", "丽水市自然资源和规划局"
    columns = (
        Column("gsgg", "公示公告", "/col/col1229001001/index.html", "C05"),
        Column("tdgy", "土地供应", "/col/col1229001002/index.html", "C07"),
    )
    return Member(id_, name, "331100-zrzy", "", columns, JpaasSite(id_, name, "3390", columns, story))


def _qingtian(story: Story) -> Member:
    id_, name = "sample-qingtian", "青田县人民政府门户网站"
    columns = (
        Column("zrzy", "自然资源和规划", "/col/col21811/index.html", "C05", {"organisation": "331121-zrzy"}),
        Column("tdcb", "土地储备", "/col/col21812/index.html", "C07", {"organisation": "331121-tdcb"}),
        Column("zf", "政府公告", "/col/col21813/index.html", "C05"),
    )
    return Member(id_, name, "331121-zf", "jpage", columns, JpageSite(id_, name, "32", columns, story))


def _changshan(story: Story) -> Member:
    id_, name = "sample-changshan", "常山县自然资源和规划局"
    columns = (
        Column("gsgg", "公示公告", "/col/col1229410101/index.html", "C05"),
        Column("zcwj", "政策文件", "/col/col1229410102/index.html", "C02"),
    )
    return Member(id_, name, "330822-zrzy", "", columns, XxgkSite(id_, name, "2317", columns, story))


def _kaihua(story: Story) -> Member:
    id_, name = "sample-kaihua", "开化县自然资源和规划局"
    columns = (Column("gsgg", "公示公告", "/col/col30067/index.html", "C05"),)
    return Member(id_, name, "330824-zrzy", "", columns, ArraySite(id_, name, "60", columns, story))


def _longyou(story: Story) -> Member:
    id_, name = "sample-longyou", "龙游县自然资源和规划局"
    columns = (Column("gsgg", "公示公告", "/col/col15230/index.html", "C05"),)
    return Member(id_, name, "330825-zrzy", "", columns, PageFormSite(id_, name, "41", columns, story))


def _jiangshan(story: Story) -> Member:
    id_, name = "sample-jiangshan", "江山市自然资源和规划局"
    columns = (
        Column("gsgg", "公示公告", "/jssgtj/gsgg/gsgg.html", "C05"),
        Column("tdgy", "土地供应", "/jssgtj/tdgy/tdgy.html", "C07"),
    )
    return Member(id_, name, "330881-zrzy", "", columns, TruecmsSite(id_, name, columns, story))


def _longquan(story: Story) -> Member:
    id_, name = "sample-longquan", "龙泉市自然资源和规划局"
    column = Column("tzgg", "通知公告", "/zwgk/tzgg/", "C05")
    return Member(id_, name, "331181-zrzy", "trs", (column,), TrsSite(id_, name, column, story))


def _yunhe(story: Story) -> Member:
    id_, name = "sample-yunhe", "云和县自然资源和规划局"
    columns = (
        Column("tzgg", "通知公告", "/tzgg/", "C05", {"connector": "html-list", "rule": _RULE}),
        Column("zcwj", "政策文件", "/zcwj/", "C02", {"complete": True, "connector": "html-list", "rule": _RULE}),
        Column("gzdt", "工作动态", "/gzdt/", "C03"),  # nobody said how to read it
    )
    return Member(id_, name, "331125-zrzy", "", columns, PlainSite(id_, name, columns, story))


def _suichang(story: Story) -> Member:
    id_, name = "sample-suichang", "遂昌县自然资源和规划局"
    column = Column("rss", "信息公开", "/rss.xml", "C05", {"pages": False})
    return Member(id_, name, "331123-zrzy", "feed", (column,), FeedSite(id_, name, column, story, write_rss))


def _jingning(story: Story) -> Member:
    id_, name = "sample-jingning", "景宁畲族自治县自然资源和规划局"
    column = Column("atom", "信息公开", "/atom.xml", "C05")
    return Member(id_, name, "331127-zrzy", "feed", (column,), FeedSite(id_, name, column, story, write_atom))


def _songyang() -> Member:
    columns = (Column("gsgg", "公示公告", "/col/col1229002001/index.html", "C05"),)
    return Member("sample-songyang", "松阳县自然资源和规划局", "331124-zrzy", "jpaas", columns, None)


def _qingyuan() -> Member:
    columns = (Column("gsgg", "公示公告", "/col/col21911/index.html", "C05"),)
    return Member("sample-qingyuan", "庆元县自然资源和规划局", "331126-zrzy", "jpage", columns, BusySite())


def _jinyun(story: Story) -> Member:
    id_, name = "sample-jinyun", "缙云县自然资源和规划局"
    column = Column("tzgg", "通知公告", "/tzgg.htm", "C05")
    return Member(id_, name, "331122-zrzy", "", (column,), VsbSite(id_, name, column, story))


def _trading(story: Story) -> Member:
    id_, name = "sample-trading", "丽水市公共资源交易中心"
    columns = (
        Column("xxgk", "信息公开", "/dynamic/zwgk/govInfoPub.html?categorynum=003001006", "C05"),
        Column("zcfg", "政策法规", "/zcfg/031002/moreinfo.html", "C02"),
        Column("jyxx", "交易信息", "/web/jyxx/027001/027001001/MoreInfo.aspx?CategoryNum=027001001", "C07"),
    )
    return Member(id_, name, "331100-ggzy", "", columns, EpointSite(id_, name, columns, story))


def _liandu(story: Story) -> Member:
    id_, name = "sample-liandu", "丽水市莲都区人民政府"
    columns = (
        Column("tdgg", "土地公告", "/ldgov/openapi/info/ajaxpagelist.do?channelid=26535", "C07"),
        Column("zrzy", "自然资源", "/zwgk/zrzy/index.html", "C05", {"rule": RULE}),
    )
    return Member(id_, name, "331102-zf", "", columns, JsonSite(id_, name, columns, story))


def _station(story: Story) -> Member:
    id_, name = "sample-station", "丽水市地质环境监测站"
    column = Column("gg", "公告", "/Category_20/Index.aspx", "C03")
    return Member(id_, name, "331100-dzhj", "", (column,), PowereasySite(id_, name, column, story))


def _pujiang(story: Story) -> Member:
    id_, name = "sample-pujiang", "浦江县自然资源和规划局"
    columns = (
        Column("ghgg", "规划公告", "/ghgg/common_list.shtml", "C05"),
        Column("tdgg", "土地公告", "/tdgg/", "C07"),
        Column("zcwj", "政策文件", "/zcwj/", "C02"),
        Column("gsgg", "公示公告", "/gsgg/index.html", "C05"),
        Column("kyq", "矿业权公告", "/kyq/", "C05"),
    )
    return Member(id_, name, "330726-zrzy", "", columns, TrsWaysSite(id_, name, columns, story))
