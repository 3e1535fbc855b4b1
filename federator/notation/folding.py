"""Folding: one spelling for what people write in many, and titles without what sites hang on them."""

import re
import sys
from functools import lru_cache
from itertools import pairwise

_FULL_WIDTH = ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
_UNSEEN = (
    *((0x01, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),
    *((0xFDD0, 0xFDEF), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF)),
)
"""First and last: controls, marks that join or part, turns of direction (which show a title reversed), no characters.
NUL stays, which no page can hold: lines are told apart by it."""
UNSEEN = "".join(f"{chr(first)}-{chr(last)}" for first, last in _UNSEEN)
"""The same as the inside of a character class."""
_HALF_WIDTH = {full: full - 0xFEE0 for first, last in _FULL_WIDTH for full in range(first, last + 1)}
_NOTHING = {code: None for first, last in _UNSEEN for code in range(first, last + 1)}
_FOLDED = _HALF_WIDTH | _NOTHING
_POINT = re.compile(r"(?<=\d)\uff0e(?=\d)(?!(?:19|20)\d\d\D)")
_EDGES = pairwise([(0, -1), *sorted((*_UNSEEN, *_FULL_WIDTH)), (sys.maxunicode + 1, 0)])
_BETWEEN = "".join(f"{chr(last + 1)}-{chr(first - 1)}" for (_, last), (first, _) in _EDGES if last + 1 < first)
_STAYS = re.compile(f"[{_BETWEEN}]*+")
"""All that stays as it is: to see that a text has nothing else takes half as long as to look for the rest in it."""
_BRACKETED = re.compile(r"[\[【［(（][^\]】］)）]*[\]】］)）]")
_NO_WORD = re.compile(r"[\W_]")
"""Each by itself: a pattern that begins with a repetition is tried at every character, a class is looked for."""
_LABEL_WRAP = re.compile(r"[\s:：\[\]［］【】〔〕" + UNSEEN + "]")
_WRAPPED = re.compile(r"【([^【】]+)】")
_MARKS = "-_|｜–—"
_TAIL = re.compile(rf"([{_MARKS}])\s*([^{_MARKS}]{{2,40}})$")
_LONGEST_TAIL = 60
_OFFICE = (
    r"[^\d，。；：、《》（）()]*"
    r"(?:局|厅|委|委员会|政府|部|网|网站|门户|中心|平台|频道|公司|协会|学会|大学|学院|学校|中学|小学|医院|办公室"
    r"|(?:交易|公开|发布|公示|服务|管理)系统)"
)
_SITE = re.compile(rf"{_OFFICE}(?:[（(][^\d（）()]{{1,9}}[省市县区州][）)](?:{_OFFICE})?)?")
"""``县水利局``, ``全国公共资源交易平台（某某省）``."""
_COLUMN = re.compile(r"(?:[^\d\s，。；：、《》（）()]{2,12})")
_COLUMN_WORD = re.compile(
    r"(?:通知|公告|公示|公示公告|通知公告|新闻|动态|要闻|政务公开|信息公开|政策文件|首页)(?:栏目)?"
)
_OF_COLUMNS = (
    "政务|党务|校务|工作|学院|学校|校园|学会|协会|行业|部门|基层|单位|机关|地方|国内|国际|图片|视频|媒体|时政|党建|综合"
    "|重要|重点|最新|科研|学术|教学|教务|学生|招生|就业|招聘|招标|投标|采购|政府|交易|中标|结果|政策|法律|法规|规范性"
    "|公共|人事|财政|项目|信息|通知|公告|公示|新闻|要闻|热点|网上|办事|文章|内容|文件|本局|[县市区省院]"
)
_COLUMNS = (
    "通知|公告|公示|新闻|动态|要闻|快讯|快报|资讯|信息|公开|文件|公文|法规|规章|政策|法律|解读|聚焦|报道|传真|之窗|风采"
    "|园地|天地|简报|简讯|公报|速递|播报|头条|热点|关注|建设|工作|活动|交流|招聘|招标|采购|中标|服务|指南|下载|资料"
    "|首页|列表|正文|详情|详细|浏览|查看"
)
_COLUMN_NAME = re.compile(rf"(?:{_OF_COLUMNS}){{0,3}}(?:{_COLUMNS})(?:专?栏目?|专区|页面?)?")
_KINDS = ("公告", "公示", "通知")
_PARTS = re.compile(r"\s*[-_|｜–—·>]+\s*")
_SUBTITLE = re.compile("来自|[走写][进近在]|[记访看致赴]")
"""Begins what stands behind ``——`` in a story's own title: ``…的守护者——记某市水利局``."""
_CUT = ("..", "…", "。。")
_LINK_WORD = re.compile(
    r"\W*(?:点击)?(?:查看|了解|阅读|浏览|进入|下载)?"
    r"(?:详情|详细(?:信息|内容)?|更多|全文|原文|(?:read )?more|details?)?\W*",
    re.I,
)


def fold(text: str) -> str:
    """Full-width letters, digits and spaces to half-width, runs of white space to one space, nothing for what is never
    seen; Chinese punctuation stays.

    >>> fold("　浙土资厅函［２０１１］２２号 ")
    '浙土资厅函［2011］22号'
    """
    if text.isascii():
        plain = " ".join(text.split())
        return plain if plain.isprintable() else " ".join(plain.translate(_FOLDED).split())
    plain = text if _STAYS.fullmatch(text) else text.translate(_FOLDED)  # the search costs a tenth
    return " ".join(plain.split())


