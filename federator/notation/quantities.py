"""Areas, sums of money and years as bureaus write them, in one unit each. Wrong is worse than missing.

What could mean two things (a number without a unit, two areas that contradict each other) is not understood.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from federator.notation.folding import squeeze

_NUMBER = r"(?:\d{1,3}(?:[,，]\d{3}){1,4}(?!\d)|\d{1,15})(?:\.\d{1,8})?"
_EXACT = 2**53
_MU = Decimal(10000) / 15
_AREAS = {
    "平方公里": Decimal(1_000_000), "平方千米": Decimal(1_000_000), "km2": Decimal(1_000_000),
    "公顷": Decimal(10_000), "hm2": Decimal(10_000), "ha": Decimal(10_000), "亩": _MU,
    "平方米": Decimal(1), "平方公尺": Decimal(1), "平米": Decimal(1), "m2": Decimal(1),
}  # fmt: skip
"""Square metres in one of each."""
_AREA_UNIT = "|".join(_AREAS)
_SUMS = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "亿": Decimal(100_000_000), "元": Decimal(1)}
_SUM_UNIT = "亿元|万元|亿|元"
_AREA = re.compile(rf"(?P<number>{_NUMBER})(?P<times>万)?[(（]?(?P<unit>{_AREA_UNIT})[)）]?", re.I)
_SUM = re.compile(rf"(?P<number>{_NUMBER})[(（]?(?P<unit>{_SUM_UNIT})[)）]?(?:(?:/|每)(?P<per>{_AREA_UNIT}))?", re.I)
_BARE = re.compile(rf"[约共计¥￥]?(?P<number>{_NUMBER})[。;；,，]?")
_UNIT_OF_AREA = re.compile(rf"(万)?({_AREA_UNIT})", re.I)
_UNIT_OF_SUM = re.compile(rf"({_SUM_UNIT})(?:(?:/|每)({_AREA_UNIT}))?", re.I)
_NAMED = "[\u4e00-\u9fff]{0,12}(?:面积|价格?|金额|保证金|合计|共计|总计|总额|款)"
_SPELT_OUT = "(?:人民币)?[零一二三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟圆]{1,16}(?:平方米|公顷|亩|元)?整?"
_BEFORE_FIRST = re.compile(rf"(?:{_NAMED})?(?:{_SPELT_OUT})?[约共计为:：人民币¥￥（(]*")
"""What a number is of, and the same number in words: ``成交价：人民币叁亿元（``."""
_PART_OF = re.compile(r"其中|含|包括|加价|保留|建筑|房屋|保证金")
_YEARS = re.compile(r"([\u4e00-\u9fff、，,（）()/]*?)[:：]?(\d{1,3}|[一二三四五六七八九十]{1,3})年?(?=[^\d.]|$)")
_ALL_YEARS = re.compile(r"(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})年?")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟〇圆貳參陸", "一二三四五六七八九十百千零元二三六")
_IN_WORDS = re.compile(r"[零一二三四五六七八九十百千万亿]{2,30}元")
_PLACES = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of square metres, yuan or years. ``per``: a price for each of that unit (``m2``, ``mu``, ``ha``)."""

    number: Decimal
    per: str = ""


def read_area(written: str, unit: str = "") -> Decimal | None:
    """Square metres. ``unit`` is what the header of a table says (平方米, 公顷, 亩), for numbers without their own.

    >>> read_area("27211平方米（40.816亩）")
    Decimal('27211')
    """
    text = _plain(written)
    found = list(_AREA.finditer(text))
    if not found:
        factor, bare = _area_factor(unit), _BARE.fullmatch(text)
        return _number(bare["number"]) * factor if bare and factor else None
    if not _leads(text, found[0]):
        return None
    size = _area(found[0])
    told_again = (_area(one) for one in found[1:] if not _PART_OF.search(text, found[0].end(), one.start()))
    return size if size and all(_near(size, other) for other in told_again) else None


