"""Personal data in words: numbers of natural persons by their own check digits, and the names beside them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_LONG_NUMBER = re.compile(r"[0-9０-９][\d -]{9}")
_TO_ASCII = {full: full - 0xFEE0 for full in (*range(0xFF10, 0xFF1A), 0xFF38, 0xFF58)}
_BORN = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID_CARD = re.compile(r"(?<![\dA-Za-z])[1-9](?: ?\d){13,16}(?: ?[\dXx])?(?![\dA-Za-z])")
_WITH_CHECK = re.compile(rf"\d{{6}}(?:18|19|20)\d\d{_BORN}\d{{3}}[\dXx]")
_WITHOUT_CHECK = re.compile(rf"\d{{8}}{_BORN}\d{{3}}")
_BANK_CARD = re.compile(r"(?<![\dA-Za-z/〔\[-])(?:[456]\d{3}|9558)(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z/-])")
_MOBILE = re.compile(
    r"(?<![\dA-Za-z〔\[/.#第])(?<!\d-)(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
    r"(?![\dA-Za-z号元亩㎡]|-\d|\.\d|平方|公顷|万)"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_LENGTH = 18
_OF_A_BANK = re.compile("卡|银行|账|帐|户|信用社")
_OF_A_THING, _OF_A_PERSON = (
    ("号", "编码", "代码"),
    ("机号", "话号", "系号", "信号", "短号", "身份证号", "证件号", "账号", "帐号", "卡号"),
)
_REACH = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """Where personal data stand in some words: ``words[start:end]``."""

    kind: str
    start: int
    end: int


def is_id_card(number: str) -> bool:
    """居民身份证号: 18 characters, the last being the check character of GB 11643-1999 (ISO 7064 MOD 11-2)."""
    weighted = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK[weighted % 11] == number[17].upper()


def is_bank_card(number: str) -> bool:
    """银行卡号: 16 to 19 digits, spaces and hyphens apart, that pass Luhn's check (ISO/IEC 7812-1)."""
    digits = [int(digit) for digit in number if digit.isdecimal()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _id_card_holds(words: str, found: re.Match[str]) -> bool:
    """The numbers of 15 digits that were given until 1999 have no check: 身份证 must stand before one."""
    number = found[0].replace(" ", "")
    if len(number) == _LENGTH:
        return _WITH_CHECK.fullmatch(number) is not None and is_id_card(number)
    return _WITHOUT_CHECK.fullmatch(number) is not None and "身份" in _before(words, found.start())


def _bank_card_holds(words: str, found: re.Match[str]) -> bool:
    """62 is UnionPay's, and groups of four are a card's; else a word of banks must stand near, for numbers of
    contracts look the same."""
    sure = found[0].startswith(("62", "9558")) or not found[0].isdigit()
    return (sure or bool(_OF_A_BANK.search(_before(words, found.start())))) and is_bank_card(found[0])


def _mobile_holds(words: str, found: re.Match[str]) -> bool:
    """What is called a number of something else is none: 林班号, 注册号, 编码."""
    before = words[max(0, found.start() - 8) : found.start()].rstrip(" :：（(")
    return not before.endswith(_OF_A_THING) or before.endswith(_OF_A_PERSON)


_NUMBERS: Mapping[str, tuple[re.Pattern[str], Callable[[str, re.Match[str]], bool]]] = {
    "id_card": (_ID_CARD, _id_card_holds),
    "bank_card": (_BANK_CARD, _bank_card_holds),
    "mobile": (_MOBILE, _mobile_holds),
}
"""Kind → its shape, and what else must hold. A card number starts as cards issued in China do (4, 5, 6, 9558)."""

KINDS = (*_NUMBERS, "name")
"""Every kind of personal data; ``name``: a full name beside one of the numbers."""


def may_hold_number(words: str) -> bool:
    """Whether ``words`` hold ten digits, spaces and hyphens on end: no number of any kind is shorter."""
    return _LONG_NUMBER.search(words) is not None


def number_spots(words: str) -> list[Spot]:
    """Every number of a natural person in ``words``, in their order; an identity card is no bank card too."""
    plain = words if words.isascii() else words.translate(_TO_ASCII)
    spots: list[Spot] = []
    for kind, (shape, holds) in _NUMBERS.items():
        for found in shape.finditer(plain):
            if holds(plain, found) and all(found.end() <= one.start or one.end <= found.start() for one in spots):
                spots.append(Spot(kind, found.start(), found.end()))
    return sorted(spots, key=lambda spot: spot.start)


def find_personal(kind: str, text: str) -> Iterator[str]:
    """Every number of ``kind`` in ``text``, masked."""
    for spot in number_spots(text) if may_hold_number(text) else ():
        if spot.kind == kind:
            yield masked(kind, text[spot.start : spot.end])


def masked(kind: str, words: str) -> str:
    """What may be kept of it: of a number the first four characters and the length, of a name the first character."""
    kept = 1 if kind == "name" else 4
    return words[:kept] + "".join("*" if char.isalnum() else char for char in words[kept:])


def _before(words: str, start: int) -> str:
    """What stands before a number in its line, or at the head of its column."""
    begin = words.rfind("\n", 0, start) + 1
    line = words[begin:start]
    heads = heads_of_tables(words).get(begin, ()) if "\t" in line else ()
    column = line.count("\t")
    return line[-_REACH:] + (heads[column] if column < len(heads) else "")


@lru_cache(maxsize=8)
def heads_of_tables(words: str) -> Mapping[int, Sequence[str]]:
    """The cells that head the table of each row, by where the row begins (rows are lines, cells parted by tabs)."""
    heads: dict[int, Sequence[str]] = {}
    begin, head = 0, None
    for line in words.split("\n") if "\t" in words else ():
        head = (head or line.split("\t")) if "\t" in line else None
        if head:
            heads[begin] = head
        begin += len(line) + 1
    return heads
