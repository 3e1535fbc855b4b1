"""One error tree. What ends a visit has a kind of its own, and every kind has a sentence and a remedy.

A failure never looks like an empty list: connectors, the fetch room and the notice-page reader raise
:class:`VisitError`; only the harvest catches it, and writes it into the visit.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from federator.model.words import Language, Words


class ErrorKind(StrEnum):
    """Why a visit failed. Stored with the visit, shown on the sources page, counted by the supervisor."""

    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    CUT_SHORT = "cut-short"
    TOO_LARGE = "too-large"
    FORBIDDEN_ADDRESS = "forbidden-address"
    ROBOTS = "robots"
    REDIRECT = "redirect"
    HTTP_STATUS = "http-status"
    REFUSED = "refused"
    WRONG_TYPE = "wrong-type"
    UNREADABLE = "unreadable"
    ERROR_TEXT = "error-text"
    EMPTY_BUT_TOTAL = "empty-but-total"
    NO_ROWS = "no-rows"
    WRONG_PAGE = "wrong-page"
    UNIT_MISSING = "unit-missing"
    UNRECOGNISED = "unrecognised"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What happened, and what an administrator can do about it."""

    what: Words
    remedy: Words


EXPLANATIONS: dict[ErrorKind, Explanation] = {
    ErrorKind.DNS: Explanation(
        Words("域名无法解析", "the host name does not resolve"),
        Words(
            "核对网址中的域名；如网站已更换域名，请修改采集源地址",
            "check the host in the address; if the site moved, change the source",
        ),
    ),
    ErrorKind.CONNECT: Explanation(
        Words("无法连接网站", "the site cannot be connected to"),
        Words(
            "确认网站是否在线，防火墙是否放行本服务", "see whether the site is up and its firewall lets this service in"
        ),
    ),
    ErrorKind.TLS: Explanation(
        Words("加密连接失败（证书问题）", "the encrypted connection failed (certificate)"),
        Words(
            "请网站管理员检查证书是否过期、域名是否相符", "ask the site to check its certificate's dates and host name"
        ),
    ),
    ErrorKind.TIMEOUT: Explanation(
        Words("网站响应超时", "the site did not answer in time"),
        Words(
            "网站可能繁忙或拒绝外部访问；本服务会放慢频率继续尝试",
            "it may be busy or refuse visitors; we go on trying, less often",
        ),
    ),
    ErrorKind.CUT_SHORT: Explanation(
        Words("应答中途断开", "the answer broke off"),
        Words("通常是网站或网络临时故障，将自动重试", "usually a passing fault of site or network; it is tried again"),
    ),
    ErrorKind.TOO_LARGE: Explanation(
        Words("应答超过大小上限", "the answer is larger than the limit"),
        Words(
            "核对地址是否为列表页；必要时调整配置 fetch.max_bytes",
            "see that the address is a list; or raise fetch.max_bytes",
        ),
    ),
    ErrorKind.FORBIDDEN_ADDRESS: Explanation(
        Words("地址指向内网或被禁止的网段", "the address leads into a private or forbidden network"),
        Words(
            "只采集公网地址；内网部署请配置 fetch.allow_networks",
            "only public addresses are visited; see fetch.allow_networks",
        ),
    ),
    ErrorKind.ROBOTS: Explanation(
        Words("网站 robots.txt 不允许采集该栏目", "the site's robots.txt forbids this column"),
        Words("请网站管理员在 robots.txt 中允许本服务", "ask the site to allow this service in robots.txt"),
    ),
    ErrorKind.REDIRECT: Explanation(
        Words("跳转次数过多或跳转到不支持的地址", "too many redirects, or one to an address that is not followed"),
        Words(
            "在浏览器中打开该地址，把最终地址登记为采集源", "open the address in a browser and register where it ends"
        ),
    ),
    ErrorKind.HTTP_STATUS: Explanation(
        Words("网站返回错误状态", "the site answered with an error status"),
        Words("在浏览器中打开栏目确认；404 表示栏目已改址", "open the column in a browser; 404 means that it moved"),
    ),
    ErrorKind.REFUSED: Explanation(
        Words("网站安全设备拒绝访问", "the site's protection refused the visit"),
        Words("请网站管理员将本服务列入白名单", "ask the site to let this service pass"),
    ),
    ErrorKind.WRONG_TYPE: Explanation(
        Words("应答不是预期的内容类型", "the answer is not of the expected type"),
        Words("核对采集源地址与连接器是否匹配", "see that address and connector belong together"),
    ),
    ErrorKind.UNREADABLE: Explanation(
        Words("应答内容无法解析", "the answer cannot be read"),
        Words("网站输出可能损坏或改版；查看取证快照", "the site's output is broken or was redesigned; see the capture"),
    ),
    ErrorKind.ERROR_TEXT: Explanation(
        Words("网站以正常状态返回了错误提示", "the site answered an error text under a good status"),
        Words("通知网站管理员；恢复前已有信息保持不变", "tell the site; known notices stay as they are"),
    ),
    ErrorKind.EMPTY_BUT_TOTAL: Explanation(
        Words("列表为空，但网站声明总数大于零", "the list is empty, but the site declares a total above zero"),
        Words(
            "网站接口异常或参数已变；重新识别该栏目",
            "the site's interface is faulty or has changed; recognise the column anew",
        ),
    ),
    ErrorKind.NO_ROWS: Explanation(
        Words("规则没有匹配到任何条目", "the rule matches no row"),
        Words("网站可能已改版；请更新采集规则", "the site was probably redesigned; mend the rule"),
    ),
    ErrorKind.WRONG_PAGE: Explanation(
        Words("返回的不是该栏目（首页或其他页面）", "what came is not this column (the home page or another page)"),
        Words("核对栏目地址；网站可能限制外部访问", "check the column's address; the site may turn visitors away"),
    ),
    ErrorKind.UNIT_MISSING: Explanation(
        Words("栏目页面中找不到列表单元", "the column page names no list unit"),
        Words(
            "核对该地址是否为列表栏目；可指定其他连接器",
            "see that the address is a list column, or name another connector",
        ),
    ),
    ErrorKind.UNRECOGNISED: Explanation(
        Words("无法识别网站软件", "the site's software is not recognised"),
        Words(
            "为该采集源指定 connector，或编写 html-list 规则",
            "name a connector for this source, or write an html-list rule",
        ),
    ),
    ErrorKind.RULE: Explanation(
        Words("采集规则无效", "the rule is not valid"),
        Words("检查 rule 中的 CSS 选择器", "check the CSS selectors of the rule"),
    ),
}


