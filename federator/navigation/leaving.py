"""Why a link, or the page behind it, is no column."""

import re
from dataclasses import dataclass
from enum import StrEnum

from federator.model.words import Words
from federator.notation.address_dates import year_in_address
from federator.notation.address_parts import is_home, same_site
from federator.notation.turning import turns_page


class Reason(StrEnum):
    """Those up to ``home`` are seen on the link itself, the others when it is followed."""

    OTHER_HOST = "other-host"
    NOTICE = "notice"
    FILE = "file"
    MAILBOX = "mailbox"
    SERVICE = "service"
    NO_ADDRESS = "no-address"
    PAGER = "pager"
    HOME = "home"
    LIMIT = "limit"
    NO_LIST = "no-list"
    EMPTY = "empty"
    MENU = "menu"
    OVERVIEW = "overview"
    SAME_LIST = "same-list"
    FAILED = "failed"


REASONS: dict[Reason, Words] = {
    Reason.OTHER_HOST: Words("其他网站", "another host"),
    Reason.NOTICE: Words("单条信息，不是栏目", "a notice itself"),
    Reason.FILE: Words("文件", "a file"),
    Reason.MAILBOX: Words("信箱、邮箱", "a mailbox"),
    Reason.SERVICE: Words("登录、搜索等应用", "a service: login, search …"),
    Reason.NO_ADDRESS: Words("没有网址（由脚本打开）", "no address, opened by a script"),
    Reason.PAGER: Words("翻页链接", "another page of a list"),
    Reason.HOME: Words("首页", "the home page"),
    Reason.LIMIT: Words("超过本次请求上限，未查看", "not looked at: over the limit of requests"),
    Reason.NO_LIST: Words("页面没有列表", "no list on the page"),
    Reason.EMPTY: Words("栏目为空", "a column without rows"),
    Reason.MENU: Words("导航页、网站地图，其中的链接已查看", "a menu or map, whose links were followed"),
    Reason.OVERVIEW: Words("汇总页，其信息都在其他栏目中", "an overview: its rows stand in other columns"),
    Reason.SAME_LIST: Words("与另一栏目相同", "the list of another column again"),
    Reason.FAILED: Words("无法读取", "cannot be read"),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A link or page that is no column; ``detail`` names the other column, or the failure."""

    reason: Reason
    name: str
    url: str
    detail: str = ""


_MAILTO = re.compile(r"\s*mailto:", re.I)
_FILE = re.compile(
    r"\.(?:pdf|ofd|docx?|xlsx?|pptx?|wps|et|zip|rar|7z|exe|apk|jpe?g|png|gif|mp4|mp3|flv|swf|txt)(?:[?#]|$)", re.I
)
_NOTICE_ADDRESS = re.compile(
    r"/t\d{8}_\d+|/art_[\da-f]|/art/\d{4}/|/info/\d+/\d+\.s?html?|content/post_\d+|/content_\d{4,}|[\da-f]{8}(?:-[\da-f]{4}){3}"
    r"|[?&](?:info|article|news|content|art)_?id=|/(?:Item|article|detail|show|view|news)[_/-]\d{2,}\.",
    re.I | re.A,
)
_NOTICE_NAME = re.compile(
    r"^关于.{6,}|的(?:通知|公告|公示|通报|批复|函|意见|决定|通告)(?:[(（].*)?$|(?:印发|发布|解读)《|《.+》的?(?:通知|公告|解读|意见)"
)
_LONGEST_NAME = 22
"""Characters: what says more is the title of a notice."""
_LONGEST_READ = 60
_HOME_NAME = re.compile(r"(?:返回|网站|本站)?(?:首页|主页)")
_PAGER = re.compile(r"\W*(?:[0-9]{1,5}|共[0-9]+页|last|first)\W*", re.I)
_MAILBOX_NAME = re.compile(r"信箱|邮箱|webmail|e-?mail", re.I)
_MAILBOX_ADDRESS = re.compile(r"//mail\.|/(?:web)?mail/|/jact/|mailbox", re.I)
_SERVICE_NAME = re.compile(
    r"(?:用户|统一|单点|个人|法人|后台|系统|会员|网站)?(?:登[录陆]|注册|退出)|(?:全文|站内|高级|智能)?(?:搜索|检索|查询)|设为首页|(?:加入|添加)?收藏(?:本站)?"
    r"|无障碍(?:浏览|阅读|模式)?"
    r"|长者(?:模式|版|专区)|关怀版|适老化?(?:版|模式)?|(?:手机|移动|电脑|触屏)版|移动端"
    r"|英文版?|english(?: version)?|en|中|cn|中文版?|[繁简]体(?:版|中文)?"
    r"|(?:官方|政务)?(?:微信|微博|抖音|客户端|app)(?:公众号)?|扫一扫|打印|关闭|返回(?:首页|顶部)?|帮助|(?:网站|版权|免责|隐私)(?:声明|保护)|关于(?:我们|本站)|联系(?:我们|方式)"
    r"|(?:rss|RSS)?订阅|(?:在线|智能)(?:客服|咨询|问答)|(?:我要|网上|在线)(?:投诉|举报|咨询|写信|纠错|留言|申请|预约)|网站纠错|一网通办|.*ICP备.*|.*公网安备.*|技术支持.*",
    re.I,
)
_SERVICE_ADDRESS = re.compile(
    r"/(?:login|logon|register|sso|oauth|search|was5|wap|mobile|app|hudong|bbs|survey|ysqgk|ycsqgk)(?:[/.?]|$)", re.I
)


def reason_on_link(name: str, href: str, url: str, home: str) -> Reason | None:
    """Why the link need not be followed; None where it may lead to a column. ``url`` is ``""`` for no address."""
    if _MAILTO.match(href):
        return Reason.MAILBOX
    if not url:
        return Reason.NO_ADDRESS
    if not same_site(url, home):
        return Reason.OTHER_HOST
    if is_home(url) or _HOME_NAME.fullmatch(name):
        return Reason.HOME
    if turns_page(name) or _PAGER.fullmatch(name):
        return Reason.PAGER
    if _FILE.search(url):
        return Reason.FILE
    if _MAILBOX_NAME.search(name) or _MAILBOX_ADDRESS.search(url):
        return Reason.MAILBOX
    if _SERVICE_NAME.fullmatch(name[:_LONGEST_READ]) or _SERVICE_ADDRESS.search(url):
        return Reason.SERVICE
    is_title = len(name) > _LONGEST_NAME or _NOTICE_NAME.search(name)
    return Reason.NOTICE if is_title or _NOTICE_ADDRESS.search(url) or year_in_address(url) else None
