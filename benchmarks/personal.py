"""Personal data among what looks like them: found, missed, false alarms. Numbers are made by chance, with checks."""

import random
from collections import Counter
from collections.abc import Callable
from itertools import product

from benchmarks.fields import read
from benchmarks.measuring import Table, arguments
from federator.notation.folding import fold

_SURNAMES, _GIVEN = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英",
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_card(chance: random.Random) -> str:
    """18 characters with the check of GB 11643."""
    area, serial = chance.choice(("330106", "330726", "331021", "362301")), chance.randrange(1000)
    body = f"{area}{chance.randrange(1935, 2008)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}{serial:03}"
    return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, _WEIGHTS, strict=True)) % 11]


def mobile(chance: random.Random) -> str:
    """Eleven digits."""
    return chance.choice(("138", "159", "177", "186", "199")) + f"{chance.randrange(10**8):08}"


def bank_card(chance: random.Random) -> str:
    """19 digits of UnionPay that pass Luhn's check."""
    body = "622" + f"{chance.randrange(10**15):015}"
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(reversed(body)))
    return body + str(-total % 10)


_MADE_OF_PARTS = ("阿依古丽·买买提", "欧阳娜娜", "艾力·吐尔逊", "司马光", "李 娜")


def _name(chance: random.Random) -> str:
    if not chance.randrange(8):
        return chance.choice(_MADE_OF_PARTS)
    return chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))


NUMBERS: dict[str, Callable[[random.Random], str]] = {"id_card": id_card, "mobile": mobile, "bank_card": bank_card}
NAMED = (
    "当事人：{name}，男，汉族，1980年5月出生，公民身份号码：{number}，住白石街道。",
    "权利人：{name}（身份证号{number}）",
    "{name}，身份证号码：{number}",
    "申请人{name}因保管不善遗失证书，联系电话{number}。",
    "被处罚人：{name}；证件号码：{number}；",
    "<table><tr><td>姓名</td><td>证件号码</td></tr><tr><td>{name}</td><td>{number}</td></tr></table>",
    "<table><tr><td>权利人</td><td>{name}</td><td>联系方式</td><td>{number}</td></tr></table>",
    "户主姓名：{name}\n身份证号：{number}",
    "{name} {number}",
    "关于{name}（身份证号{number}）信访事项的情况通报",
    "村民{name}（身份证{number}）",
    "对{name}（身份证{number}）作出处罚",
    "身份证号{number}，姓名{name}",
    "申请人代表{name}、{other}（证件号：{number}）",
    "{name}，男，汉族，1980年1月1日生，住某县某某街道某某路12号，身份证号：{number}",
    "<table><tr><td>1</td><td>{name}</td><td>{number}</td></tr></table>",
    "<table><tr><td>序号</td><td>村民</td><td>证件</td></tr><tr><td>1</td><td>{name}、{other}</td><td>{number}</td></tr></table>",
)
BARE = (
    "身份证号：{number}", "（{number}）", "账号{number}，开户行：某银行", "号码为<b>{head}</b>{tail}。",
    "联系方式：{number}；", "证件号{spaced}", "证件号{dashed}", "证件号{full}", "证件号{unseen}",
    "号码{number}、{number}", "当事人见<a>这里</a>，电话{number}", "当事人：见附件（{number}）",
    "请持本人有效身份证{number}办理", "相关证件（身份证号{number}）",
    "咨询电话{number} 方便时请先预约",
)  # fmt: skip
OF_A_KIND = {
    "id_card": (
        "ID{number}",
        "li{number}.pdf",
        "证件号{by_day}",
        '附件<a href="http://a.example/q?id={number}">下载</a>',
    ),
    "mobile": ("手机{number}/{number}", "电话：0571-87012345/{number}", "{dotted}", "王经理/{number}"),
    "bank_card": (),
}
THINGS = (
    "统一社会信用代码：91330100{d8}X{d1}", "不动产单元号330106{d6}GB{d5}F{d8}", "电子监管号：330110{d4}B{d5}",
    "采矿许可证号C33{d8}{d8}{d5}", "采矿许可证号33{d8}{d3}", "联系电话：0571-8{d7}", "电话05718{d7}", "400-{d3}-{d4}",
    "项目代码2021-330110-70-03-{d6}", "邮编31{d4}", "面积1{d4}.{d4}平方米", "总价13{d8}0元", "成交价1{d8}00.00元",
    "合同编号33010620{d2}A{d5}", "坐标X=40{d6}.{d3}，Y=3{d6}.{d3}", "浙（2020）某县不动产权第{d7}号", "第13{d8}8号",
    "索引号：11330000{d8}M/2026-10{d8}", "备案号330{d4}BA{d4}", "http://a.example/art/2021/5/1/art_1229{d6}_5{d7}.html",
    "公告编号：GT-2021{d4}{d4}", "受理号2021{d8}{d4}", "二维码：{d8}{d8}{d4}", "工商注册号3301060000{d5}",
    "<table><tr><td>宗地代码</td><td>330106{d6}GB{d5}</td><td>面积</td><td>{d4}.{d2}</td></tr></table>",
    "林地 13{d8}6平方米", "高程1{d2}.{d2}米，林班号{d8}{d3}", "住宅用地，监管账户33{d8}{d8}{d2}",
    "容积率1.{d1}，限高{d2}米", '<a href="http://a.example/c1{d5}/2020/12/1{d1}/{d4}a.html">公告</a>',
    "坐标 33{d5}.{d3} 405{d5}.{d3}",
)  # fmt: skip


