"""Personal data in words: numbers of natural persons by their own check digits, and the names beside them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from federator.spec.seen import BETWEEN, bare, decoded, seen

_LONG_NUMBER = re.compile(rf"[0-9０-９](?:[{BETWEEN}]{{0,8}}+[0-9０-９]){{9}}")
_OF_EACH_FIFTH = re.compile(rf"[0-9０-９{BETWEEN}][0-9０-９{BETWEEN}]")
"""Where ten such characters stand on end, two stand on end among each fifth of all. Written twice, for what begins with
a repetition is tried at every character."""
_BORN = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_GROUPED = r"[1-9]\d(?<!\d..)\d{4}[ ./_·-]?\d{8}[ ./_·-]?\d{3}[\dXx]"
"""No digit stands before it, which is asked behind its first two: what begins with certain characters is found at once,
and most digits stand alone."""
_ID_CARD = re.compile(rf"(?<!\d)(?=({_GROUPED}|[1-9](?:[ -]{{0,3}}+\d){{16}}[ -]{{0,3}}+[\dXx])(?!\d))")
"""However its groups are parted, and whatever letters stand around it; one that begins in another is tried, too."""
_IN_ADDRESS = re.compile(rf"{_GROUPED}(?!\d)")
"""Paths of days, /2020/12/16/, are parted otherwise."""
_OLD_ID_CARD = re.compile(r"(?<![\dA-Za-z])[1-9](?: ?\d){14}(?![\dA-Za-z])")
_WITH_CHECK = re.compile(rf"\d{{6}}(?:18|19|20)\d\d{_BORN}\d{{3}}[\dXx]")
_WITHOUT_CHECK = re.compile(rf"\d{{8}}{_BORN}\d{{3}}")
_BANK_CARD = re.compile(r"(?<![\dA-Za-z/〔\[-])(?:[456]\d{3}|9558)(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z/-])")
_MOBILE = re.compile(
    r"(?:(?<![\dA-Za-z〔\[.#第])|(?<=(?i:tel)))(?:(?<!\d-)|(?<=1\d{10}-))(?:(?<!/)|(?<=\d{7}/)|(?<=[\u4e00-\u9fff]/))"
    r"(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}[- ]?\d{4}|\.\d{4}\.\d{4})"
    r"(?![\dA-Za-z号元亩㎡]|-\d(?!\d{10}(?!\d))|\.\d|平方|公顷|万)"
)
"""Behind a slash or hyphen where another number, or a word, stands before it."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_OF_A_BANK = re.compile("卡|银行|账|帐|户|信用社")
_OF_A_THING, _OF_A_PERSON = (
    ("号", "编码", "代码"),
    ("机号", "话号", "系号", "信号", "短号", "身份证号", "证件号", "账号", "帐号", "卡号"),
)
_REACH = 40
LONGEST_ROW = 5000
"""Characters; what is longer is no row of a table: it would be looked through for each number in it."""


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


def _id_card_holds(_words: str, _start: int, number: str) -> bool:
    digits = "".join(char for char in number if char.isalnum())
    return _WITH_CHECK.fullmatch(digits) is not None and is_id_card(digits)


def _old_id_card_holds(words: str, start: int, number: str) -> bool:
    """The numbers of 15 digits that were given until 1999 have no check: 身份证 must stand before one."""
    return _WITHOUT_CHECK.fullmatch(number.replace(" ", "")) is not None and "身份" in _before(words, start)


def _bank_card_holds(words: str, start: int, number: str) -> bool:
    """62 is UnionPay's, and groups of four are a card's; else a word of banks must stand near, for numbers of
    contracts look the same."""
    sure = number.startswith(("62", "9558")) or not number.isdigit()
    return (sure or bool(_OF_A_BANK.search(_before(words, start)))) and is_bank_card(number)


def _mobile_holds(words: str, start: int, number: str) -> bool:
    """What is called a number of something else is none: 林班号, 注册号, 编码."""
    before = words[max(0, start - 8) : start].rstrip(" :：（(")
    return not before.endswith(_OF_A_THING) or before.endswith(_OF_A_PERSON)


_NUMBERS: Sequence[tuple[str, re.Pattern[str], Callable[[str, int, str], bool]]] = (
    ("id_card", _ID_CARD, _id_card_holds),
    ("id_card", _OLD_ID_CARD, _old_id_card_holds),
    ("bank_card", _BANK_CARD, _bank_card_holds),
    ("mobile", _MOBILE, _mobile_holds),
)
"""Kind, its shape, and what else must hold. A card number starts as cards issued in China do (4, 5, 6, 9558)."""

KINDS = (*dict.fromkeys(kind for kind, _, _ in _NUMBERS), "name")
"""Every kind of personal data; ``name``: a full name beside one of the numbers."""


def may_hold_number(words: str) -> bool:
    """Whether ``words`` hold ten digits on end, whatever parts them: no number of any kind is shorter."""
    plain = decoded(words).text if "%" in words else words
    return _OF_EACH_FIFTH.search(plain[::5]) is not None and _LONG_NUMBER.search(plain) is not None


def cards_in(addresses: str) -> Iterator[str]:
    """Identity cards in addresses; other numbers there are of pages and files."""
    for found in _IN_ADDRESS.finditer(addresses):
        if _id_card_holds(addresses, found.start(), found[0]):
            yield found[0]


def number_spots(words: str) -> list[Spot]:
    """Every number of a natural person in ``words``, which are as :func:`seen` gives them, in their order; an identity
    card is no bank card too."""
    spots: list[Spot] = []
    taken = bytearray(len(words))
    for kind, shape, holds in _NUMBERS:
        for found in shape.finditer(words):
            start, end = found.span(shape.groups)
            if not any(taken[start:end]) and holds(words, start, words[start:end]):
                taken[start:end] = b"1" * (end - start)
                spots.append(Spot(kind, start, end))
    return sorted(spots, key=lambda spot: spot.start)


def find_personal(kind: str, text: str) -> Iterator[str]:
    """Every number of ``kind`` in ``text``, masked."""
    words = seen(text).text if may_hold_number(text) else ""
    for spot in number_spots(words):
        if spot.kind == kind:
            yield masked(kind, words[spot.start : spot.end])


def masked(kind: str, words: str) -> str:
    """What may be kept of it, however it was parted: of a number the first four characters and the length, of a name
    the first character."""
    plain, kept = bare(words).text, 1 if kind == "name" else 4
    return plain[:kept] + "*" * len(plain[kept:])


def _before(words: str, start: int) -> str:
    """What stands before a number in its line, or at the head of its column."""
    line = words[max(0, start - LONGEST_ROW) : start].rpartition("\n")[2]
    heads = heads_of_tables(words).get(start - len(line), ()) if "\t" in line else ()
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
