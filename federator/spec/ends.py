"""Where a value ends: with its clause, before the next label, a section before what is numbered on beyond it."""

import re
from collections.abc import Iterator

from federator.model.matter import Kind
from federator.spec.lexicon import Label, Lexicon

_CLAUSE_END = re.compile(r"[；;。]")
_CLAUSE_OF_WORDS = re.compile(
    r"。|[；;](?=\s*(?:[（(]?\d{1,2}[)）、.．]|[一二三四五六七八九十]{1,2}、|[^；;，,。\d]{2,14}[:：]))"
)
_COMMA = re.compile(r"[，,；;]")
_OF_ELSE = re.compile(
    r"\d\s?(?:公顷|亩|平方米|平方公里|㎡|m2|万元|亿元)|年限|期限|时间|日期|见附|附后|^(?:其中|属于|涉及|符合|根据|依据|按照|近期|远期|展望|(?:规划)?(?:基期|目标年)|具体|详见|声明|特此|现(?:予|特|将)|予以|不变)|作废$"
)
"""What a clause tells of that does not belong to the words before it."""
_REMARK = re.compile(r"[（(](?:详?见|以)[^（()）]{1,30}[)）]$")
"""Where more is to be seen, behind words that go on (``北至农田（详见附图）``)."""
_LABELLED = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．])?\s*[^:：\d，,；;。]{2,14}[:：]")
"""A clause with a label of its own, known or not."""
_ANOTHER_LABEL = re.compile(
    r"[，,；;。](?=(?!.{0,12}(?:电话|联系|地址))[^:：，,；;。]{2,14}(?:依据|期限|时限|地点|事项|方式|日期|时间|机关|单位|部门|结果|情况|种类|类别|编号|文号|名称|金额|备注)[:：])"
)
"""Where a section of text that stands in a line of labels gives way to the next."""
_SPACED_LABEL = re.compile(r"(?<![ \t\u3000])[ \t\u3000]++[\u4e00-\u9fff]{2,8}[:：](?!\d{2}\D)")
"""The next label, known or not, where only spaces part the two."""
_HEADS = range(3, 8)
"""How long a label at the head of a clause may be, without a colon behind it."""
SENTENCE_ENDS = "。；;\n"
SENTENCE_END = re.compile(f"[{SENTENCE_ENDS}]")
_BRACKET = re.compile(r"[（()）]")
_HEADING = re.compile(
    r"\s*(?:(第[一二三四五六七八九十]{1,3}[章节条]|[一二三四五六七八九十]{1,3}[、.．])|([（(][一二三四五六七八九十]{1,3}[）)])|(\d{1,2}[、.．)）](?!\d))|([（(]\d{1,2}[）)]))"
)
_ONES = "一二三四五六七八九"
_COUNT = {char: number for number, char in enumerate(_ONES, 1)} | {
    f"{ten}十{one}": 10 * (tens + 1) + ones
    for tens, ten in enumerate(("", "二", "三"))
    for ones, one in enumerate(("", *_ONES))
}
_CLOSING = re.compile(
    r"\s*(?:(?:以上|上述)(?:违法|违规)?(?:行为)?事实[，,]?[有由]|特此|附件|附[:：]|[（(]?(?:此件|扫描)|抄送|(?:信息)?来源[:：]|(?:阅读|浏览)(?:次数|量)|[上下]一[篇条]|联系(?:人|电话|地址|方式)|本(?:公告|公示|方案|决定)|请(?:被征|有关|相关|上述|各)|(?:如|若)(?:有|对|不服)"
    r"|(?:依据|根据|依照)《.{2,60}(?:决定|责令|给予|处以|处罚)|逾期|因无法|现依法|自(?:本)?公告|自收到|当事人(?:如|应|对)|你(?:单位|公司|户|厂|社)?(?:有权|可以?|应)"
    r"|被征.{0,36}(?:请|应(?:当)?在|应于|须于)"
    r"|.{0,30}(?:如有|有)(?:异议|不同意见|意见)|.{0,30}(?:[\d〇○零一二三四五六七八九]\s?){4}年.{1,4}月.{1,4}日$)"
)
"""What ends the last section of a notice: what to do about it, its attachments, its signature."""


