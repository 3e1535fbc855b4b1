"""Who: the name alone out of what stands under its label or in its sentence."""

import re

from federator.notation.folding import fold

OWN_LABEL = re.compile(r"^[\u4e00-\u9fff]{0,6}(?:[文编证字]号|名称|姓名|号码)[为是:：]?")
"""What a sentence may have between a label and a name or number."""
_REMARK_ON_NAME = re.compile(
    r"(?<=..)[（(][^（()）]{1,40}(?<![局厅院所站社部厂店会府处伙])(?<!公司|中心|资人|集团|商户|牌子)[）)]$"
)
"""What is told of whom in brackets behind a name; no 合伙, no second name of an office."""
_OF_A_SENTENCE = r"的|变更为|应当?|须|请|详见|如下|名单|负责|办理|主持|分管|协助|[:：。]|\d{4}年"
_BEGINS_OTHERWISE = "该|上述|下列|以下|本次|各|有关|相关|其|等|第|最终|最后|经公开|经过|经评|依法|同意|确认|确定"
_ENDS_AS_LABEL = "期限|时间|日期|用途|面积|依据|事实|标准|途径|价格|金额|情况|内容"
_NO_NAME = re.compile(rf"{_OF_A_SENTENCE}|^(?:{_BEGINS_OTHERWISE})|(?:{_ENDS_AS_LABEL})$")
_NAME_END = re.compile(
    r"[，,；;。]|(?<=..)\s|[（(](?=统一|法定|身份|公民|男|女|以下|经营者|负责人|住所|系|共同|按份|单独|各占)"
)
_HOME = re.compile(r"..[村组镇乡号栋幢室]$|[^作销]社$")
"""Where somebody lives, before who it is."""
_LONGEST_NAME, _SHORT_NAME = 80, 3
_ORGANISATION = re.compile(r"(?:公司|[局厅委院厂社会府部处所站矿店场行])(?:[（(].{1,20}[）)])?$")


def read_name(words: str) -> str:
    """The name of a person or body, ``""`` where it is not sure or not whole.

    ``李四，男，1980年出生`` is 李四, ``李 四`` too.
    """
    head, *rest = _NAME_END.split(fold(_on_one_line(words)), 1)
    if rest and _HOME.search(head):
        return ""
    name = OWN_LABEL.sub("", head.replace(" ", ""))
    name = _REMARK_ON_NAME.sub("", name)
    whole = 1 < len(name) <= _LONGEST_NAME and name.count("（") == name.count("）")
    return name if whole and not _NO_NAME.search(name) else ""


def _on_one_line(words: str) -> str:
    """A name that goes on in a second line of its cell is one; two that are whole by themselves stay apart."""
    head, _, rest = words.partition("\n")
    broken = rest and "\n" not in rest and not _ORGANISATION.search(head) and _ORGANISATION.search(rest)
    return f"{head}{rest}" if broken and len(head) > _SHORT_NAME else words