LONGEST_DETAIL = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class FederatorError(Exception):
    """Root of all errors that federator raises on purpose."""


class VisitError(FederatorError):
    """Ends one visit, and nothing else. ``detail`` is what was seen, for the person who mends it."""

    def __init__(self, kind: ErrorKind, detail: str, status: int | None = None) -> None:
        # what a site says goes to databases, logs and terminals: no lone surrogates, no control characters, no novels
        detail = _CONTROL.sub(" ", detail.encode("utf-8", "replace").decode())[:LONGEST_DETAIL]
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail
        self.status = status

    def sentence(self, language: Language) -> str:
        """What happened, what was seen, what to do: one line."""
        explanation = EXPLANATIONS[self.kind]
        joint = "；" if language == "zh" else "; "
        return f"{explanation.what.in_(language)} ({self.detail}){joint}{explanation.remedy.in_(language)}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file or a setting: where, what, and the remedy."""

    place: str
    what: Words
    remedy: Words

    def sentence(self, language: Language) -> str:
        """``place: what; remedy`` in one line."""
        joint = "；" if language == "zh" else "; "
        return f"{self.place}: {self.what.in_(language)}{joint}{self.remedy.in_(language)}"


class ConfigError(FederatorError):
    """Configuration that cannot be used; carries every fault found, not only the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.sentence("en") for fault in faults))
        self.faults = faults
