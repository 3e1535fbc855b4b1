"""The labels that a record of the publishing spec is printed under, and the words that end a value beside them."""

import re

PUBLISHED = ("发布日期", "发布时间", "公开日期")
"""Those of the day of publication."""
# fmt: off
LABELS = (
    "索引号", "信息索引号", "名称", "标题", "信息名称", "文件名称", "文号", "发文字号", "发布文号",
    "文件编号", "统一编号", "发布机构", "发文机关", "发布单位", "公开主体", "责任部门", "信息来源",
    "来源", "成文日期", "生成日期", "产生日期", "发文日期", "印发日期", *PUBLISHED,
    "生效日期", "实施日期", "废止日期", "废止时间", "失效日期", "有效性", "效力状态", "效力属性",
    "时效性", "主题分类", "主题词", "关键词", "体裁分类", "公文种类", "组配分类", "信息分类", "内容分类",
    "目录分类", "服务对象", "内容概述", "摘要", "公开属性", "公开方式", "语种",
)
ENDS = (
    "浏览次数", "浏览量", "浏览", "阅读次数", "阅读量", "阅读", "点击数", "点击量", "点击率",
    "点击次数", "点击", "评论数", "评论", "访问量", "访问次数", "人气", "次数", "作者", "责任编辑", "编辑",
    "发布人", "发布者", "录入人", "上传者", "审核人", "签发人",
    "编审", "审核", "录入", "供稿", "撰稿", "摄影", "记者", "更新时间", "更新日期", "修改时间",
    "截止日期", "字体", "字号", "字体大小", "分享到", "分享", "打印", "关闭", "保护视力色",
    "视力保护色", "附件", "访问次", "下载次数", "公开范围", "公开时限", "公开期限", "公开形式", "信息形式",
    "公告时间", "所属栏目", "所属分类", "公开程序", "公开类别", "载体类型", "记录形式",
)
# fmt: on
ALIASES = {
    "公告标题": "标题",
    "信息标题": "标题",
    "文件标题": "标题",
    "文章来源": "来源",
    "稿件来源": "来源",
    "新闻来源": "来源",
    "文章出处": "来源",
    "出处": "来源",
    "稿源": "来源",
    "来自": "来源",
    "发文单位": "发文机关",
    "发文机构": "发文机关",
    "制发机关": "发文机关",
    "发布部门": "发布单位",
    "发文部门": "发文机关",
    "发布机关": "发布机构",
    "公开责任部门": "公开主体",
    "公开机构": "公开主体",
    "公开部门": "公开主体",
    "公开单位": "公开主体",
    "公告编号": "文号",
    "公告文号": "文号",
    "索取号": "索引号",
    "信息索引": "索引号",
    "索引编号": "索引号",
    "统一登记号": "统一编号",
    "分类": "信息分类",
    "信息类别": "信息分类",
    "体裁": "体裁分类",
    "成文时间": "成文日期",
    "生成时间": "生成日期",
    "发文时间": "发文日期",
    "印发时间": "印发日期",
    "签署日期": "成文日期",
    "生效时间": "生效日期",
    "实施时间": "实施日期",
    "失效时间": "失效日期",
    "公开时间": "公开日期",
    "信息发布时间": "发布时间",
    "信息时间": "发布时间",
    "发稿时间": "发布时间",
    "上传时间": "发布时间",
    "上传日期": "发布日期",
    "加入时间": "发布时间",
    "加入日期": "发布日期",
    "添加时间": "发布时间",
    "添加日期": "发布日期",
    "录入时间": "发布时间",
    "上网时间": "发布时间",
    "公布时间": "发布时间",
    "公布日期": "发布日期",
    "公告日期": "发布日期",
    "发表时间": "发布时间",
    "发布于": "发布时间",
    "发表于": "发布时间",
    "日期": "发布日期",
    "时间": "发布时间",
}
"""Labels of the line below the title, by the word of the spec that they stand for."""

KEYS = {**{label: label for label in LABELS}, **ALIASES}
"""Each label that is read, and the label it is kept under."""


def _any_of(labels: list[str]) -> str:
    """A pattern for each of them, longest first, with inner spaces; sorted by first letter, it fails fast."""
    by_first: dict[str, list[str]] = {}
    for label in sorted(labels, key=len, reverse=True):
        by_first.setdefault(label[0], []).append(r"\s*".join(("", *label[1:])))
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in by_first.items())