def sentence_begin(words: str, place: int, reach: int = 0) -> int:
    """Where the sentence that holds ``place`` begins, at ``reach`` at the earliest."""
    return max(reach, *(words.rfind(mark, reach, place) + 1 for mark in SENTENCE_ENDS))


def value_of(written: str, label: Label, lexicon: Lexicon) -> str:
    """Up to the end of its clause or the next clause with a label of its own; words go on behind a semicolon unless
    what follows is numbered or labelled itself, or tells of something else; a section may be all of the line."""
    kinds = {extra.kind for extra in label.extras}
    if Kind.LONG in kinds:
        another = _ANOTHER_LABEL.search(written)
        return section_of(written[: another.start()] if another else written)
    spaced = _SPACED_LABEL.search(written)
    written = _within_brackets(written[: spaced.start()] if spaced else written)
    end = (_CLAUSE_OF_WORDS if Kind.TEXT in kinds else _CLAUSE_END).search(written)
    return _without_others(written[: end.start()] if end else written, Kind.TEXT in kinds, lexicon)


def _within_brackets(written: str) -> str:
    """``工业），依法收回`` stands in brackets that its label opened, and ends with them."""
    depth = 0
    for bracket in _BRACKET.finditer(written):
        depth += 1 if bracket[0] in "（(" else -1
        if depth < 0:
            return written[: bracket.start()]
    return written


def _without_others(words: str, mere_words: bool, lexicon: Lexicon) -> str:
    """Words up to the clause that begins with another label (生产规模30万吨/年) or tells of an area or a sum."""
    for comma in _COMMA.finditer(words):
        clause = words[comma.end() :].lstrip()
        if _LABELLED.match(clause):
            return words[: comma.start()]
        clause = clause[: next((mark.start() for mark in _COMMA.finditer(clause)), len(clause))]
        if mere_words and _is_of_else(clause, lexicon):
            return words[: comma.start()]
    return words


def _is_of_else(clause: str, lexicon: Lexicon) -> bool:
    told = _OF_ELSE.search(_REMARK.sub("", clause)) is not None
    return told or any(_names_field(clause[:length], lexicon) for length in _HEADS)


def _names_field(head: str, lexicon: Lexicon) -> bool:
    label = lexicon.find(head)
    return label is not None and bool(label.extras)


def section_of(words: str) -> str:
    """A section up to what closes the notice, or to a number that goes on with no count begun in the section: ``三、``
    after text without ``二、`` heads the next."""
    counts: dict[int, int] = {}
    for begin, sentence in _sentences(words):
        level, number = _numbering(sentence)
        if begin and (_CLOSING.match(sentence) or (level and number not in (1, counts.get(level, 0) + 1))):
            return words[:begin].rstrip()
        if level:
            counts[level] = number
    return words


def closes(line: str) -> bool:
    """The notice's last section is over."""
    return _CLOSING.match(line) is not None


def _sentences(words: str) -> Iterator[tuple[int, str]]:
    """Each with where it begins."""
    begin = 0
    for mark in SENTENCE_END.finditer(words):
        yield begin, words[begin : mark.start()]
        begin = mark.end()
    yield begin, words[begin:]


def _numbering(sentence: str) -> tuple[int, int]:
    """Level and number of a heading, (0, 0) of any other sentence."""
    found = _HEADING.match(sentence)
    if not found or not found.lastindex:
        return 0, 0
    figure = re.sub(r"[^\d一二三四五六七八九十]", "", found[0])
    return found.lastindex, int(figure) if figure.isdecimal() else _COUNT.get(figure, 0)


def level_of(line: str) -> int | None:
    """Which sort of numbering a heading has: 一、 or （一） or 1、 or (1)."""
    found = _HEADING.match(line)
    return found.lastindex if found else None
