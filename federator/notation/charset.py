"""Bytes to text. Declared charsets lie in both directions on Chinese sites, so the bytes have the first word."""

import re
from functools import lru_cache

from federator.model.answer import Answer
from federator.notation.seeking import holds

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{2,20})""",
    re.I,
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BROKEN_BYTES = 5
_MARKS = re.compile(r"\?{4,}")
_TWICE = re.compile("[\xc0-\xff][\x80-\x9f\xa1-\xff\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_CHINESE = re.compile("[\u3400-\u9fff]")
_A_FEW = 8
"""Characters."""
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_GB_PLACE, _GB_COMMON = re.compile(rb"[^\xa1-\xa9]."), re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")
_BIG5_PLACE, _BIG5_COMMON = re.compile(rb"[^\xa1-\xa3]."), re.compile(rb"[\xa4-\xc6].")
"""Pairs of bytes that are no punctuation, and the common characters: the first level of GB 2312 and of Big5."""
_PLAUSIBLE, _IMPLAUSIBLE, _READ = 0.9, 0.7, 20_000
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ORDINARY = re.compile("[\0\t-\r\x1c-~\x80-\xbf\u0100-\udfff\uf900-\U0010ffff]*+")
"""Nothing of what is counted: one look in place of three, and half as long as one for the rest would be."""
_CONTROLS, _NOISE = re.compile("[\x01-\x08\x0e-\x1b\x7f]"), 20
_UTF8 = {"", "utf-8", "utf8"}
_BELIEVED = {"big5", "big5-hkscs", "x-x-big5", "cp950", "utf-16", "utf-16le", "utf-16be"}


def decode(content: bytes, declared: str = "") -> str:
    """Text of a page: byte order mark, strict UTF-8, UTF-8 that is declared and hardly broken, declared
    charset (header, then meta), Big5 where it makes common characters of what in GB18030 are rare ones, GB18030.

    ``declared`` is the charset of the Content-Type header, if any. GB2312 and GBK are read as GB18030, which
    contains them; ISO-8859-1 is what servers say that were told nothing, so it is read as GB18030 too. Never
    raises: what no charset explains comes with replacement characters.
    """
    for mark, charset in _BOMS:
        if content.startswith(mark):
            return content.decode(charset, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as broken:
        if broken.reason == "unexpected end of data":  # cut within its last character: still UTF-8
            return content.decode("utf-8", "replace")
    in_page = _in_page(content)
    if (declared or in_page).lower() in _UTF8 and (text := _hardly_broken(content)):
        return text
    guessed = "big5" if _reads_as_big5(content, declared, in_page) else ""
    for charset in (declared, in_page, guessed, "gb18030"):
        if charset.lower() in _BELIEVED or charset == "gb18030":
            try:
                return content.decode(charset.lower().removeprefix("x-x-"))
            except UnicodeDecodeError:
                continue
    utf8, gb = content.decode("utf-8", "replace"), content.decode("gb18030", "replace")
    return utf8 if utf8.count("�") <= gb.count("�") else gb


def decoded(answer: Answer) -> str:
    """The text of an answer, by what its header says and what its bytes show."""
    return decode(answer.content, charset_of(answer.headers.get("content-type", "")))


def is_garbled(text: str, content: bytes) -> bool:
    """Whether no charset explained what :func:`decode` made of ``content``: more than a tenth of what is not ASCII
    could not be read (a broken byte or two is no matter), or a quarter is NUL (UTF-16 that does not say so)."""
    lost = text.count("�") if "�" in text else 0
    if lost > _BROKEN_BYTES and lost * 10 > sum(not character.isascii() for character in text):
        return True
    return b"\0" in content and text.count("\0") * 4 > len(text)


def is_lost(words: str) -> bool:
    """Whether the Chinese of titles or of a body was lost before it came: noise, of which every twentieth character is
    a control; more of question marks in runs, or of bytes of UTF-8 or GBK that stand as letters each, than of Chinese;
    or a tenth as many characters of private use."""
    lost = sum(map(len, _MARKS.findall(words))) if holds(words, "????") else 0
    if not _ORDINARY.fullmatch(words):
        if (controls := len(_CONTROLS.findall(words))) >= _A_FEW and controls * _NOISE > len(words):
            return True
        lost = max(lost, 2 * len(_TWICE.findall(words)), 10 * len(_PRIVATE.findall(words)))
    return lost >= _A_FEW and lost > len(_CHINESE.findall(words))


def _reads_as_big5(content: bytes, *declared: str) -> bool:
    """Whether nobody says that it is GB, and its characters are common ones in Big5 and rare ones in GB."""
    if any(charset.lower().startswith("gb") for charset in declared):
        return False
    pairs = _PAIR.findall(content[:_READ])
    if len(pairs) < _A_FEW or _share(pairs, _GB_PLACE, _GB_COMMON) > _IMPLAUSIBLE:
        return False
    return _share(pairs, _BIG5_PLACE, _BIG5_COMMON) >= _PLAUSIBLE


def _share(pairs: list[bytes], place: re.Pattern[bytes], common: re.Pattern[bytes]) -> float:
    placed = [pair for pair in pairs if place.match(pair)]
    return sum(common.match(pair) is not None for pair in placed) / max(1, len(placed))


def _hardly_broken(content: bytes) -> str:
    """UTF-8 with a few bad bytes, ``""`` for anything else: to GB18030 nearly every byte makes sense."""
    text = content.decode("utf-8", "replace")
    lost, read = text.count("�"), len(text) - len(text.encode("ascii", "ignore"))
    return text if lost <= _BROKEN_BYTES and read > 5 * lost else ""


@lru_cache(maxsize=256)
def charset_of(content_type: str) -> str:
    """The charset parameter of a Content-Type header, ``""`` without one."""
    found = re.search(r"charset\s*=\s*[\"']?([\w-]+)", content_type, re.I)
    return found[1] if found else ""


def _in_page(content: bytes) -> str:
    found = _DECLARED.search(content[:4096])
    return (found[1] or found[2]).decode("ascii") if found else ""
