"""The invented notices told in other shapes: does a reading stay right, or become missing, or wrong?

Every reshaping keeps what a reader finds: paragraphs run together, colons become words, tables become lines or are
turned, columns and sentences of other things stand beside. What the readers were mended for stands in none of them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from lxml.html import fragment_fromstring, tostring

from benchmarks.fields import NOTICES, Score, judge, notices, read
from benchmarks.measuring import Table, arguments, say

Rows = list[list[str]]
Reshape = Callable[[str], str]
_ELSEWHERE = {
    "C05": "此前，相邻的东湖村集体土地12.5公顷已于2015年3月4日经省人民政府批准征收，补偿标准为5万元/亩。",
    "C06": "原项目用地8.8公顷，由云汉水务有限公司申请，未获批准。",
    "C07": "该地块周边2019年出让的一宗商业用地面积为12000平方米，由云汉置业有限公司以5000万元竞得。",
    "C08": "如有异议，请向云汉市不动产登记中心（位于滨江路18号，）提出，逾期将于2024年12月1日办理登记。",
    "C09": "该矿区北侧原有一石料厂，矿区面积为0.5平方公里，开采矿种为石灰岩，现已关闭。",
    "C10": "云汉化工有限公司于2018年非法占用土地一案另案处理。",
}
"""A sentence of another thing than the notice's own, by category."""


def run(verbose: bool) -> Table:
    """One row a reshaping."""
    table = Table("invented notices in other shapes", ("shape", "notices", "right", "wrong", "missing", "wrong, %"))
    for name, reshape in _SHAPES.items():
        score = Score()
        for one in notices(NOTICES):
            _reshaped(one, reshape(one["html"]), score)
        _add(table, name, score, verbose)
    beside = Score()
    for one in notices(NOTICES):
        if sentence := _ELSEWHERE.get(one["category"]):
            _reshaped(one, f"{one['html']}<p>{sentence}</p>", beside)
    _add(table, "beside another thing", beside, verbose)
    return table


def _reshaped(one: Mapping[str, str], html: str, score: Score) -> None:
    if html == one["html"]:
        return
    notice = read(one["title"], html)
    if notice.category == one["category"]:
        judge({**one, "subtype": notice.subtype}, notice, score)


def _add(table: Table, name: str, score: Score, verbose: bool) -> None:
    share = 100 * score.wrong / max(1, score.right + score.wrong)
    table.add(name, score.notices, score.right, score.wrong, score.missing, round(share, 2))
    for line in score.told if verbose else ():
        if not line.startswith("missing"):
            say(f"{name}: {line}")


def _run_on(html: str, mark: str) -> str:
    return re.sub(r"</p>\s*<p[^>]*>", "", re.sub(r"([^。；;：:，,、>])</p>\s*<p[^>]*>", rf"\1{mark}", html))


def _with_rows(html: str, reshape: Callable[[Rows], str]) -> str:
    """Every table of ``html`` reshaped, if all are plain and three columns wide at least."""
    root = fragment_fromstring(html, create_parent="div")
    tables = list(root.iter("table"))
    every = [[["".join(cell.itertext()).strip() for cell in row] for row in table.iter("tr")] for table in tables]
    spans = any(cell.get("rowspan") or cell.get("colspan") for cell in root.iter("td"))
    if spans or any(len(rows) < 2 or len(rows[0]) < 3 or len({*map(len, rows)}) > 1 for rows in every):
        return html
    for table, rows in zip(tables, every, strict=True):
        table.getparent().replace(table, fragment_fromstring(reshape(rows), create_parent="div"))
    return tostring(root, encoding="unicode") if tables else html


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _lines(rows: Rows, mark: str) -> str:
    head, *body = rows
    told = (mark.join(f"{label}：{value}" for label, value in zip(head, row, strict=True) if value) for row in body)
    return "".join(f"<p>{line}。</p>" for line in told)


def _beside(rows: Rows) -> str:
    head, *body = rows
    return _table([[*head, "其中：水域", "绿化面积"], *([*row, "12.5", "300"] for row in body)])


_SHAPES: Mapping[str, Reshape] = {
    "paragraphs run together": partial(_run_on, mark="。"),
    "run together with commas": partial(_run_on, mark="，"),
    "为 for colons": partial(re.sub, r"(?<=[\u4e00-\u9fff）])[：:](?=[^<\s])", "为"),
    "no mark for colons": partial(re.sub, r"(?<=[\u4e00-\u9fff）])[：:](?=[^<\s])", ""),
    "no stops": partial(re.sub, r"[。；]</p>", "</p>"),
    "rows as lines, commas": partial(_with_rows, reshape=partial(_lines, mark="，")),
    "rows as lines, semicolons": partial(_with_rows, reshape=partial(_lines, mark="；")),
    "tables turned": partial(_with_rows, reshape=lambda rows: _table([*zip(*rows, strict=True)])),
    "columns of other things": partial(_with_rows, reshape=_beside),
}


if __name__ == "__main__":
    asked = arguments(__doc__, verbose=0)
    run(bool(asked.verbose)).print(asked.json)