_ALL = [*KEYS, *ENDS]
_SHORT = ("来源", "稿源", "作者", "记者", "浏览", "阅读", "点击", "编辑")
_UNMISTAKABLE = [label for label in _ALL if len(label) > 2 or label in _SHORT]
LABEL_BEGINS = frozenset("[【").union(label[0] for label in _ALL)
_AHEAD = rf"(?=[\s\[{''.join(sorted(LABEL_BEGINS - {'['}))}])"
_BEHIND = r"\s*(?:[】\]]\s*[:：]?|[:：])"
_APART = rf"(?<![\u4e00-\u9fff])[\[【]?\s*(?P<label>{_any_of(_ALL)})"
LABEL = re.compile(rf"{_AHEAD}{_APART}{_BEHIND}")
"""A label in a line, with inner spaces (索 引 号：), brackets ([发布日期]) or a colon behind it."""
LABEL_END = re.compile(r"[:：\]】]")
_BEHIND_A_NAME = r"(?<=[局厅委府办室科处股队站所心院部网会])(?:(?:时间|日期)(?=\s*[:：]\s*(?:19|20)\d\d)|文\s*号)"
NEXT_LABEL = re.compile(rf"{_AHEAD}(?:{_APART}|(?P<glued>{_any_of(_UNMISTAKABLE)}|{_BEHIND_A_NAME})){_BEHIND}")
"""A label behind another one's value: it may touch it (来源：节能处浏览次数：9, 来源：县水利局时间：2026-08-28)."""
INDEX_LABEL = re.compile(r"索[\W_]{0,20}引")
DAY_LABEL = re.compile(r"[布开传加](?<=[发公上添].)[\W_]{0,20}[日时]")
"""What a text says that may hold the record of its notice: 索 引 号, 发布日期 (from 布: 公 is everywhere)."""
DAY = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d"
"""A pattern of one as written, up to its last number."""
_DAY_BEGINS = re.compile(rf"\W{{0,2}}{DAY}")
SET_OUT = re.compile(rf"^\W{{0,2}}(?:发布|刊发|录入|上传)\s?[:：]\s?(?={DAY})")
"""``发布：2026-03-18``; before a name (``发布：某科``) it is no label of a day."""
_SAYS_WHEN = rf"\W{{0,2}}(?:(?:发布|公开|更新)(?:日期|时间)\s?|(?:发布|刊发|录入|上传)\s?[:：]\s?){DAY}"
_NAME_AND_DAY = (
    r"[\[【(（]?[\u4e00-\u9fff]{2,20}[局厅会府心][\]】)）]?\s?"
    r"[\[【(（]?(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?(?:\s[\d:]{4,8})?[\]】)）]?$"
)
"""``某县水利局2026-03-18 09:30``, of two elements side by side."""
_BEGINS_AS_FACTS = re.compile(f"{_SAYS_WHEN}|{_NAME_AND_DAY}")
_BEGINS_WITH_WHEN = re.compile(_SAYS_WHEN)
_NAME_THEN_DAY = re.compile(rf"[\[【(（]?[\u4e00-\u9fff]{{2,20}}[局厅会府心][\]】)）\s|｜]{{0,3}}[\[【(（]?{DAY}")
_DAY_THEN_NAME = re.compile(rf"\W{{0,2}}{DAY}[\d日:\W]{{0,16}}[\u4e00-\u9fff]{{2,20}}[局厅会府心]")
_WHEN_BEGINS = frozenset("发公更刊录上[【(（")
_A_LINE = 80


def spelt(found: re.Match[str]) -> str:
    """The label that :data:`LABEL` or :data:`NEXT_LABEL` found, without its inner spaces."""
    return "".join((found["label"] or found["glued"]).split())


def begins_with_label(line: str) -> bool:
    """A line that begins with a label and what sets it off."""
    return line[0] in LABEL_BEGINS and LABEL.match(line) is not None


def begins_with_day(line: str) -> bool:
    """A line that begins with a day, which may stand in brackets."""
    return _DAY_BEGINS.match(line) is not None


def says_when(line: str) -> bool:
    """It begins with the day of publication behind no label as others are: ``发布：2026-03-18``, ``发布日期2026-…``."""
    return line[0] in _WHEN_BEGINS and _BEGINS_WITH_WHEN.match(line) is not None


def is_facts(line: str) -> bool:
    """The line of dates and sources below a title."""
    if len(line) > _A_LINE:
        return False
    if begins_with_day(line) or NEXT_LABEL.search(line) is not None:
        return True
    return ("20" in line or "19" in line) and _BEGINS_AS_FACTS.match(line) is not None


def is_dated_facts(line: str) -> bool:
    """``2026-08-15 来源：县水利局``, ``县水利局 | 2026-08-15 | 字体：大``, ``2026-08-15 县水利局``: what a box holds of
    its own."""
    if len(line) > _A_LINE:
        return False
    dated = begins_with_day(line) or _NAME_THEN_DAY.match(line) is not None
    return dated and (NEXT_LABEL.search(line) is not None or _DAY_THEN_NAME.fullmatch(line) is not None)