def run(rounds: int) -> Table:
    """``rounds`` of every template in a registration list, where all of it is to be masked."""
    chance, counts = random.Random(12), Counter[str]()
    asked = [(kind, template) for kind in NUMBERS for template in (*NAMED, *BARE, *OF_A_KIND[kind])]
    for _, (kind, template) in product(range(rounds), asked):
        number, name, other = NUMBERS[kind](chance), _name(chance), _name(chance)
        words = template.format(name=name, other=other, number=number, **_ways(kind, number))
        names = {"name": name} if "{name}" in template else {}
        _judge(words, {kind: number} | names | ({"name ": other} if "{other}" in template else {}), counts)
    for _, template in product(range(rounds), THINGS):
        _judge(
            template.format(**{f"d{n}": "".join(chance.choices("0123456789", k=n)) for n in range(1, 9)}), {}, counts
        )
    table = Table("personal data in a list of registrations", ("kind", "there", "found", "found and masked", "false"))
    for kind in (*NUMBERS, "name"):
        table.add(kind, *(counts[f"{kind} {what}"] for what in ("there", "found", "gone", "false")))
    table.add("texts without", counts["without"], "", "", counts["alarms"])
    return table


def _ways(kind: str, number: str) -> dict[str, str]:
    """How people write a number, but as it is."""
    cuts = {"id_card": (6, 14), "mobile": (3, 7), "bank_card": (4, 8, 12, 16)}[kind]
    parts = [number[since:to] for since, to in zip((0, *cuts), (*cuts, None), strict=True)]
    full = "".join(chr(ord(char) + 0xFEE0) for char in number)
    ways = {"spaced": " ", "dashed": "-", "by_day": "·", "dotted": ".", "unseen": "&#8203;"}
    return {name: apart.join(parts) for name, apart in ways.items()} | {
        "full": full,
        "head": parts[0],
        "tail": number[len(parts[0]) :],
    }


def _judge(words: str, there: dict[str, str], counts: Counter[str]) -> None:
    html = "".join(f"<p>{line}</p>" for line in words.split("\n"))
    notice = read("不动产权证书遗失声明", html)
    found = {one.kind for one in notice.personal}
    for kind, secret in ((kind.strip(), secret) for kind, secret in there.items()):
        counts[f"{kind} there"] += 1
        counts[f"{kind} found"] += kind in found
        counts[f"{kind} gone"] += not any(
            secret in fold(left) for left in (notice.text, notice.html, _digits(notice.html))
        )
    for kind in found - there.keys():
        counts[f"{kind} false"] += 1
    counts["without"] += not there
    counts["alarms"] += not there and bool(found)


def _digits(words: str) -> str:
    return "".join(char for char in fold(words) if char.isalnum())


if __name__ == "__main__":
    asked = arguments(__doc__, rounds=100)
    run(asked.rounds).print(asked.json)
