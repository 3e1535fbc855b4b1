"""A field as written → as understood. What is not surely understood is None, and the field is left out."""

import re
from collections.abc import Callable, Mapping

from federator.model.matter import Extra, Kind
from federator.model.value import FieldValue, FoundIn, Understood
from federator.notation.dates import read_time
from federator.notation.folding import fold, half_width, squeeze
from federator.notation.numbers import BRACKETS, read_doc_no
from federator.notation.quantities import canonical, read_area, read_money, read_years
from federator.spec.changes import has_changed, now_of
from federator.spec.periods import DAYS, first_day, last_day
from federator.spec.who import OWN_LABEL, read_name

Read = tuple[Understood, str]
"""The value and its unit."""

_EDGES = " \t\n\u3000\xa0；;。，,、:："
_NOTHING = re.compile(
    r"[\s/／\\|—–_.*＊-]*|暂?(?:无|缺|空缺)|同[上前左]|〃|空|略|不详|未定|待定|不收取|不设|[Nn]ull|None"
    r"|(?:无人(?!机)|流[拍标]|[未无]成交|撤牌).{0,16}|详?见(?!证).{0,24}|如下.{0,4}|(?:按|以).{0,24}为准"
    r"|签[字章]|盖章|公章|年\s*月(?:\s*日)?"
)
"""What stands in the place of a value: none yet, nobody bid, it is to be seen elsewhere, a form not filled in."""
_LONGEST = {Kind.LONG: 2000, Kind.NUMBER: 120, Kind.DOC_NO: 60, Kind.PARCEL: 80}
_USUAL = 300
_SQUARE_METRES = {"m2": 1, "ha": 10_000, "km2": 1_000_000}
_ROUND = str.maketrans("()", "（）")
_SQUARE = str.maketrans("()[［【﹝{｛]］】﹞}｝", "（）〔〔〔〔〔〔〕〕〕〕〕〕")
_YEAR_IN_BRACKETS = re.compile(r"(?<![A-Z])[（(]((?:19|20)\d\d)[)）]")
"""Of what is numbered like a document, whose brackets have one spelling; a code (P（2024）021) keeps its own."""
_WRAPPED = re.compile(r"[〔（](.*)[〕）]")
_SERIES = re.compile(
    r"(.*[^\d、,，和及])?(\d{1,5}(?:-\d{1,3})?)号?((?:[、,，和及]第?\d{1,5}(?:-\d{1,3})?号?){1,12})(地块|宗地)?"
)
_SERIAL = re.compile(r"[A-Z\d]")
_DONE_TO_IT = re.compile(r"^.{0,6}(?:关于|撤销|终止|中止|延长|延期|调整|恢复|变更|注销|公布|作出|送达|更正|对)(?=.{2})")
"""What a title says before a number: it is done to it (关于撤销云自然资罚〔2023〕6号)."""
_REMARK = re.compile(r"(?<=号)[（(【〔][^（()）【】〔〕]{1,30}[)）】〕]$")
"""What is told of a number in brackets behind it."""
_ENDED = re.compile(r"注销|作废|撤销|废止")
_NUMBER_IN = re.compile(r"\d{1,5}(?:-\d{1,3})?")
_COUNT = re.compile(r"\d[\d.,]*")
_COUNTED_IN = re.compile(r"（([^（）]{1,8}/(?:[年月日亩人户㎡]|公顷|平方米))）$")
_ABOUT_A_DAY = re.compile(r"日\s?(?:之?前|以?后|内|起|[、和及,，]\s?\d{1,2}\s?月)|[拟约请]|计划|预计|届满|到期")
"""Words that make a day the bound of another."""
_PHONE = re.compile(
    r"(?<![\d-])(?:[（(]0\d{2,3}[）)]\s?|0\d{2,3}-?)?[2-8]\d{6,7}(?:[-转]\d{1,5})?(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|(?<!\d)(?:400-?\d{3}-?\d{4}|12\d{3})(?!\d)"
)
_OTHER_LINES = re.compile(r"(?:传真|邮编|邮政编码|QQ)[^\d\n]{0,8}[\d-]{5,16}")
_A_LABEL = r"[，,；;。\n]\s*[^:：\d，,；;。\n]{2,10}[:：](?!\d)"
_A_NUMBERED_LABEL = r"^[^:：\d，,；;。]{0,6}[\d号一二三四五六][^:：，,；;。]{0,6}[:：](?!\d)"
_OF_ELSE = re.compile(
    rf"(?i:https?://|www\.)|{_A_LABEL}|{_A_NUMBERED_LABEL}|(?:请|须|应)(?:于|在|向|到|持)|变更为|调整为|更正为|声明作废"
    r"|^(?:依据|根据|按照|为了|鉴于|实施|本次|此次|上述|拟(?:征|用))|^.{0,16}详见|\d\s?(?:公顷|亩|平方米|㎡)"
)
"""What words tell that are not, or not only, a value: another label, what to do, a reason, an area."""
_BEHIND_IT = re.compile(
    r"[\s|｜]{0,9}(?:作者|(?:责任)?编辑|责编|(?:浏览|阅读|点击|访问|查看)(?:次数|人数|数|量)?|(?:发布|更新)?(?:日期|时间)|字[号体]|打印|分享)"
    r"\s*[:：【\[].*",
    re.DOTALL,
)
"""What a page prints behind where a notice comes from."""
_SEEN_ELSEWHERE = re.compile(r"(?<=..)[（(]详?见[^（()）]{1,30}[)）]$")
_SAID_AGAIN = re.compile(
    r"(?:[^，,。；、]{0,10}(?:土地|地块|宗地|用地|范围|位置|用途|目的)[^，,。；、]{0,2}?(?:位于|[坐座]落于|用于|用作|为|是)"
    r"|位于|[坐座]落于)(?=..)"
)
"""The label once more, as a sentence below it says it: ``拟征收土地位于…``."""
_NUMBER_END = re.compile(r"[，,；;。]")
_BEFORE_TOTAL = re.compile(r"^.{0,24}楼面.{1,24}[，,；;、（(]\s*(?:折合)?(?=总(?:地)?价)")
"""A price of the floor before that of the whole."""


