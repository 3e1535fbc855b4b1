"""What each kind of failure means in a sentence, and what an administrator can do about it."""

from dataclasses import dataclass

from federator.model.error_kinds import ErrorKind
from federator.model.words import Words


@dataclass(frozen=True, slots=True)
class Explanation:
    """What happened, and what an administrator can do about it."""

    what: Words
    remedy: Words


EXPLANATIONS: dict[ErrorKind, Explanation] = {
    ErrorKind.BAD_ADDRESS: Explanation(
        Words("网址写法有误", "this is not a web address"),
        Words(
            "从浏览器地址栏重新复制完整的网址；端口应在 1 到 65535 之间",
            "copy the whole address from the browser again; a port is between 1 and 65535",
        ),
    ),
    ErrorKind.DNS: Explanation(
        Words("域名无法解析", "the host name cannot be resolved"),
        Words(
            "核对网址中的域名；如网站已更换域名，请修改采集源地址",
            "check the host name in the address; if the site moved, change the source's address",
        ),
    ),
    ErrorKind.CONNECT: Explanation(
        Words("无法连接网站", "the service cannot connect to the site"),
        Words(
            "确认网站是否在线，防火墙是否放行本服务",
            "check that the site is up and that its firewall lets this service in",
        ),
    ),
    ErrorKind.TLS: Explanation(
        Words("加密连接失败（证书问题）", "the encrypted connection failed (certificate)"),
        Words(
            "请网站管理员检查证书是否过期、域名是否相符",
            "ask the site to check the dates and the host name of its certificate",
        ),
    ),
    ErrorKind.CONNECT_TIMEOUT: Explanation(
        Words("连接网站超时", "the site did not accept the connection in time"),
        Words(
            "确认网站是否在线；许多网站不应答外地或境外地址，请对方放行本服务",
            "check that the site is up; many sites do not answer visitors from other regions: ask the site to let"
            " this service in",
        ),
    ),
    ErrorKind.TIMEOUT: Explanation(
        Words("网站连接后长时间没有应答", "the site accepted the connection and then sent nothing"),
        Words(
            "网站可能繁忙或拒绝外部访问；本服务会放慢频率继续尝试",
            "the site may be busy or refuse visitors; the service goes on trying, less often",
        ),
    ),
    ErrorKind.TOTAL_TIMEOUT: Explanation(
        Words("应答传输过慢，未能在时限内传完", "the answer came too slowly and was not complete in time"),
        Words(
            "通常是网络拥堵；如经常出现，可调大配置 fetch.total",
            "the network is usually congested; if it happens often, raise fetch.total",
        ),
    ),
    ErrorKind.VISIT_TIMEOUT: Explanation(
        Words("一次采集用时超过上限", "the visit took longer than the limit"),
        Words(
            "网站过慢；已读到的部分保留，下次接着读；必要时调大配置 visit_seconds",
            "the site is slow; what was read is kept, and the next visit goes on from there; if necessary raise"
            " visit_seconds",
        ),
    ),
    ErrorKind.CUT_SHORT: Explanation(
        Words("应答中途断开", "the answer was cut off"),
        Words(
            "通常是网站或网络临时故障，将自动重试；如一直如此，网站的页面可能从不写 </html>："
            "在栏目的“页面结尾”（ends）中填写页面末尾固定的一段",
            "usually a passing fault of site or network, which is retried; if it lasts, the site may never close its"
            " pages (no </html>): enter the text that stands at the foot of all of them as the source's ends (Foot"
            " of pages)",
        ),
    ),
    ErrorKind.TOO_LARGE: Explanation(
        Words("应答超过大小上限", "the answer is larger than the limit"),
        Words(
            "核对地址是否为列表页；必要时调整配置 fetch.max_bytes",
            "check that the address is a list; if necessary raise fetch.max_bytes",
        ),
    ),
    ErrorKind.FORBIDDEN_ADDRESS: Explanation(
        Words("地址指向内网或被禁止的网段", "the address is in a private or forbidden network"),
        Words(
            "只采集公网上的网站；内网可在 fetch.allow_networks 中放行，列入 fetch.deny_networks 的除外",
            "only sites on the public web are visited; fetch.allow_networks allows a private network unless"
            " fetch.deny_networks names it",
        ),
    ),
    ErrorKind.NOT_OF_THE_WEB: Explanation(
        Words(
            "地址不是普通网站的地址：含用户名或密码，不是 http 或 https，或是其他服务的端口（如 22、6379）",
            "the address is not that of a plain web site: it has a user or password, is not http or https, or has a"
            " port of another service (22, 6379 …)",
        ),
        Words(
            "改用不含用户名和密码、使用网站端口的 http 或 https 地址；这些限制不能放行",
            "use an http or https address without user and password, on a port for web sites; these limits cannot be"
            " lifted",
        ),
    ),
    ErrorKind.ROBOTS: Explanation(
        Words("网站 robots.txt 不允许采集该栏目", "the site's robots.txt forbids this column"),
        Words("请网站管理员在 robots.txt 中允许本服务", "ask the site to allow this service in robots.txt"),
    ),
    ErrorKind.REDIRECT: Explanation(
        Words("循环跳转，或跳转到不支持的地址", "redirects lead in a circle, or to an address that is not supported"),
        Words(
            "在浏览器中打开该地址，把最终地址登记为采集源",
            "open the address in a browser and register the final address",
        ),
    ),
    ErrorKind.OTHER_HOST: Explanation(
        Words("栏目跳转到了另一个网站", "the column redirects to another site"),
        Words(
            "在浏览器中打开确认；如网站确已迁址，请登记新地址",
            "open the column in a browser; if the site moved, register its new address",
        ),
    ),
    ErrorKind.HTTP_STATUS: Explanation(
        Words("网站返回错误状态", "the site answered with an error status"),
        Words(
            "在浏览器中打开栏目确认；404 表示栏目已改址或撤销",
            "open the column in a browser; 404 means that it was moved or removed",
        ),
    ),
    ErrorKind.TOLD_TO_WAIT: Explanation(
        Words("网站要求过些时候再来", "the site asked the service to come back later"),
        Words(
            "到时自动继续；经常如此请加大采集间隔",
            "the service comes back then; if it happens often, lengthen the interval",
        ),
    ),
    ErrorKind.REFUSED: Explanation(
        Words("网站安全设备拒绝访问", "the site's protection (firewall) refused the visit"),
        Words("请网站管理员将本服务列入白名单", "ask the site to put this service on its list of allowed visitors"),
    ),
    ErrorKind.CAPTCHA: Explanation(
        Words("网站要求输入验证码", "the site asks for a captcha"),
        Words(
            "请网站管理员对本服务免除验证码，或加大采集间隔",
            "ask the site to exempt this service from the captcha, or lengthen the interval",
        ),
    ),
    ErrorKind.LOGIN: Explanation(
        Words("网站要求登录", "the site asks for a login"),
        Words(
            "该栏目未公开，或内容尚未发布；请登记公开的栏目地址",
            "the column is not public, or not published yet; register a public address",
        ),
    ),
    ErrorKind.MAINTENANCE: Explanation(
        Words("网站正在维护", "the site is under maintenance"),
        Words(
            "无须处理，稍后自动重试；长期如此请联系网站管理员",
            "nothing to do, the visit is retried; if it lasts, ask the site",
        ),
    ),
    ErrorKind.WRONG_TYPE: Explanation(
        Words("应答不是预期的内容类型", "the answer is not of the expected type"),
        Words("核对采集源地址与连接器是否匹配", "check that the source's address and its connector match"),
    ),
    ErrorKind.UNDECODABLE: Explanation(
        Words("应答的字符编码无法识别", "the charset of the answer is not known"),
        Words(
            "请网站管理员检查网页编码（建议 UTF-8）；应答见采集源页面",
            "ask the site to correct the charset of its pages (UTF-8 is best); the source's page shows the answer",
        ),
    ),
    ErrorKind.UNREADABLE: Explanation(
        Words("应答内容无法解析", "the answer cannot be read"),
        Words(
            "网站输出可能损坏或改版；应答见采集源页面",
            "the site's output is broken or was redesigned; the source's page shows the answer",
        ),
    ),
    ErrorKind.ERROR_TEXT: Explanation(
        Words("网站以正常状态返回了错误提示", "the site answered an error text with a status of success"),
        Words("通知网站管理员；恢复前已有信息保持不变", "tell the site; known notices stay unchanged meanwhile"),
    ),
    ErrorKind.EMPTY_BUT_TOTAL: Explanation(
        Words("列表为空，但网站声明总数大于零", "the list is empty, but the site declares a total above zero"),
        Words(
            "网站接口异常或参数已变；重新识别该栏目",
            "the site's interface is faulty or has changed; recognise the column again",
        ),
    ),
    ErrorKind.PAGE_REPEATED: Explanation(
        Words("翻页无效：后一页与第一页内容相同", "paging does not work: a later page is the same as the first"),
        Words(
            "第一页照常采集；请检查翻页参数，或重新识别该栏目",
            "the first page is read as usual; check the parameters for paging, or recognise the column again",
        ),
    ),
    ErrorKind.NO_ROWS: Explanation(
        Words("规则没有匹配到任何条目", "the rule matches no row"),
        Words("网站可能已改版；请更新采集规则", "the site was probably redesigned; correct the rule"),
    ),
    ErrorKind.LAYOUT_CHANGED: Explanation(
        Words("栏目已改版，原规则不再适用", "the column was redesigned; the present rule no longer fits"),
        Words(
            "第二次采集确认后自动推断新规则；找不回原有信息时等待确认："
            "在管理台该栏目的健康状况页决定（命令行用 federator health list）",
            "the second visit works out a new rule; if that does not find the known notices, it waits for you:"
            " decide on the column's page at the desk, under Health (or see federator health list)",
        ),
    ),
    ErrorKind.EMPTIED: Explanation(
        Words("栏目已被清空或迁走", "the column was emptied or moved"),
        Words(
            "在浏览器中打开栏目确认；如已迁移，请修改采集源地址；已有信息保持不变",
            "open the column in a browser; if it moved, change the source's address; known notices stay unchanged",
        ),
    ),
    ErrorKind.HOME_PAGE: Explanation(
        Words("返回的是网站首页，不是该栏目", "the answer is the site's home page, not this column"),
        Words(
            "栏目可能已撤销或改址；在浏览器中找到栏目，更新采集源地址",
            "the column was probably moved or removed; find it in a browser and change the source's address",
        ),
    ),
    ErrorKind.WRONG_PAGE: Explanation(
        Words("返回的不是该栏目，而是其他页面", "the answer is another page, not this column"),
        Words("核对栏目地址；网站可能限制外部访问", "check the column's address; the site may refuse visitors"),
    ),
    ErrorKind.UNIT_MISSING: Explanation(
        Words("栏目页面中找不到列表单元", "the column's page has no list unit"),
        Words(
            "核对该地址是否为列表栏目；可指定其他连接器",
            "check that the address is a column with a list, or set another connector",
        ),
    ),
    ErrorKind.UNRECOGNISED: Explanation(
        Words("无法识别网站软件", "the site's software is not recognised"),
        Words(
            "为该采集源指定 connector，或编写 html-list 规则（federator induce 可代为推断）",
            "set a connector for this source, or write an html-list rule (federator induce works one out)",
        ),
    ),
    ErrorKind.RULE: Explanation(
        Words("采集规则无效", "the rule is not valid"),
        Words("检查 rule 中的 CSS 选择器", "check the CSS selectors of the rule"),
    ),
    ErrorKind.INTERNAL: Explanation(
        Words("本程序处理应答时出错（程序缺陷）", "this program failed on the site's answer (a bug)"),
        Words(
            "请把日志中 event=bug 的一行和采集源页面上的应答交给程序维护人员；其他采集源不受影响",
            "send the log line with event=bug, and the answer on the source's page, to the maintainers of the"
            " program; other sources are not affected",
        ),
    ),
}
