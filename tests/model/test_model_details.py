"""What failures say was seen has its Chinese, wherever it is raised."""

import ast
import re
from pathlib import Path

import pytest

import federator
from federator.model.details import in_chinese
from federator.model.errors import ErrorKind, VisitError

HOUSE = Path(federator.__file__).parent
OWN = ("{} → {}", "{} to {}", "{}: {} s", "{}: {}", "{}{}")
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
