"""When is what a sentence tells certain enough to be kept? Missing is honest, wrong is not.

A label says whose value stands behind it; a sentence has to be understood, and this one place decides when it is: the
value is whole, it stands where its sentence tells of this very thing, and nothing says that it is not so, was so once,
or would be so if. What fails is left out; the same field told again, certainly, still counts.
"""

import re
from collections.abc import Sequence

from federator.model.matter import Extra, Kind
from federator.spec.ends import level_of, sentence_begin

_NUMBERING, _REACH = 12, 300
"""Characters of a line that may number it, and before a value that may cast doubt on it."""
_LONG = Kind.LONG
_NUMBERED = (Kind.NUMBER, Kind.DOC_NO, Kind.PARCEL)
_MEASURED = (Kind.AREA, Kind.MONEY, Kind.YEARS)
_WORDED = (Kind.NAME, Kind.TEXT)
"""Words that may have swallowed what stands before them."""
_JOINED = re.compile(r"[A-Za-z\d/／_.—–－-]$")
"""What a number that begins with a letter or digit is the rest of."""
_HAN = re.compile("[\u4e00-\u9fff]")
_BEFORE_A_NUMBER = re.compile(r"(?:[的于经由获据以得到达出销发部厅局号为是及和与按照将持有件书在对给]|政府|[务法]院)$")
"""What stands before a number without being of it, where it begins with a word (浙土字)."""
_BOUNDS = re.compile(
    r"(?:不(?:得)?(?:低|高|少|多|大|小|超)[于过]|至少|至多|最[高低多少]|超过|低于|高于|逾|其中|含|包括)[为是:：]?$"
)
"""A bound or a part, and no measure."""
_BEYOND = re.compile(r"(?:以[上下内]|左右|不等|起(?!始)|[、和及][^，。；\n]{0,12}\d)")
_GOES_ON = re.compile(
    r"[，,、；;](?:[东南西北]{1,2}[至临靠接邻起到侧]|[上下]午|[冬夏][季令]|\d|直[线距]|相?距|及|和|并|以及|或|用于)"
)
"""Words that go on in the next clause: the whole of a place, of hours, of a purpose."""
_COUNT = r"[\d一二三四五六七八九十]{1,3}"
_CASE = re.compile(
    rf"(?m)(?:^|(?<=[。；：:]))(?P<mark>[ \t\u3000]*(?:(?:{_COUNT}、)?案[例件]{_COUNT} ?[:：、.．]"
    rf"|[（(]?{_COUNT}[）)、.．](?=[^。:：\n]{{2,40}}(?<!方)案(?:[。:：]|$))))"
)
_CORRECTED = re.compile(
    r"[”\"]?[，,]?(?:应(?:更正)?为|实(?:际)?为|现(?:更正|变更|调整)?为|有误|系(?:笔|误|因)|(?:更正|变更|调整|修改|改)[为成])"
)
"""What follows a value that is not so, or no more."""
_NOT_SO = re.compile(
    r"[^，,。；;\n]{0,200}?(?:为准|不计|除外|未获|另案)|[^。；;\n]{0,300}?(?:已(?:经)?(?:实施完毕|建成|竣工|关闭|废止|失效|另行)"
    r"|与[本此][^，。；\n]{0,6}无关|不(?:在|属于?)本(?:次|批))"
)
"""What the rest of a clause takes back, and the rest of a sentence says of what is over or no matter of the notice."""


def is_certain(found: re.Match[str], words: str, extra: Extra, doubts: re.Pattern[str], since: int = -1) -> bool:
    """What ``found`` found in the running ``words`` is told of this notice's matter, as it is, and whole; ``since``:
    where its label begins, if that is not where ``found`` does.

    Where all of a sentence is the value, nothing stands before it.
    """
    if extra.kind is _LONG and "sentence" in found.re.groupindex:
        return True
    begin, end = found.span("value")
    since = since if since >= 0 else found.start()
    reach = max(0, begin - _REACH)
    opening = sentence_begin(words, begin, reach)
    before = "" if "sentence" in found.re.groupindex else words[opening:begin]
    told = words[opening:end] if extra.kind in _WORDED else before
    if not begins_whole(found, words, extra) or doubts.search(told) or (extra.unless and extra.unless.search(told)):
        return False
    if extra.kind is not _LONG and _CORRECTED.match(words, end):
        return False
    if extra.kind in _MEASURED and (_BOUNDS.search(before) or _BEYOND.match(words, end)):
        return False
    if extra.kind is not _LONG and _is_one_of_many(words, since, begin, extra):
        return False
    if extra.kind is Kind.TEXT and (_GOES_ON.match(words, end) or words[begin] == "原"):
        return False
    return extra.kind is _LONG or not _NOT_SO.match(words, end)


def _is_one_of_many(words: str, since: int, begin: int, extra: Extra) -> bool:
    """It stands in a numbered line, and another line of the same numbering speaks of the same; ``since``: where what
    tells it begins, ``begin``: where its value does."""
    line = words.rfind("\n", 0, begin) + 1
    level = level_of(words[line : line + _NUMBERING])
    if not level:
        return False
    told = [word for word in extra.near if word in words[since:begin]]
    others = (words[:line] + words[begin:].partition("\n")[2]).split("\n") if told else ()
    return any(level_of(other[:_NUMBERING]) == level and any(word in other for word in told) for other in others)


def cases_in(words: str) -> Sequence[str]:
    """A circular's cases (``一、某公司非法占地案。…``), each up to the next: a sentence tells of one of them."""
    heads = list(_CASE.finditer(words)) if 1 < words.count("案") > words.count("方案") + 1 else ()
    if len(heads) < 2:
        return ()
    ends = [*(head.start() for head in heads[1:]), len(words)]
    return [words[head.end("mark") : end].strip() for head, end in zip(heads, ends, strict=True)]


def begins_whole(found: re.Match[str], words: str, extra: Extra) -> bool:
    """Not ``2022-021号`` of ``SX-2022-021号``, nor ``资规临〔2021〕13号`` of ``丰资规临〔2021〕13号``."""
    begin = found.start("value")
    if extra.kind not in _NUMBERED or not begin:
        return True
    before, first = words[begin - 1], words[begin]
    if first == "字":
        return False
    if first.isascii():
        return not _JOINED.match(before)
    if extra.kind is not Kind.DOC_NO or not _HAN.match(before):
        return True
    return _BEFORE_A_NUMBER.search(words, max(0, begin - 2), begin) is not None
