"""Full names of natural persons beside their numbers: in the same row of a table, or in the words before."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from federator.spec.personal import LONGEST_ROW, Spot, heads_of_tables, may_hold_number

# fmt: off
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟黄穆萧尹姚邵汪祁毛禹狄米贝明臧计成戴宋庞熊纪舒屈"
    "项祝董梁杜阮蓝闵席季强贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房缪解应宗丁宣邓郁单杭洪包诸左石崔吉"
    "龚程邢裴陆荣翁甄曲封储靳段富巫焦巴牧谷车侯全班仰秋仲伊宫宁仇甘厉祖武符刘景詹束龙叶幸司黎薄印宿白怀蒲从鄂索赖卓屠池乔"
    "闻莘党翟谭劳姬申冉郦雍桑桂濮牛寿边燕冀浦尚农温别庄晏柴瞿阎慕连习艾鱼容向古易慎廖终居衡步都耿满弘匡国文寇广东欧沃利越"
    "隆师巩聂晁敖融冷辛阚那简饶曾沙丰关相查后荆红游竺权盖益桓公楼商肖涂代覃冼麦岳帅付佟仝闫"
)
# fmt: on
_HAN = "\u3400-\u9fff"
_DOTTED = rf"[{_HAN}]{{1,8}}(?:[·•・‧∙⋅][{_HAN}]{{1,8}}?){{1,3}}"
_DOUBLE = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|长孙|宇文|端木|南宫|独孤|轩辕|申屠"
_PERSON = rf"(?:{_DOTTED}|(?:{_DOUBLE})[{_HAN}]{{1,2}}|[{_SURNAMES}](?:[{_HAN}]{{1,2}}| [{_HAN}]))"
"""What looks like a name without being called one."""
_PERSONS = rf"{_PERSON}(?:[、和与及]{_PERSON}){{0,9}}"
_NAME = rf"(?:{_DOTTED}|[{_SURNAMES}] [{_HAN}]|[{_HAN}]{{2,4}})"
_END = r"(?=[\s，,、;；（(）)。:：和与及]|$)"
_LABEL = (
    r"(?:权利人|产权人|当事人|申请人|被处罚人|相对人|违法行为人|所有权人|使用权人|继承人|被继承人|户主|户主姓名|姓名|名称|"
    r"联系人|共有人|土地使用者|土地使用权人|法定代表人|负责人|经办人|竞得人|受让人|村民|居民|农户|持证人|承包人|委托人|代理人)"
)
_LABEL_CELL = re.compile(rf".{{0,6}}{_LABEL}.{{0,8}}")
_LABELLED = re.compile(
    rf"{_LABEL}[（(]?(?:姓名|名称)?[）)]?(?:"
    rf"(?:\s*[:：]\s*|\s+)(?P<name>{_NAME}){_END}(?P<more>(?:[、和与及]{_PERSON}{_END}){{0,9}})|(?P<named>{_PERSONS}){_END}"
    rf"|\s*[:：]?\s*(?P<told>{_DOTTED}|(?:{_DOUBLE}|[{_SURNAMES}])[{_HAN}]{{1,2}}?)(?=因|不慎|将|持|系|的|位于|坐落|未|于|在|擅自))"
)
_LEAD = (
    rf"(?:关于|对于?|给|向|将|把|因|经|{_LABEL}|市民|公民|群众|业主|职工|员工|同志|法人|妻子?|丈夫|父亲?|母亲?|儿子|女儿|之[子女妻夫]"
    rf"|代表|^|[^{_HAN}、]|[由与和为系：:])"
)
_CALLED = (
    r"(?:其|的)?(?:(?:公民|居民)?(?:身份证件?|身份证明|身份)(?:号码|证号|编号|号)?|(?:有效)?证件(?:号码?|编号)?|证号|ID|"
    r"(?:联系)?(?:电话|手机)(?:号码?)?|(?:银行)?(?:卡|账|帐)号|银行卡)?[\s:：（(]{0,3}$"
)
_BARE = re.compile(
    rf"{_LEAD}(?P<named>{_PERSONS})[\s，,、:：（(]{{0,3}}(?:[男女]|[{_HAN}]{{1,3}}族|[，,、\s]){{0,8}}"
    rf"(?:[^，,。；\n]{{4,16}}出?生[，,、\s]{{0,2}})?{_CALLED}"
)
_OPENED = re.compile(rf"(?P<named>{_PERSONS}) ?[（(] ?{_CALLED}")
_SEXED = re.compile(rf"{_LEAD}(?P<named>{_PERSON})[，,（(\s]{{1,2}}[男女][，,\s）)]")
_AFTER = re.compile(
    rf"[\s，,、;；）)]{{0,3}}{_LABEL}[\s:：]{{0,3}}(?P<name>{_NAME}){_END}|[\s（(]{{1,2}}(?P<named>{_PERSON})(?=[\s）)，,。;；、]|$)"
)
_EACH = re.compile(rf"(?:^|[、和与及])(?P<name>{_PERSON})(?=[、和与及]|$)")
_CELL_NAME = re.compile(rf"{_DOTTED}|[{_HAN}](?: {{0,2}}[{_HAN}]){{1,3}}")
_CELL_PERSON = re.compile(_PERSON)
_BETWEEN_NAMES = re.compile("[、，,；;/]")
_NO_PERSON = re.compile(
    "公司|[局厅委处所站厂院校店村组社部队]$|政府|中心|电话|手机|先生|女士|公民|居民|身份|号码|联系|地址|单位|附件|附表|^[见详如同无]"
)
_THINGS = "地田额式位间置路号区县市镇乡街价率期限权证房楼年月日元米亩人员话机真箱址码族村局件书"
"""No name without a label ends in these: 林地, 金额, 方式 begin like surnames."""
_OTHER_HEAD = re.compile(
    "单位|坐落|地址|位置|地点|用途|类型|性质|民族|备注|部门|科室|职务|项目|公司|银行|事由|[区县镇乡村]"
)
_REACH, _BESIDE, _LINES_ABOVE, _SURE = 80, 200, 3, 3
"""Characters before a number in a sentence, and around it in a row too long to be looked through for each; lines."""


def name_spots(words: str, numbers: Sequence[Spot]) -> list[Spot]:
    """The names that belong to ``numbers``, each where it stands first."""
    heads = heads_of_tables(words)
    names = [name for spot in numbers for name in _names(words, spot, heads) if not _NO_PERSON.search(name)]
    first = {name: words.find(name) for name in names}
    return [Spot("name", start, start + len(name)) for name, start in first.items()]


def _names(words: str, spot: Spot, heads: Mapping[int, Sequence[str]]) -> Iterator[str]:
    left = words[max(0, spot.start - LONGEST_ROW) : spot.start].rpartition("\n")[2]
    right = words[spot.end : spot.end + LONGEST_ROW].partition("\n")[0]
    begin, number = spot.start - len(left), words[spot.start : spot.end]
    if "\t" in left + right:
        if len(left + right) < LONGEST_ROW:
            yield from _in_row(tuple(heads.get(begin, ())), left + number + right, left.count("\t"), spot.kind)
            return
        near = left[-_BESIDE:].partition("\t")[2]
        if named := [*_in_row((), near + number + right[:_BESIDE].rpartition("\t")[0], near.count("\t"), spot.kind)]:
            yield from named
            return
    before, after = left[-_REACH:], _AFTER.match(right)
    if after and after["name"]:
        yield after["name"]
    named = [*_before(before)]
    if not named and after and after["named"] and spot.kind == "id_card":
        named = [*_persons(after["named"])]
    yield from named or ([] if after else _above(words[max(0, begin - 200) : begin]))


def _before(before: str) -> Iterator[str]:
    labelled = [*_LABELLED.finditer(before)]
    if labelled:
        yield from _of_label(labelled[-1])
        return
    sexed = [*_SEXED.finditer(before)]
    if found := _BARE.search(before) or _OPENED.search(before) or (sexed[-1] if sexed else None):
        yield from _persons(found["named"])


def _of_label(found: re.Match[str]) -> Iterator[str]:
    if name := found["name"] or found["told"]:
        yield name
    yield from _persons(found["named"] or found["more"] or "")


def _persons(named: str) -> Iterator[str]:
    """Of 甲、乙和丙 each; what is called a thing is none."""
    for found in _EACH.finditer(named):
        if found["name"][-1] not in _THINGS:
            yield found["name"]


def _in_row(heads: tuple[str, ...], line: str, column: int, kind: str) -> Iterator[str]:
    """Below 姓名 or 权利人, or right of such a label; in a table without such, what looks like a name beside the number
    in ``column``."""
    called = _called_in(heads, line)
    yield from called
    if not called:
        cells = line.split("\t")
        near = [*range(column - 1, -1, -1), column + 1] if kind == "id_card" else [column - 1]
        yield from islice(filter(None, (_like_a_name(heads, cells, place, kind) for place in near)), 1)


@lru_cache(maxsize=8)  # a row may hold thousands of numbers
def _called_in(heads: tuple[str, ...], line: str) -> tuple[str, ...]:
    cells = line.split("\t")
    return tuple(name for place in range(len(cells)) for name in _called(heads, cells, place))


def _called(heads: Sequence[str], cells: Sequence[str], place: int) -> Iterator[str]:
    labels = (cells[place - 1] if place else "", heads[place] if place < len(heads) else "")
    if any(_LABEL_CELL.fullmatch(label.strip()) for label in labels):
        for name in _BETWEEN_NAMES.split(cells[place].strip()):
            if _CELL_NAME.fullmatch(name) and not _LABEL_CELL.fullmatch(name):
                yield name


def _like_a_name(heads: Sequence[str], cells: Sequence[str], place: int, kind: str) -> str:
    """Beside a telephone, below heads, short words are left out: counties stand there."""
    cell = cells[place].strip() if 0 <= place < len(cells) else ""
    headed = bool(heads) and not may_hold_number("".join(heads))
    other = headed and place < len(heads) and _OTHER_HEAD.search(heads[place])
    long = kind != "mobile" or not headed or len(cell) >= _SURE
    return cell if long and not other and _CELL_PERSON.fullmatch(cell) and cell[-1] not in _THINGS else ""


def _above(words: str) -> Iterator[str]:
    """``姓名：张三`` on a line of its own, above the number's."""
    for line in reversed(words.split("\n")[-_LINES_ABOVE - 1 :]):
        if found := _LABELLED.search(line):
            yield from _of_label(found)
            return