def understand(
    extra: Extra, written: str, unit: str = "", label: str = "", where: FoundIn = FoundIn.LINE
) -> FieldValue | None:
    """``written`` as a value of ``extra``. ``unit`` and ``label`` are what stood beside it."""
    words = written.strip(_EDGES)
    if extra.kind is not Kind.LONG:
        words = "" if extra.kind is Kind.NAME and has_changed(words) else now_of(words)
    if _NOTHING.fullmatch(words) or len(words) > _LONGEST.get(extra.kind, _USUAL):
        return None
    read = _READERS[extra.kind](half_width(words), unit, label, extra)
    return FieldValue(words, *read, where) if read else None


def _text(words: str, unit: str, label: str, _extra: Extra) -> Read | None:
    """Mere words prove nothing, so they may hold no other label, no half of a bracket, and tell of nothing else. A bare
    number is no words without what its label counts in (万吨/年)."""
    value = _SEEN_ELSEWHERE.sub("", fold(words))
    if again := _SAID_AGAIN.match(value):
        value = value[again.end() :]
    whole = value.count("（") + value.count("(") == value.count("）") + value.count(")")
    return (_counted(value, unit, label), "") if whole and not _OF_ELSE.search(value) else None


def _meta(words: str, unit: str, label: str, extra: Extra) -> Read | None:
    """Where it comes from, without what the page prints behind it in the same line."""
    return _text(_BEHIND_IT.sub("", words), unit, label, extra)


def _long(words: str, unit: str, label: str, _extra: Extra) -> Read | None:
    return _counted("\n".join(fold(line) for line in words.split("\n")), unit, label), ""


def _counted(words: str, unit: str, label: str) -> str:
    """A bare number with what its label counts in."""
    if not _COUNT.fullmatch(words):
        return words
    counted = _COUNTED_IN.search(label)
    return words + (counted[1] if counted else unit)


def _name(words: str, _unit: str, _label: str, _extra: Extra) -> Read | None:
    return (name, "") if (name := read_name(words)) else None


