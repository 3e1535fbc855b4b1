"""The older form of jpage: records as strings of a script array, given here the shape of a datastore.

On the page ``InitData49468=['<li>…</li>','…'];``, as the answer of dataproxy
``totalRecord=714.0;totalPage = 27;dataStore = ['…'];``.
"""

import re

from federator.model.errors import ErrorKind, VisitError

_VARIABLE = re.compile(r"[A-Za-z_]\w*", re.A)
_ITEM = re.compile(
    r"""\s*(?:'(?P<single>[^'\\]*(?:\\.[^'\\]*)*)'|"(?P<double>[^"\\]*(?:\\.[^"\\]*)*)")\s*(?:,|(?=\]))""", re.S
)
_END = re.compile(r"\s*\]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.S)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}
_ANSWER = re.compile(r"\bdataStore\s*=\s*\[")
_ANSWERED_TOTAL = re.compile(r"\btotalRecord\s*=\s*(\d{1,9})", re.A)


def array_store(text: str, variable: str) -> str | None:
    """The array that ``variable`` is set to, as the inside of a datastore; None where the page sets no such array.

    CUT_SHORT where it breaks off.
    """
    if not _VARIABLE.fullmatch(variable):
        return None
    found = re.search(rf"{re.escape(variable)}\s*=\s*\[", text)
    return _store(text, found.end()) if found else None


def answered_store(text: str) -> str | None:
    """The array that dataproxy answers, with the total it declares; None where the answer is none."""
    found = _ANSWER.search(text)
    if not found:
        return None
    total = _ANSWERED_TOTAL.search(text)
    declared = f"<totalrecord>{total[1]}</totalrecord>" if total else ""
    return declared + _store(text, found.end())


def _store(text: str, at: int) -> str:
    records: list[str] = []
    while item := _ITEM.match(text, at):
        records.append(unescaped(item["single"] or item["double"] or ""))
        at = item.end()
    if not _END.match(text, at):
        raise VisitError(ErrorKind.CUT_SHORT, f"the array of records breaks off after {len(records)}")
    return "".join(f"<record><![CDATA[{record}]]></record>" for record in records)


def unescaped(written: str) -> str:
    r"""The string that a script's literal means; a pair ``\ud83d\ude00`` is one character, half of one is none."""
    if "\\" not in written:
        return written
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else _CONTROL.get(found[2], found[2]), written)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
