"""What failures say was seen, in Chinese. They are raised, stored and logged in English; here is how people read them.

What stands in place of ``{}`` is a site's or a library's own, and stays as it is; so does what is not in the book.
"""

import re
from functools import cache

from federator.model.page_details import APART, KINDS, REASONS

_BOOK = {
    "[Errno {}] Connection refused": "对方拒绝连接",
    "[Errno {}] Connection reset by peer": "对方中断了连接",
    "[Errno {}] Name or service not known": "没有这个域名",
    "[Errno {}] No route to host": "没有通往该主机的路由",
    "timed out": "超时",
    "Read timed out. (read timeout={})": "{} 秒内没有应答",
    "an answer without a single byte of content": "应答没有任何内容",
    "the answer is empty": "应答是空的",
    "it is empty": "是空的",
    "a file in place of a page ({})": "应为网页，得到的是文件（{}）",
    "{}: no file of a known kind": "{}：不是认识的文件类型",
    "a page without words": "网页没有文字",
    "more than 250 elements in one another": "网页元素嵌套超过 250 层",
    "the page has no end": "网页不完整，没有结尾",
    "the page has no end; it stops at {}": "网页不完整，没有结尾；停在：{}",
    "the page has no end: {} rows": "网页不完整，没有结尾：{} 行",
    "the page has no end: {} rows; it stops at {}": "网页不完整，没有结尾：{} 行；停在：{}",
    "in no known charset": "字符编码无法识别",
    "line {} has more than {} dots: write it as several": "第 {} 行中的点超过 {} 个，请分成几行写",
    "it is nested too deeply": "嵌套过深",
    "its words are lost": "文字已成乱码或问号",
    "neither a title nor a body": "没有标题，也没有正文",
    "its body is gone: {}": "原有的正文没有了：{}",
    "another notice in place of it: {}": "该地址上是另一条信息：{}",
    "{} notices would all read the same: {}": "{} 条信息的内容变得完全相同：{}",
    "redirected to {}": "跳转到 {}",
    "{} leads to {}": "{} 跳转到 {}",
    "a script redirects to {}": "脚本跳转到 {}",
    "a script redirects again, to {}": "脚本再次跳转，到 {}",
    "{} of a {} to another site: {}": "{} {} 跳转到另一网站：{}",
    "more than {} redirects, at last to {}": "跳转超过 {} 次，最后到 {}",
    "no copy's": "不是副本的文件",
    "it leads elsewhere": "它通往别处",
    "{} links make up {} of its words": "{} 个链接占文字的 {}",
    "no link on it": "上面没有链接",
    "a list of {} rows": "列有 {} 行的列表页",
    "its rows come from {}": "各行由该请求返回：{}",
    "many lists, and the title of the site: {} …": "有许多列表，标题是网站名称：{} …",
    "page {} is page 1 again{}": "第 {} 页与第 1 页相同{}",
    "{} rows, not as they were": "读到 {} 行，与原来不同",
    "the page has no end, and no rows": "网页不完整，也没有读到任何行",
    "after {} requests": "已请求 {} 次",
    "{}: this process asks no site": "{}：本进程不访问网站",
    "{}: only http and https, at ports of the web, without user and password":
        "{}：只支持 http 和 https、网站所用的端口，且不含用户名和密码",
    "robots.txt disallows {}": "robots.txt 不允许 {}",
    "robots.txt answered {}, which counts as a refusal (RFC 9309, 2.3.1.4)":
        "robots.txt 返回 {}，按规定视为拒绝（RFC 9309，2.3.1.4）",
    "{} bytes declared, at most {} are read": "声明 {} 字节，最多读取 {} 字节",
    "more than {} bytes": "超过 {} 字节",
    "content-encoding {} was not asked for": "没有请求过的压缩方式 {}",
    "the compressed body has no end": "压缩的正文不完整",
    "compressed body: {}": "压缩的正文：{}",
    "the server hung up without an answer": "对方没有应答就断开了连接",
    "the server hung up after {} bytes": "对方发送 {} 字节后断开了连接",
    "the body broke off: {}": "正文中断：{}",
    "{} in place of the page, status {}": "应为网页，得到的是 {}，状态 {}",
    "status {}": "状态 {}",
    "404 to {}": "{} 返回 404",
    "{} matched {} elements": "{} 匹配到 {} 个元素",
    "no connector {}; there are {}": "没有连接器 {}；可用：{}",
    "looked for {}": "没有找到任何已知网站软件的标记",
    "no rule, and no link like {}": "没有规则，也没有类似 {} 的链接",
    "html-list needs a rule with at least rows": "html-list 需要规则，至少写 rows",
    "json-list needs a rule with a title, or one of {}": "json-list 需要写有 title 的规则，或 {} 之一",
    "no preset {}; there are {}": "没有预设 {}；可用：{}",
    "address {} leads nowhere": "地址 {} 无效",
    "{} is no list: {}": "{} 不是列表：{}",
    "success is false": "success 为 false",
    "JSON of too many levels": "JSON 层次过多",
    "no JSON: {}": "不是 JSON：{}",
    "no JSON but {}": "不是 JSON，而是 {}",
    "no feed but {}": "不是订阅源，而是 {}",
    "no known kind of feed: {}": "不认识的订阅源：{}",
    "the feed ends in {}": "订阅源不完整，结尾是 {}",
    "no rows, total {}": "没有条目，声明共 {} 条",
    "no records from {} on, total {}": "从第 {} 条起没有记录，声明共 {} 条",
    "records {} to {} are empty, total {}": "第 {} 至 {} 条是空的，声明共 {} 条",
    "an empty datastore, total {}": "数据区是空的，声明共 {} 条",
    "a unit without rows, total {}": "单元没有条目，声明共 {} 条",
    "nothing in #initData, total {}": "#initData 是空的，声明共 {} 条",
    "#initData breaks off": "#initData 中断",
    "no #initData and no messageController": "没有 #initData，也没有 messageController",
    "the array of records breaks off after {}": "记录数组在第 {} 条后中断",
    "the datastore breaks off": "数据区中断",
    "no <datastore> of jpage": "没有 jpage 的 <datastore>",
    "no <datastore> in the answer": "应答中没有 <datastore>",
    "no dated rows, and no script webBuilderCommon.js": "没有带日期的条目，也没有脚本 webBuilderCommon.js",
    "the page names no categorynum": "网页没有 categorynum",
    "siteInfo is no JSON: {}": "siteInfo 不是 JSON：{}",
    "siteInfo names no site: {}": "siteInfo 没有站点：{}",
    "pagetype {}, a column has {}": "pagetype 是 {}，栏目应为 {}",
    "no list unit on the page: {}": "网页上没有列表单元：{}",
    "the unit's address leads nowhere: {}": "单元的地址无效：{}",
    "no row line_u1_0, and no link like info/1116/5946.htm": "没有 line_u1_0 行，也没有类似 info/1116/5946.htm 的链接",
    "a catalogue without rows": "目录没有条目",
    "a catalogue without rows, {} pages": "目录没有条目，声明共 {} 页",
    "none of the catalogue's rows is of column {}": "目录中没有栏目 {} 的条目",
    "no call of /module/xxgk/search.jsp": "没有调用 /module/xxgk/search.jsp",
    "no piece of HTML but a page: {}": "应为片段，得到的是整个网页：{}",
    "notice {} is not what its digest says": "信息 {} 与其摘要不符",
    "no entry of a change log: {}": "不是变更日志的条目：{}",
    "no digest of a day: {}": "不是某日的摘要：{}",
    "{}: the answer is no stretch of a change log": "{}：应答不是变更日志",
    "{}: the answer holds no digests of days": "{}：应答没有按日的摘要",
}  # fmt: skip

