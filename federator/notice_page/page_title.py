"""What ``<title>`` says of a notice beside its site and its column; many name nothing else."""

import re

from federator.notation.folding import clean_title, is_column, is_site_name, title_key
from federator.notice_page.candidates import A_TITLE

_A_COLUMN, _LONGEST_PLACES, _LONGEST_TAIL, _MOST_TAILS = 6, 40, 60, 4
_JOINT = re.compile(r"\s*[-_|｜—–－−‒]+\s*")
_POWERED = re.compile(r"\W{0,5}powered by\b.*|\W{0,5}欢迎(?:您|访问|光临)?\W*$", re.I)
_WAY = re.compile(r"\s*(?:[>＞»«→‖∣]+|<<|::)\s*|\s[/+<]\s")
"""Sets off the steps of a way to the notice, and stands in no title."""
_MAY_LEAD = re.compile("[>＞»«→‖∣<:/+]")
_SHOWS = (
    "正文|详情|详细(?:页面?|信息|内容)?|内容(?:页|详情)?|信息(?:详情|查看)|文章(?:内容|详情)?|(?:查看|浏览)(?:信息)?"
)
_SITES = "(?:局|厅|委员会|政府|网|网站|门户|平台|目录|在线|之窗|政务)(?:[（(][^（）()]{2,20}[）)])?"
_WHOSE = rf"(?![记访看致赴]|来自)[\u4e00-\u9fff]{{2,26}}{_SITES}"
_BEHIND = re.compile(
    r"(?=[-_|｜—–－−‒·•・~～/=\\【\[\s])(?:"
    rf"\s*[-_|｜—–－−‒·•・~～/=\\]+\s*{_WHOSE}(?: [A-Za-z&, ]{{1,60}})?$|\s*(?:【{_WHOSE}】|\[{_WHOSE}\])$"
    rf"|\s[\u4e00-\u9fff]{{1,12}}[省市县区州盟旗][\u4e00-\u9fff]{{0,16}}{_SITES}$"
    rf"|\s*[-_|｜—–－−‒]+\s*(?:{_SHOWS}|中国[·・ ]?[\u4e00-\u9fff]{{2,6}})$"
    r"|\s*[-_|｜—–－−‒ ]\s*(?:https?://)?(?:[a-z\d-]{1,30}\.){1,4}(?:cn|com|net|org)/?$|[_|｜]\s*20\d\d-\d\d?-\d\d?$)",
    re.A,
)
"""What is surely no notice's: whose site it is, that this is a text, an address, a day."""
_BEFORE = re.compile(rf"(?:【{_WHOSE}】|\[{_WHOSE}\]|(?:{_SHOWS}|中国[·・]?[\u4e00-\u9fff]{{2,4}})\s*[-_|｜—–:：]+)\s*")
_DIGIT = re.compile(r"\d")
_HANGING = re.compile(r"\s*[-_|｜—–]+\s*|\s+")


def beside_site(page_title: str, site_name: str) -> str:
    """``石门县水利局_关于…的通知`` without site and column before it, nor what hangs on behind: the site, its address,
    the welcome, the software, ``正文``."""
    title = _end_of_way(_POWERED.sub("", page_title), site_name)
    before = _BEFORE.match(title)
    title = _without_tail(title[before.end() :] if before else title)
    site, *others = _JOINT.split(title, maxsplit=1)
    if others and (is_site_name(site) or site == site_name):
        return _without_column(others[0], site_name)
    return _without_column(title, site_name) if others else _beside_column(title, site_name)


def _end_of_way(title: str, site_name: str) -> str:
    """The longest step that is no place: ``首页 > 公示公告 > 关于…的公告``, or the other way round."""
    steps = _WAY.split(title) if _MAY_LEAD.search(title) else [title]
    longest = max((step for step in steps if not _is_place(step, site_name)), key=len, default="") if steps[1:] else ""
    return longest if len(title_key(longest)) >= A_TITLE else title


def _without_tail(title: str) -> str:
    """What is left where that is long enough for a title."""
    for _ in range(_MOST_TAILS):
        tail = _BEHIND.search(title, max(0, len(title) - _LONGEST_TAIL))
        if tail is None or len(title_key(title[: tail.start()])) < A_TITLE:
            break
        title = title[: tail.start()]
    return title


def _without_column(title: str, site_name: str) -> str:
    """``批前公示_关于…的公告`` without the column, which is called as columns are, or far shorter than the title."""
    column, mark, rest = title.partition("_" if "_" in title else "-")
    is_short = mark == "_" and 2 * len(column) <= len(clean_title(rest, site_name)) and not _DIGIT.search(column)
    if not (is_short or is_column(column.strip())) or names_site(rest, site_name):
        return title
    return rest.strip() if len(title_key(clean_title(rest, site_name))) >= A_TITLE else title


def _is_place(name: str, site_name: str) -> bool:
    return name == site_name or is_site_name(name) or is_column(name)


def _beside_column(title: str, site_name: str) -> str:
    """``石门县水利局 媒体传真 关于…的通知``, as Hanweb writes it, without site and column; ``水利厅 财政厅 关于…``, who
    issued it together, as it is."""
    site, column, *others = [*title.split(), "", ""]
    said = " ".join(others).strip()
    named = is_site_name(site) or site == site_name
    is_short = 0 < len(column) <= _A_COLUMN and not _DIGIT.search(column)
    is_one = is_column(column) or not is_site_name(column)
    return said if named and is_short and is_one and len(title_key(said)) >= A_TITLE else title


def names_site(title: str, site_name: str) -> bool:
    """It is the name of a site, or of a column that every site has."""
    named = clean_title(title, site_name)
    return bool(named) and (is_site_name(named) or named == site_name)


def names_place(page_title: str, said: str, site_name: str) -> bool:
    """Whether ``page_title``, that says ``said`` beside its site, names site, column or both and no notice."""
    if len(page_title) <= _LONGEST_PLACES and (is_column(said) or _names_column(page_title, site_name)):
        return True
    return not said or said == site_name or is_site_name(said)


def names_in(page_title: str) -> set[str]:
    """The keys of site and column as ``page_title`` names them, together and each."""
    return {title_key(name) for name in (page_title, *_HANGING.split(page_title))}


def _names_column(page_title: str, site_name: str) -> bool:
    """``石门县水利局-媒体传真``, or with a space for the dash: first the site, then nothing long enough for a title."""
    site, *others = _HANGING.split(page_title)
    short = bool(others) and all(len(title_key(other)) <= _A_COLUMN for other in others)
    return short and (is_site_name(site) or site == site_name)