def half_width(text: str) -> str:
    """Full-width letters and digits to half-width; white space and lines stay. A full-width point between digits is
    one, too, unless it numbers a year (``1．2019年``)."""
    plain = text if _STAYS.fullmatch(text) else text.translate(_FOLDED)
    return _POINT.sub(".", plain) if "\uff0e" in plain else plain


def squeeze(text: str) -> str:
    """As :func:`fold`, and without any white space."""
    plain = text if _STAYS.fullmatch(text) else text.translate(_FOLDED)
    return "".join(plain.split())


def is_cut(title: str) -> bool:
    """The list shortened the title: it ends in ``...`` or ``…``."""
    return title.rstrip().endswith(_CUT)


def is_bracketed(said: str) -> bool:
    """It is all in brackets: the name of a column before the title, or a note behind it."""
    return _BRACKETED.fullmatch(said) is not None


def says_nothing(title: str) -> bool:
    """Words of a link that are no title: none at all, 查看, 详情, >>."""
    return len(title) < 12 and _LINK_WORD.fullmatch(title) is not None


def clean_title(written: str, site_name: str = "") -> str:
    """The title without the name of its site or column behind it, and without 【】 around all of it.

    ``site_name`` is cut wherever it trails; other tails are cut only where they read like the name of a site
    (``…局``, ``…政府``) or, after ``_`` and ``|``, like that of a column. A title that is cut (``...``) stays so.

    >>> clean_title("关于调整价格的通知_通知公告-国家发展和改革委员会")
    '关于调整价格的通知'
    """
    title = fold(written)
    while (shorter := _unwrapped(_without_tail(title, fold(site_name)))) != title:
        title = shorter
    return title


def bare_title(written: str, site_name: str = "") -> str:
    """A title that stands by itself (a heading, ArticleTitle): only what is surely the site's is cut behind it.

    >>> bare_title("建设工程规划许可批前公示-市第一人民医院")
    '建设工程规划许可批前公示-市第一人民医院'
    """
    title = fold(written)
    while (shorter := _unwrapped(_without_site(title, fold(site_name)))) != title:
        title = shorter
    return title


def is_site_name(title: str) -> bool:
    """It names a site, an organisation or a column, and says nothing of a notice.

    >>> is_site_name("某县水利局"), is_site_name("公共资源交易平台（某省）"), is_site_name("某县水利局（某县）的公告")
    (True, True, False)
    """
    named = _SITE.fullmatch(title) or _COLUMN_WORD.fullmatch(title)
    return named is not None and not title.startswith("关于")


def is_place_name(title: str, *known: str) -> bool:
    """What a page calls its title names its column, or that and the site, of which some names are ``known``; ``公告``
    alone is the title of many a notice.

    >>> is_place_name("石门县水利局·通知公告"), is_place_name("石门县水利局", "石门县水利局"), is_place_name("公告")
    (True, True, False)
    """
    parts = _PARTS.split(title)
    others = [part for part in parts if part not in known and not is_column(part)]
    if not others:
        return title not in _KINDS
    return len(others) < len(parts) and all(map(_SITE.fullmatch, others))


def is_column(title: str) -> bool:
    """Each of its parts is made of the words that name columns.

    >>> is_column("首页-新闻动态"), is_column("招标采购信息"), is_column("任前公示")
    (True, True, False)
    """
    return all(map(_COLUMN_NAME.fullmatch, _PARTS.split(title)))


@lru_cache(maxsize=1024)  # a visit asks for that of each title several times
def title_key(title: str) -> str:
    """What makes two titles one: no spaces, no punctuation, no case, no width."""
    return _NO_WORD.sub("", fold(title)).casefold()


def letters_in(folded: str) -> int:
    """How many letters, numerals and characters a folded text has."""
    return len(_NO_WORD.sub("", folded))


def label_key(label: str) -> str:
    """A field's label without inner spaces, colons and brackets.

    >>> label_key("【索 引 号】：")
    '索引号'
    """
    return _LABEL_WRAP.sub("", label)


def _unwrapped(title: str) -> str:
    wrapped = _WRAPPED.fullmatch(title)
    return wrapped[1].strip() if wrapped else title


def _without_site(title: str, site_name: str) -> str:
    """Behind ``-`` the applicant or the school that a notice is about may stand, behind ``_`` only the site."""
    head, mark, tail = _in_two(title)
    named = mark in "_|｜" and (_SITE.fullmatch(tail) or _COLUMN_WORD.fullmatch(tail))
    return head if named or (site_name and tail == site_name) else title


def _without_tail(title: str, site_name: str) -> str:
    head, mark, tail = _in_two(title)
    if site_name and tail == site_name:
        return head
    if mark == "—" and _SUBTITLE.match(tail):
        return title
    if _SITE.fullmatch(tail) or _COLUMN_WORD.fullmatch(tail):
        return head
    return head if mark in "_|｜" and _COLUMN.fullmatch(tail) else title


def _in_two(title: str) -> tuple[str, str, str]:
    """Title, mark (the last one of ``--``), and what hangs on by it; the title, ``-`` and ``""`` where nothing does."""
    found = _TAIL.search(title, max(0, len(title) - _LONGEST_TAIL))
    head = title[: found.start()].rstrip(_MARKS).rstrip() if found else ""
    return (head, found[1], found[2].strip()) if found and head else (title, "-", "")