def _number(words: str, _unit: str, _label: str, _extra: Extra) -> Read | None:
    first, *others = _NUMBER_END.split(fold(words), 1)
    if others and _ENDED.search(first):  # and another is in force
        return None
    number = _REMARK.sub("", OWN_LABEL.sub("", "".join(first.split()).translate(_ROUND)))
    return (number, "") if any(char.isdecimal() for char in number) and "。" not in number else None


def _phone(words: str, _unit: str, _label: str, _extra: Extra) -> Read | None:
    numbers = _PHONE.findall(_OTHER_LINES.sub("", fold(words).replace("－", "-").replace("—", "-")))
    return ("、".join(dict.fromkeys(numbers)), "") if numbers else None


def _doc_no(words: str, _unit: str, _label: str, _extra: Extra) -> Read | None:
    words = _REMARK.sub("", _before_cut(words))
    if number := read_doc_no(words):
        return number, ""
    number = squeeze(words).translate(BRACKETS)
    wrapped = _WRAPPED.fullmatch(number)
    whole = wrapped is not None and wrapped[1].count("〔") == wrapped[1].count("〕")
    number = (wrapped[1] if wrapped and whole else number).removesuffix("文")
    sure = any(char.isdecimal() for char in number) and not re.search(r"[，。；]|年\d{1,2}月", number)
    return (number, "") if sure else None


def _before_cut(number: str) -> str:
    """Without the words that a pattern took before a number."""
    return _DONE_TO_IT.sub("", OWN_LABEL.sub("", number))


def _parcel(words: str, _unit: str, _label: str, _extra: Extra) -> Read | None:
    """``余政工出【2017】14、15号`` is two parcels."""
    number = _REMARK.sub("", _before_cut(_YEAR_IN_BRACKETS.sub(r"〔\1〕", squeeze(words)).translate(_SQUARE)))
    if not _SERIAL.search(number) or "：" in number or ":" in number:
        return None
    several = _SERIES.fullmatch(number)
    if several and several[1]:
        end = "号" if "号" in number else ""
        serials = [several[2], *_NUMBER_IN.findall(several[3])]
        return tuple(f"{several[1]}{serial}{end}" for serial in serials), ""
    parts = tuple(part for part in re.split("[、;；,，]", number) if part)
    if not all(_SERIAL.search(part) for part in parts):
        return None
    return (parts if len(parts) > 1 else number.removesuffix("地块")), ""


def _area(words: str, unit: str, _label: str, extra: Extra) -> Read | None:
    size = read_area(words, unit)
    return (canonical(size / _SQUARE_METRES[extra.unit]), extra.unit) if size else None


def _money(words: str, unit: str, _label: str, extra: Extra) -> Read | None:
    money = read_money(_BEFORE_TOTAL.sub("", words), unit)
    if money is None:
        return None
    return canonical(money.number), f"{extra.unit}/{money.per}" if money.per else extra.unit


def _date(words: str, _unit: str, _label: str, _extra: Extra) -> Read | None:
    if len(DAYS.findall(fold(words))) > 1 or _ABOUT_A_DAY.search(words):
        return None
    understood = read_time(words)
    return (understood.day.isoformat(), "") if understood else None


def _start(words: str, _unit: str, label: str, _extra: Extra) -> Read | None:
    return (first, "") if (first := first_day(words, label)) else None


def _end(words: str, _unit: str, label: str, _extra: Extra) -> Read | None:
    return (last, "") if (last := last_day(words, label)) else None


def _years(words: str, _unit: str, _label: str, extra: Extra) -> Read | None:
    years = read_years(words)
    return (years, extra.unit) if years else None


def _division(words: str, _unit: str, _label: str, _extra: Extra) -> Read | None:
    code = fold(words)
    return (code, "") if len(code) == 6 and code.isdecimal() else None


_READERS: Mapping[Kind, Callable[[str, str, str, Extra], Read | None]] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.LONG: _long,
    Kind.NUMBER: _number,
    Kind.PHONE: _phone,
    Kind.DOC_NO: _doc_no,
    Kind.PARCEL: _parcel,
    Kind.AREA: _area,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.START: _start,
    Kind.END: _end,
    Kind.YEARS: _years,
    Kind.CHOICE: _text,
    Kind.DIVISION: _division,
    Kind.META: _meta,
}