def read_money(written: str, unit: str = "") -> Quantity | None:
    """Yuan, or a price for each unit of area. ``unit`` is what the header of a table says (万元, 元/平方米).

    >>> read_money("最终报价:1248000(元)")
    Quantity(number=Decimal('1248000'), per='')
    """
    text = _plain(written)
    found = list(_SUM.finditer(text))
    if found and _leads(text, found[0]):
        first = _sum(found[0])
        alike = (_sum(one) for one in found[1:] if not _PART_OF.search(text, found[0].end(), one.start()))
        return first if all(one.per != first.per or _near(first.number, one.number) for one in alike) else None
    if found:
        return None
    if bare := _BARE.fullmatch(text):
        known = _UNIT_OF_SUM.search(_plain(unit))
        return Quantity(_number(bare["number"]) * _SUMS[known[1]], _per(known[2])) if known else None
    words = _IN_WORDS.search(text.translate(_CAPITALS))
    return Quantity(Decimal(_counted(words[0].removesuffix("元")))) if words else None


def read_years(written: str) -> int | tuple[str, ...] | None:
    """Years of a right: one number, or what each use has (``城镇住宅用地70年``).

    >>> read_years("城镇住宅用地70年，零售商业用地、餐饮用地40年")
    ('城镇住宅用地70年', '零售商业用地、餐饮用地40年')
    """
    text = _plain(written)
    if whole := _ALL_YEARS.fullmatch(text.strip("。；;,，")):
        return _few(whole["number"])
    found = [(one[1].strip("、，,（）()/"), _few(one[2])) for one in _YEARS.finditer(text) if "年" in one[0] or one[1]]
    terms = [(use, years) for use, years in found if years]
    if len(terms) == 1:
        return terms[0][1]
    named = all(use for use, _ in terms)
    return tuple(f"{use}{years}年" for use, years in terms) if terms and named else None


def is_unit(words: str) -> bool:
    """It names a unit of area or money, as headers do: 平方米, M2, 万元, 元/平方米."""
    text = _plain(words).removeprefix("单位:").removeprefix("人民币")
    return bool(_UNIT_OF_AREA.fullmatch(text) or _UNIT_OF_SUM.fullmatch(text))


def canonical(number: Decimal) -> int | float:
    """A whole number as int, any other rounded to six places; as float what no reader of JSON keeps to the digit."""
    if abs(number) >= _EXACT:
        return float(number)
    return int(number) if number == number.to_integral_value() else float(round(number, 6))


def _plain(written: str) -> str:
    text = squeeze(written)
    return text.replace("㎡", "m2").replace("²", "2").replace("：", ":").replace("／", "/").replace("．", ".")


def _leads(text: str, first: re.Match[str]) -> bool:
    """Nothing stands before the first number that could make it one of several."""
    return _BEFORE_FIRST.fullmatch(text, 0, first.start()) is not None or text.find(":") == first.start() - 1


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", "").replace("，", ""))


def _area(found: re.Match[str]) -> Decimal:
    return _number(found["number"]) * _AREAS[found["unit"].lower()] * (10_000 if found["times"] else 1)


def _area_factor(unit: str) -> Decimal | None:
    known = _UNIT_OF_AREA.search(_plain(unit))
    return _AREAS[known[2].lower()] * (10_000 if known[1] else 1) if known else None


def _sum(found: re.Match[str]) -> Quantity:
    return Quantity(_number(found["number"]) * _SUMS[found["unit"]], _per(found["per"]))


def _per(unit: str | None) -> str:
    factor = _AREAS[unit.lower()] if unit else None
    names: dict[Decimal | None, str] = {None: "", Decimal(1): "m2", Decimal(10_000): "ha", _MU: "mu"}
    return names.get(factor, "km2")


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= max(one, other) / 100


def _few(written: str) -> int:
    """Years below a hundred: 70, 七十, 五."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.partition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else _DIGITS.get(tens, 0)) + _DIGITS.get(ones, 0)


def _counted(words: str) -> int:
    """三千二百万 → 32000000."""
    whole = 0
    for mark, size in (("亿", 100_000_000), ("万", 10_000)):
        before, found, words = words.rpartition(mark) if mark in words else ("", "", words)
        whole += _below_myriad(before) * size if found else 0
    return whole + _below_myriad(words)


def _below_myriad(words: str) -> int:
    return sum(size * (digit or 1) for digit, size in _parts(words))


def _parts(words: str) -> Iterator[tuple[int, int]]:
    digit = 0
    for char in words:
        if char in _PLACES:
            yield digit, _PLACES[char]
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS[char]
    if digit:
        yield digit, 1
