"""Document numbers (文号) and index numbers (索引号) as bureaus write them. Wrong is worse than missing."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from federator.model.making import made_quickly
from federator.notation.folding import fold, squeeze

BRACKETS = str.maketrans(dict.fromkeys("[［(（【﹝{｛〈﹙", "〔") | dict.fromkeys("]］)）】﹞}｝〉﹚", "〕"))
"""Every spelling of those around the year of a number, and the one that the rules for documents ask for."""
_BRACKETED = re.compile(r"([\u4e00-\u9fffA-Za-z]{2,20})〔((?:19|20)\d\d)〕(?:年)?第?0*([1-9]\d{0,5})号")
_BRACKETLESS = re.compile(
    r"([\u4e00-\u9fff]{1,18}[部厅局委会府院署办室](?:公告|通告|令)|公告|通告)?〔?((?:19|20)\d\d)年〕?第0*([1-9]\d{0,4})号"
)
_YEAR_OR_ORDER = re.compile(r"19\d\d|20\d\d|令")
"""What each of the forms holds, so that most texts are done with."""
_YEAR_FIRST = re.compile(r"〔((?:19|20)\d\d)〕([\u4e00-\u9fff]{2,12}?)第?0*([1-9]\d{0,5})号")
_ORDER = re.compile(r"([\u4e00-\u9fff]{2,20}令|国令)〔?第?0*([1-9]\d{0,4})号〕?")
_KIND_AND_NUMBER = re.compile(
    r"([^〔〕]{2,200}(?:公告|通告|公示|批复|(?:通知|决定)书?))([\u4e00-\u9fff]{3,14}〔(?:19|20)\d\d〕第?\d{1,6}号)"
)
_ON_ANOTHER = re.compile("转发|废止|修改|贯彻|落实|执行|撤销|失效|更正|补充|解读|关于《")
_PARCEL = re.compile(r"[储挂拍出让]$|储出|工出|[土地网储]挂|挂[字牌]|地块|宗地|[土地]拍|拍[字卖]|招拍|出让[^告]?$")
_CITING = re.compile(
    r"根据|依据|依照|按照|遵照|关于|印发|转发|执行|废止|修改|以下|贯彻|落实|文件|[的及与以是由在为]|[编文]号"
)
_AFTER_PARCEL = re.compile(r"地块|宗地|国有|土地使用权|[、,，]\d")
_OF_NOTICES = re.compile("告字?$")
"""Ends what numbers a notice and no parcel: ``某自然资告字〔2026〕5号国有建设用地使用权…``."""
_AT_END = re.compile(r"[〔]([^〔〕]*(?:〔[^〔〕]*〕[^〔〕]*)?)〕$")
_LABEL = re.compile(r"^(?:发文字号|发布文号|文件编号|文号|编号)[:：]?")
_HEAD_LINES, _LONGEST = 15, 400
_NONE = {"", "无", "-", "--", "—", "——", "/", "暂无", "null", "None"}


class IndexForm(StrEnum):
    """The forms of index numbers that live sites print; ``malformed`` is reported and never repaired."""

    NATIONAL = "national"
    CREDIT_CODE = "credit-code"
    ZHEJIANG = "zhejiang"
    DASHED = "dashed"
    MALFORMED = "malformed"


_INDEX_FORMS = (
    (IndexForm.NATIONAL, re.compile(r"[0-9A-Z]{9}/(?:19|20)\d\d-\d{5}")),
    (IndexForm.CREDIT_CODE, re.compile(r"[0-9A-Z]{18}/(?:19|20)\d\d(?:0[1-9]|1[0-2])?-\d{4,}")),
    (IndexForm.ZHEJIANG, re.compile(r"\d{6}-\d{3}-\d{2}-\d{4}-(?:19|20)\d{6}-\d{1,6}")),
    (IndexForm.DASHED, re.compile(r"(?:[0-9A-Z]{9}|[0-9A-Z]{18})-(?:19|20)\d\d-\d{3,}")),
)


@made_quickly
@dataclass(frozen=True, slots=True)
class IndexNumber:
    """索引号 as written (half-width, without spaces), and which of the known forms it has."""

    written: str
    form: IndexForm


@lru_cache(maxsize=64)  # asked for several times of one notice
def read_index_no(written: str) -> IndexNumber | None:
    """The index number a field holds; None where it holds none (empty, 无, a dash)."""
    if not written:
        return None
    number = index_key(written)
    if number in _NONE:
        return None
    forms = (form for form, shape in _INDEX_FORMS if shape.fullmatch(number))
    return IndexNumber(number, next(forms, IndexForm.MALFORMED))


def index_key(written: str) -> str:
    """What makes two index numbers one: half-width signs and no spaces."""
    return squeeze(written).replace("／", "/").replace("－", "-") if written else ""


def doc_key(written: str) -> str:
    """What makes two document numbers one."""
    return read_doc_no(written) or squeeze(written)


def read_doc_no(written: str) -> str:
    """The document number a labelled field holds, canonical; ``""`` where it holds none, or more than one.

    >>> read_doc_no("(浙土资厅函 [２０１１] 第022号)")
    '浙土资厅函〔2011〕22号'
    """
    number = _plain(written)
    if not number:
        return ""
    wrapped = _AT_END.fullmatch(number)
    number = (wrapped[1] if wrapped else number).removesuffix("文")
    return _canonical(number) or _canonical(number + "号")


def doc_no_in_title(title: str) -> str:
    """The notice's own number where its title carries it: whole, in front, or at the end; never one it cites.

    >>> doc_no_in_title("关于印发办法的通知(发改经贸〔2026〕1241号)")
    '发改经贸〔2026〕1241号'
    """
    plain = _plain(title)
    if not plain:
        return ""
    last_word = _plain(fold(title).rpartition(" ")[2])
    return _behind_kind(plain) or _in_front(plain) or _at_end(plain) or _with_issuer(last_word)


def doc_no_in_body(text: str) -> str:
    """The number on a line of its own at the top of the body (``text``: one paragraph a line).

    It stands before the first sentence, and before what announces a list (``废止下列文件：``) of the numbers of others.
    """
    opening = text.partition("。")[0].rpartition("\n")[0] if "。" in text else text
    if "号" not in opening:
        return ""
    lines = (line for line in opening.split("\n", 60) if line.strip())
    for line in islice(lines, _HEAD_LINES):
        if "；" in line or _announces(line):
            break
        if "号" in line and len(line) < 80 and (number := _in_line(line)):
            return number
    return ""


def _announces(line: str) -> bool:
    """``废止下列文件：``, but not ``各市、县（市）：``."""
    return line.rstrip().endswith((":", "：")) and not line.lstrip().startswith("各")


def _in_line(line: str) -> str:
    plain = _plain(line.partition("签发")[0])
    return _with_issuer(_LABEL.sub("", plain)) if plain else ""


@lru_cache(maxsize=64)  # the title, and again where it begins the body
def _plain(written: str) -> str:
    """One spelling of the brackets and no space; ``""`` where no document number can be in it."""
    plain = squeeze(written[:_LONGEST])
    return plain.translate(BRACKETS) if _YEAR_OR_ORDER.search(plain) else ""


def _canonical(number: str) -> str:
    """The canonical form of ``number`` (folded, without spaces) if it is a document number and nothing else."""
    if found := _BRACKETED.fullmatch(number):
        return f"{found[1]}〔{found[2]}〕{found[3]}号" if _issuing(found[1]) else ""
    if found := _BRACKETLESS.fullmatch(number):
        return f"{found[1] or ''}{found[2]}年第{found[3]}号" if _issuing(found[1] or "公告") else ""
    if found := _YEAR_FIRST.fullmatch(number):
        return f"〔{found[1]}〕{found[2]}{found[3]}号" if _issuing(found[2]) else ""
    if found := _ORDER.fullmatch(number):
        return f"{found[1]}第{found[2]}号" if _issuing(found[1]) else ""
    return ""


def _issuing(issuer: str) -> bool:
    return not _PARCEL.search(issuer) and not _CITING.search(issuer)


def _with_issuer(number: str) -> str:
    """As ``_canonical``, but a bare ``2023年第5号`` says too little outside a labelled field."""
    canonical = _canonical(number)
    return "" if canonical[:1].isdigit() else canonical


def _behind_kind(plain: str) -> str:
    """``某县征收土地公告某政征告〔2021〕9号``: what begins behind the kind of document that the title says it is."""
    found = _KIND_AND_NUMBER.fullmatch(plain) if plain.endswith("号") else None
    return _canonical(found[2]) if found and not _ON_ANOTHER.search(found[1]) else ""


def _at_end(plain: str) -> str:
    found = _AT_END.search(plain)
    return "" if not found or _cited(plain[: found.start()]) else _with_issuer(found[1])


def _cited(before: str) -> bool:
    """``转发《…》(国办发〔2017〕47号)``: the number belongs to the cited document, unless all of the title is that."""
    return before.endswith("》") and not (before.startswith("《") and before.count("》") == 1)


def _in_front(plain: str) -> str:
    found = _BRACKETED.match(plain) or _BRACKETLESS.match(plain) or _ORDER.match(plain)
    if not found or plain.startswith("文", found.end()):
        return ""
    if _AFTER_PARCEL.match(plain, found.end()) and not _OF_NOTICES.search(found[1] or ""):
        return ""
    return _with_issuer(found[0])
