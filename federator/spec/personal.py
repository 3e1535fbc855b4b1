"""Personal data in running text: numbers of natural persons, recognised by their own check digits."""

import re
from collections.abc import Callable, Iterator, Mapping

from federator.notation.folding import fold

_LONG_NUMBER = re.compile(r"\d[\d -]{9}")
_FULL_WIDTH = re.compile(r"[０-９Ｘ]")
_ID_CARD = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_BANK_CARD = re.compile(r"(?<![\dA-Za-z/〔\[-])(?:[456]\d{3}|9558)(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z/-])")
_MOBILE = re.compile(r"(?<![\dA-Za-z])1[3-9]\d{9}(?![\dA-Za-z-])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def is_id_card(number: str) -> bool:
    """居民身份证号: 18 characters, the last being the check character of GB 11643-1999 (ISO 7064 MOD 11-2)."""
    weighted = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK[weighted % 11] == number[17].upper()


def is_bank_card(number: str) -> bool:
    """银行卡号: 16 to 19 digits, spaces and hyphens apart, that pass Luhn's check (ISO/IEC 7812-1)."""
    digits = [int(digit) for digit in number if digit.isdecimal()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _always(_number: str) -> bool:
    return True


KINDS: Mapping[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "id_card": (_ID_CARD, is_id_card),
    "bank_card": (_BANK_CARD, is_bank_card),
    "mobile": (_MOBILE, _always),
}
"""Kind → its shape, and what else must hold. A card number starts as cards issued in China do (4, 5, 6, 9558)."""


def may_hold_number(text: str) -> bool:
    """Whether ``text`` holds ten digits, spaces and hyphens on end: no number of any kind is shorter."""
    return _LONG_NUMBER.search(text) is not None


def find_personal(kind: str, text: str) -> Iterator[str]:
    """Every number of ``kind`` in ``text``, masked: the first four characters and the length; never the number."""
    if not may_hold_number(text):
        return
    shape, holds = KINDS[kind]
    for found in shape.finditer(fold(text) if _FULL_WIDTH.search(text) else text):
        if holds(found[0]):
            yield found[0][:4] + "*" * (len(found[0]) - 4)
