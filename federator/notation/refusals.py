"""What sites say in place of a page: a challenge by script, a captcha, a login, maintenance, an error.

The words count only where a page says hardly anything else, which is for the reader of the page to judge: a column
may well carry a notice about 系统维护.
"""

import re
from html import unescape

from federator.model.errors import ErrorKind

_PRODUCTS = (
    ("瑞数", r"\$_ts\s*=\s*window\[['\"]\$_ts|\$_ts\.\w{1,20}\s*=|\bwindow\.\$_ts\b"),
    ("加速乐", r"__jsluid|__jsl_clearance|document\.cookie\s*=\s*\(['\"]_['\"]\)\s*\+\s*\(['\"]_['\"]\)"),
    ("阿里云盾", r"acw_sc__v\d"),
    ("Cloudflare", r"/cdn-cgi/challenge-platform|\bcf-chl-|__cf_chl_"),
    ("Incapsula", r"/_Incapsula_"),
    ("安全狗", r"安全狗|\bsafedog\b"),
    ("创宇盾", r"创宇盾|\byunsuo_session"),
    ("云防护", r"云防护|WAF拦截|Web应用防火墙|网站防火墙"),
    ("cookie", r"document\.cookie\s*=[^<]{0,2000}\blocation(?:\.reload\(|\.href\s*=\s*(?:window\.)?location)"),
)
_CHALLENGES = tuple((product, re.compile(pattern, re.A)) for product, pattern in _PRODUCTS)
_LOGIN = re.compile(
    r"(?:请|需要?|须|必须)(?:您)?(?:先|重新|要)?(?:登[录陆]|进行身份认证)|(?:尚?未|没有|还没)登[录陆]|登[录陆](?:已|信息)?(?:超时|过期|失效)"
    r"|登[录陆]后(?:才能|方可|可以?)?(?:查看|访问|浏览)|(?:没有|暂?无|无此)(?:访问|查看|浏览)?权限|无权(?:访问|查看|浏览)|统一身份认证"
    r"|(?:please|must|need to) (?:log|sign) ?in",
    re.I,
)
_CAPTCHA = re.compile(
    r"验证码|(?:人机|安全|访问|滑[动块]|行为|图形)验证|(?:拖动|按住)(?:左边|下方)?滑块"
    r"|\bcaptcha\b|are you (?:a )?(?:human|robot)",
    re.I,
)
_PASSWORD = re.compile(r"(?:用户名?|账号|帐号|密码)\W{0,3}")
_MAINTENANCE = re.compile(
    r"(?:系统|网站|平台|服务器?|本站|数据库|网络)(?:正在|将|例行|停机|临时|定期|日常)*(?:进行)?(?:系统)?(?:维护|升级|检修)|(?:正在|停机|例行)(?:进行)?(?:系统)?(?:维护|升级|检修)"
    r"|(?:维护|升级|检修)(?:中|期间|时间|时段)|暂停(?:服务|访问|对外)|\bmaintenance\b",
    re.I,
)
_ERROR = re.compile(
    r"系统(?:发生|出现|内部|运行){0,2}(?:未知)?(?:繁忙|错误|异常|正忙|出错|故障)|(?:服务器?|网络|网站|程序|接口|数据库)(?:发生|出现|内部)?(?:错误|异常|繁忙|不可用|连接失败|出错)|正在建设"
    r"|(?:访问|请求|操作)(?:过于|太|过)?(?:频繁|异常|受限|出错|错误|超时|非法|失败|被拒绝?)|(?:拒绝|禁止)访问|被(?:[^，。]{0,12})?拦截|非法(?:请求|访问|参数)|参数(?:错误|非法)"
    r"|(?:页面|网页|文章|信息|内容|文件|栏目|资源|数据)(?:不存在|找不到|未找到|无法访问|已(?:被)?删除|已失效|出错)|不存在或已|找不到|无法(?:找到|访问)"
    r"|访问的(?:页面|网页|信息|内容|文章)|模[版板]内容不能为空|出错了|(?<![第共])(?<![第共]\s)\b(?:40[0-9]|50[0-9])\b(?!\s?(?:[位次条个人名号年月日元项件亩平公篇]|页(?!面)))"
    r"|not found|forbidden|access denied|too many requests|internal server error"
    r"|unavailable|bad gateway|\berror\b|exception|stack trace",
    re.I,
)
_NOTHING = re.compile(
    r"(?:(?:该|本|此|当前|您访问的)?(?:栏目|页面|网页|网站|频道|信息|内容|文章|公告)?[下里]?(?:暂时?|尚|目前|还)(?:无|没有|未发布)"
    r"(?:任何|相关)?(?:信息|内容|数据|文章|记录|资料|公告)?|(?:没有|无)(?:任何|相关)(?:信息|内容|数据|文章|记录|资料)"
    r"|(?:该|本|此)?(?:栏目|页面|网页|网站|频道|信息|内容|文章|功能)?(?:正在)?(?:紧张)?(?:建设|完善|更新|整理|制作|录入)(?:之?中)?"
    r"|(?:该|本|此|您访问的)?(?:栏目|页面|网页|频道|信息|内容|文章|公告)(?:已经?)?(?:被)?(?:删除|撤销|撤回|下线|移除|失效|过期))"
)
_BESIDE_NOTHING = re.compile(
    "很?抱歉|对不起|您好|提示|(?:敬请|请)(?:期待|关注|谅解|稍后再[来试])|谢谢|返回(?:首页|上一?页)?"
)
_CLAUSES = re.compile(r"[^\u4e00-\u9fff\w]+")
_SAID = (
    (ErrorKind.LOGIN, _LOGIN),
    (ErrorKind.CAPTCHA, _CAPTCHA),
    (ErrorKind.MAINTENANCE, _MAINTENANCE),
    (ErrorKind.ERROR_TEXT, _ERROR),
    (ErrorKind.LOGIN, re.compile("系统提示")),  # 博达 heads its login wall so, and nothing more
)
_STOPPED = re.compile(
    r"(?:正在|停机|例行|临时)(?:进行)?(?:系统|网站)?(?:维护|升级|检修)|(?:维护|升级|检修)(?:改造)?(?:中(?!心)|期间)"
    r"|暂停(?:服务|访问)"
)
_LINKED = re.compile(r"<a\b[^<>]*>[^<]*", re.I)
_LATIN = re.compile("[A-Za-z][A-Za-z]")
"""Each trace has some; to look for that is a tenth of the work."""
_TRACE = re.compile(
    r"\b(?:[a-z]\w{0,40}\.){2,9}\w{0,60}(?:Exception|Error)\b|\bORA-\d{5}\b|\bSQLSTATE\b"
    r"|\bat (?:[a-z]\w{0,40}\.){2,9}\w{1,60}\("
    r"|Traceback \(most recent|(?:Warning|Fatal error|Parse error|Notice): .{0,200} on line \d|Server Error in '"
    r"|You have an error in your SQL syntax|System\.\w{1,40}\.\w{0,40}Exception",
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_WAITING = re.compile(
    "(?:页面|内容|数据|信息|文章|正文)?(?:正在|努力|拼命)*(?:加载|载入|读取|请求)(?:页面|内容|数据|信息|文章|正文)?(?:之?中)?"
    "|(?:请您?)?(?:耐心)?(?:稍[候后等]|等待|等候)(?:片刻|一下)?|now|please|wait|loading",
    re.I,
)
_OF_SOFTWARE = {
    ErrorKind.LOGIN: "登[录陆](?:后|超时|过期)|[先未重新没]登[录陆]|权限|无权",
    ErrorKind.CAPTCHA: "(?:输入|填写).{0,4}验证码|(?:完成|进行|通过).{0,6}验证|滑块",
    ErrorKind.MAINTENANCE: "正在|(?:维护|升级|检修)(?:之?中|期间)|稍[后候]再",
    ErrorKind.ERROR_TEXT: "",
}
"""What a message of the software says beside: notices, too, send people to a site to log in, or close a hall
for a day."""
_A_NOTICE = re.compile("公[告示]|通[告知]|说明|声明|提示|关于")
_OF_A_NOTICE = re.compile(r"如下|特此|现[将予就]|根据|依据|经研究|印发|\d\s?[年月日]")
_FEW, _IN_FRONT, _HARDLY = 80, 300, 30
"""Characters of a body that is one message; where a trace shows itself; and of Chinese around one."""
_STATUS = re.compile(r"\W*(?:HTTP|error|错误|状态码|代码|\W){0,4}[45]0\d\W*", re.I)
_NUMBER = re.compile(r"\d+")
_HIDDEN = re.compile(r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.I | re.S)
_TAG = re.compile(r"<[^<>]*>")


def challenge_in(text: str) -> str:
    """The product whose script or notice this is, by its marks; ``""`` for none. Such products leave their marks in
    the pages that they let through as well: ask only about a page that shows nothing."""
    return next((product for product, marks in _CHALLENGES if marks.search(text)), "")


def said_instead(words: str) -> ErrorKind | None:
    """What the few words of a page say: LOGIN, CAPTCHA, MAINTENANCE, ERROR_TEXT; None where they say none of it.

    A form that asks for a password as well as for 验证码 is a login.
    """
    for kind, pattern in _SAID:
        if pattern.search(words):
            return ErrorKind.LOGIN if kind is ErrorKind.CAPTCHA and _PASSWORD.search(words) else kind
    return None


def is_stopped(text: str) -> bool:
    """Whether the page says, outside of its links, that the site is being worked on. ``网站维护：某中心`` in its foot
    does not."""
    return _STOPPED.search(visible(_LINKED.sub(" ", text))) is not None


def says_none_there(words: str) -> bool:
    """All that the words say is that nothing is there: 暂无内容, 栏目建设中, 该信息已删除."""
    said = [one for one in _CLAUSES.split(words) if one and not _BESIDE_NOTHING.fullmatch(one)]
    return bool(said) and all(map(_NOTHING.fullmatch, said))


def said_alone(body: str, about: str) -> ErrorKind | None:
    """What a notice's body says where it is nothing but a message of the site's software: a trace of its program, that
    it is loading, an error. None for the body of a notice that by its title (``about``) is about just that."""
    begins = body[:_IN_FRONT]
    if _LATIN.search(begins) and _TRACE.search(begins) and len(_CHINESE.findall(body)) <= _HARDLY:
        return ErrorKind.ERROR_TEXT
    if not body or len(body) > _FEW or _OF_A_NOTICE.search(body):
        return None
    if _STATUS.fullmatch(body):
        return ErrorKind.ERROR_TEXT
    clauses = [one for one in _CLAUSES.split(body) if one]
    if clauses and all(map(_WAITING.fullmatch, clauses)):
        return ErrorKind.ERROR_TEXT
    said = said_instead(_NUMBER.sub("", body))  # numbers of parcels are no status
    return said if said and re.search(_OF_SOFTWARE[said], body) and not _is_about(said, about) else None


def tells_an_error(markup: str) -> bool:
    """Whether a piece of a page has an error of the site's program in it."""
    words = visible(markup)
    return _TRACE.search(words) is not None or said_instead(words) is ErrorKind.ERROR_TEXT


def _is_about(said: ErrorKind, title: str) -> bool:
    return said_instead(title) is said and _A_NOTICE.search(title) is not None


def visible(html: str) -> str:
    """The words that a person sees, in one line, found without a parse."""
    return " ".join(unescape(_TAG.sub(" ", _HIDDEN.sub(" ", html))).split())
