"""What failures say was seen has its Chinese, wherever it is raised."""

import ast
import re
from pathlib import Path

import pytest

import federator
from federator.model.details import in_chinese
from federator.model.errors import ErrorKind, VisitError
from federator.notation.selectors import flaw

HOUSE = Path(federator.__file__).parent
OWN = ("{} → {}", "{}: {} s", "{}: {}", "{}{}")
"""Nothing but what sites and libraries said, and signs."""


def skeleton(node: ast.expr) -> str:
    """A detail as it is written in the code, ``{}`` in place of what is put in; ``""`` where nothing is written."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(map(skeleton, node.values))
    if isinstance(node, ast.FormattedValue):
        return skeleton(node.value) or "{}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "counted":
        return f"{{}} {skeleton(node.args[1])}"
    return ""


def words_of(folder: Path) -> list[tuple[str, str]]:
    """What the files of a folder say in Chinese and in English."""
    trees = (ast.parse(path.read_text("utf-8")) for path in sorted(folder.glob("*.py")))
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    said = (call.args for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Words")
    return [(skeleton(zh), skeleton(en)) for zh, en in said]


def raised() -> list[str]:
    trees = (ast.parse(path.read_text("utf-8")) for path in sorted(HOUSE.rglob("*.py")))
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    details = (
        skeleton(call.args[1])
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "VisitError" and len(call.args) > 1
    )
    return sorted({one for one in details if re.search("[a-z]", one.replace("{}", "")) and one not in OWN})


@pytest.mark.parametrize("detail", raised())
def test_every_detail_has_its_chinese(detail: str) -> None:
    told = in_chinese(detail.replace("{}", "X1"))
    assert re.search("[\u4e00-\u9fff]", told), f"{detail!r}: add it to model/details.py"


@pytest.mark.parametrize(("zh", "en"), words_of(HOUSE / "induce"))
def test_why_a_page_is_no_list_is_told_in_chinese_as_it_was_where_it_was_found(zh: str, en: str) -> None:
    assert in_chinese(en.replace("{}", "6")) == zh.replace("{}", "6")


def test_a_page_that_is_no_list_is_told_part_by_part() -> None:
    seen = "notice: a line of date and source · prose of some 299 characters; 'ul' matched 1 element"
    assert in_chinese(seen) == "一条信息的正文页（有发布时间、来源一行、正文约 299 字）；'ul' 匹配到 1 个元素"


@pytest.mark.parametrize(
    ("said", "zh"),
    [
        ("Invalid statement (at line 3, column 1)", "第 3 行第 1 列写法有误"),
        ("Invalid value (at end of document)", "末尾写法有误，或不完整"),
        ("Cannot overwrite a value (at line 2, column 7)", "第 2 行第 7 列：前面已有这个键"),
        ("Cannot declare [fetch] twice (at line 9, column 7)", "第 9 行第 7 列：[fetch] 已经写过"),
        ("[Errno 13] Permission denied: '/x'", "没有权限：'/x'"),
        ("'utf-8' codec can't decode byte 0xb9 in position 3: invalid start byte", "第 3 字节起不是 UTF-8 编码"),
        ("'x' does not appear to be an IPv4 or IPv6 network", "'x' 不是 IPv4 或 IPv6 网段"),
    ],
)
def test_what_libraries_say_of_files_is_told_in_chinese(said: str, zh: str) -> None:
    assert in_chinese(said) == zh


def test_what_a_site_or_a_library_said_stays() -> None:
    assert in_chinese("redirected to http://a.example/b?c={d}") == "跳转到 http://a.example/b?c={d}"
    assert in_chinese("[Errno 111] Connection refused") == "对方拒绝连接"
    assert in_chinese("something new") == "something new"


def test_one_thing_is_told_as_many_are() -> None:
    assert (in_chinese("1 row, not as they were"), in_chinese("2 rows, not as they were")) == (
        "读到 1 行，与原来不同",
        "读到 2 行，与原来不同",
    )


def test_a_failure_is_told_in_the_language_of_the_reader() -> None:
    error = VisitError(ErrorKind.NO_ROWS, "'ul > li' matched 0 elements")
    assert "（'ul > li' 匹配到 0 个元素）；" in error.sentence("zh")
    assert "('ul > li' matched 0 elements); " in error.sentence("en")


@pytest.mark.parametrize(
    "selector",
    [
        "td:nth((",
        "li[",
        "ul >",
        "> li",
        "li)",
        "ul,,li",
        "a{b}",
        "a..b",
        "#",
        "li:nth-child(x)",
        "p::text",
        "*|a|b",
        ":is(a",
    ],
)
def test_what_is_wrong_with_a_selector_is_told_in_chinese(selector: str) -> None:
    assert re.search("[\u4e00-\u9fff]", in_chinese(flaw(selector))), flaw(selector)
