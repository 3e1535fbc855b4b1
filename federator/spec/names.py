"""Full names of natural persons beside their numbers: in the same row of a table, or in the words before."""

import re
from collections.abc import Iterator, Mapping, Sequence

from federator.spec.personal import Spot, heads_of_tables

# fmt: off
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟黄穆萧尹姚邵汪祁毛禹狄米贝明臧计成戴宋庞熊纪舒屈"
    "项祝董梁杜阮蓝闵席季强贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房缪解应宗丁宣邓郁单杭洪包诸左石崔吉"
    "龚程邢裴陆荣翁甄曲封储靳段富巫焦巴牧谷车侯全班仰秋仲伊宫宁仇甘厉祖武符刘景詹束龙叶幸司黎薄印宿白怀蒲从鄂索赖卓屠池乔"
    "闻莘党翟谭劳姬申冉郦雍桑桂濮牛寿边燕冀浦尚农温别庄晏柴瞿阎慕连习艾鱼容向古易慎廖终居衡步都耿满弘匡国文寇广东欧沃利越"
    "隆师巩聂晁敖融冷辛阚那简饶曾沙丰关相查后荆红游竺权盖益桓公游楼商肖涂代覃冼麦岳帅付佟仝闫"
)
# fmt: on
_NAME = r"[\u4e00-\u9fff]{2,4}"
_LABEL = (
    r"(?:权利人|产权人|当事人|申请人|被处罚人|相对人|违法行为人|所有权人|使用权人|继承人|被继承人|户主|户主姓名|姓名|名称|"
    r"联系人|共有人|土地使用者|土地使用权人|法定代表人|负责人|经办人|竞得人|受让人)"
)
_LABEL_CELL = re.compile(rf".{{0,6}}{_LABEL}.{{0,8}}")
_LABELLED = re.compile(
    rf"{_LABEL}[（(]?(?:姓名|名称)?[）)]?\s*[:：]?\s*(?:(?P<name>{_NAME})(?=[\s，,、;；（(。:：]|$)"
    rf"|(?P<told>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=因|不慎|将|持|系|的|位于|坐落|未|于|在|擅自))"
)
_BARE = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|[由与和为系：:])(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})[\s，,、:：（(]{{0,3}}"
    r"(?:[男女]|汉族|[，,、\s]){0,8}(?:[^，,。；\n]{4,16}出生[，,、\s]{0,2})?"
    r"(?:(?:其)?(?:公民|居民)?(?:身份证件?|身份证明|身份)(?:号码|证号|编号|号)?|(?:联系)?(?:电话|手机)(?:号码?)?|"
    r"(?:银行)?(?:卡|账|帐)号|银行卡)?[\s:：（(]{0,3}$"
)
_WHOLE = re.compile(_NAME)
_NO_PERSON = re.compile(
    "公司|[局厅委处所站厂院校店村组社部队]$|政府|中心|电话|手机|先生|女士|公民|居民|身份|号码|联系|地址|单位"
)
_THINGS = "地田额式位间置路号区县市镇乡街价率期限权证房楼年月日元米亩人员话机真箱址码"
"""No name without a label ends in these: 林地, 金额, 方式 begin like surnames."""
_REACH, _LINES_ABOVE = 60, 3


def name_spots(words: str, numbers: Sequence[Spot]) -> list[Spot]:
    """The names that belong to ``numbers``, each where it stands first."""
    heads = heads_of_tables(words)
    names = {name for spot in numbers for name in _names(words, spot, heads) if not _NO_PERSON.search(name)}
    first = {name: words.find(name) for name in names}
    return [Spot("name", start, start + len(name)) for name, start in first.items()]


def _names(words: str, spot: Spot, heads: Mapping[int, Sequence[str]]) -> Iterator[str]:
    begin = words.rfind("\n", 0, spot.start) + 1
    end = words.find("\n", spot.end)
    line = words[begin : end if end >= 0 else len(words)]
    if "\t" in line:
        yield from _in_row(heads.get(begin, ()), line.split("\t"))
        return
    before = words[begin : spot.start][-_REACH:]
    bare = _BARE.search(before)
    labelled = [*_LABELLED.finditer(before)]
    if labelled:
        yield labelled[-1]["name"] or labelled[-1]["told"]
    elif bare and bare["name"][-1] not in _THINGS:
        yield bare["name"]
    else:
        yield from _above(words[:begin])


def _in_row(heads: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """Below 姓名 or 权利人, or right of such a label."""
    for column, cell in enumerate(cells):
        beside = cells[column - 1] if column else ""
        if _WHOLE.fullmatch(cell.strip()) and not _LABEL_CELL.fullmatch(cell.strip()):
            labels = (beside, heads[column] if column < len(heads) else "")
            if any(_LABEL_CELL.fullmatch(label.strip()) for label in labels):
                yield cell.strip()


def _above(words: str) -> Iterator[str]:
    """``姓名：张三`` on a line of its own, above the number's."""
    for line in reversed(words[-200:].split("\n")[-_LINES_ABOVE - 1 :]):
        if found := _LABELLED.search(line):
            yield found["name"] or found["told"]
            return