_LIBRARIES = {
    "No such file or directory": "没有这个文件或文件夹",
    "[Errno {}] No such file or directory: {}": "没有这个文件或文件夹：{1}",
    "Permission denied": "没有权限",
    "[Errno {}] Permission denied: {}": "没有权限：{1}",
    "Read-only file system": "文件系统只读",
    "[Errno {}] Read-only file system: {}": "文件系统只读：{1}",
    "Not a directory": "不是文件夹",
    "[Errno {}] Not a directory: {}": "不是文件夹：{1}",
    "Is a directory": "是文件夹，不是文件",
    "[Errno {}] Is a directory: {}": "是文件夹，不是文件：{1}",
    "File exists": "已有同名文件",
    "[Errno {}] File exists: {}": "已有同名文件：{1}",
    "No space left on device": "磁盘已满",
    "[Errno {}] No space left on device{}": "磁盘已满{1}",
    "the database of another program": "是其他程序的数据库",
    "file is not a database": "不是数据库文件",
    "database or disk is full": "磁盘已满",
    "[Errno {}] Address already in use": "已被其他程序占用",
    "[Errno {}] Cannot assign requested address": "本机没有这个地址",
    "Invalid host/port specified.": "不是有效的地址",
    "database is locked": "数据库正被占用",
    "attempt to write a readonly database": "数据库只读",
    "unable to open database file": "无法打开数据库文件",
    "database disk image is malformed": "数据库文件已损坏",
    "'utf-8' codec can't decode {} in position {}: {}": "第 {1} 字节起不是 UTF-8 编码",
    "{} (at line {}, column {})": "第 {1} 行第 {2} 列写法有误",
    "{} (at end of document)": "末尾写法有误，或不完整",
    "Cannot overwrite a value (at line {}, column {})": "第 {} 行第 {} 列：前面已有这个键",
    "Cannot redefine namespace {} (at line {}, column {})": "第 {1} 行第 {2} 列：{0} 已经写过",
    "Cannot mutate immutable namespace {} (at line {}, column {})": "第 {1} 行第 {2} 列：{0} 已经写过，不能再添加",
    "Cannot declare {} twice (at line {}, column {})": "第 {1} 行第 {2} 列：{0} 已经写过",
    "{}, line {}, column {}": "第 {1} 行第 {2} 列写法有误",
    "{} does not appear to be an IPv4 or IPv6 network": "{} 不是 IPv4 或 IPv6 网段",
    "{} has host bits set": "{} 不是网段：主机位应为 0",
    "{} was detected as a pseudo-class and is either unsupported or invalid. If {}": "不支持 {}，或写法有误",
    "Invalid syntax for pseudo class {}": "{} 写法有误",
    "Malformed {} selector at position {}": "第 {1} 个字符后写法有误",
    "Malformed {} at position {}": "第 {1} 个字符后写法有误",
    "Expected a selector at position {}": "第 {} 个字符后缺少选择器",
    "The combinator {} at position {}, must have a selector before it": "{} 前缺少选择器（第 {} 个字符后）",
    "The multiple combinators at position {}": "第 {} 个字符后组合符重复",
    "Unmatched pseudo-class close at position {}": "第 {} 个字符后多一个右括号",
    "Unclosed pseudo-class at position {}": "括号没有闭合",
    "Pseudo-element found at position {}": "第 {} 个字符后是伪元素，不能使用",
    "Tag name found at position {} instead of at the start": "第 {} 个字符后的标签名应写在最前",
    "Invalid character {} position {}": "第 {1} 个字符后有无效字符 {0}",
}
"""What libraries and the system say of files, databases, addresses and selectors."""

_OF_PAGE = re.compile(rf"({'|'.join(KINDS)}): (.*?); (.*)", re.S)


def in_chinese(detail: str) -> str:
    """The detail as a Chinese reader is told it."""
    if found := _OF_PAGE.fullmatch(detail):
        kind, reasons, seen = found.groups()
        return f"{KINDS[kind]}（{'、'.join(map(in_chinese, reasons.split(APART)))}）；{in_chinese(seen)}"
    for pattern, chinese in _patterns():
        if found := pattern.fullmatch(detail):
            return chinese.format(*found.groups())
    return detail


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The book, the phrases that say most first: ``{}`` is whatever stands there."""
    ordered = sorted({**_BOOK, **_LIBRARIES, **REASONS}.items(), key=lambda both: -len(both[0].replace("{}", "")))
    return tuple((re.compile(_pattern(en), re.S), zh) for en, zh in ordered)


def _pattern(english: str) -> str:
    """What fits the phrase, whether it counts one or many: ``{} rows`` is ``1 row``, too."""
    return re.sub(r"(\\\{\\\}\\ \w+)s\b", r"\1s?", re.escape(english)).replace(r"\{\}", "(.*?)")
