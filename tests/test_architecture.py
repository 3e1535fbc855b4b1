"""Arrows point one way: run → cli → web → harvest → rooms → ground. A sideways or backward import fails here."""

import ast
import re
from pathlib import Path

import pytest

_ANY = ("Exception", "BaseException")
PACKAGE = Path(__file__).parent.parent / "federator"
GROUND = {"model", "notation"}
ROOMS = {
    "registry",
    "fetch",
    "connectors",
    "navigation",
    "notice_page",
    "induce",
    "spec",
    "compare",
    "store",
    "publish",
    "mirror",
    "notify",
    "supervise",
    "documents",
}
# The folders that join the rooms: each of their files has its own arrows. Of the folders, each may import those given.
JOINING: dict[str, set[str]] = {"visit": set(), "service": {"visit"}, "examine": {"visit"}}
# What each joining place may import beside the ground; the sample province stands apart, as another world would.
MAY = (
    {
        "model": set(),
        "notation": {"model"},
        "setting_keys": {"documents"},
        "settings": {"setting_keys"},
        "schedule": set(),
        "rhythm": set(),
        "hosts": set(),
        "sample": set(),
    }
    | {room: set() for room in ROOMS}
    | {
        "listing": set(),
        "walk": {"listing", "connectors", "fetch"},
        "rows_read": {"compare"},
        "upkeep": {"compare", "connectors", "navigation", "mending", "rows_read", "store"},
        "mending": {"compare", "connectors", "induce", "navigation", "rows_read"},
        "means": {"settings", "store"},
        "boundary": {"means", "store"},
        "leafing": {"fetch", "notice_page"},
        "understanding": {"means", "spec"},
        "reading": {"listing", "boundary", "compare", "fetch", "leafing", "means", "rows_read", "understanding"},
        "deciding": {"compare", "means", "store"},
        "known": {"listing", "compare", "means"},
        "absence": {"listing", "deciding", "means", "upkeep", "walk"},
        "depth": {"listing", "means", "rows_read"},
        "harvest": {
            "listing",
            "absence",
            "boundary",
            "deciding",
            "depth",
            "known",
            "means",
            "reading",
            "rhythm",
            "rows_read",
            "store",
            "upkeep",
            "walk",
        },
        "attaching": {"hosts", "boundary", "compare", "documents", "fetch", "leafing", "means", "spec"},
        "recheck": {
            "boundary",
            "hosts",
            "deciding",
            "leafing",
            "upkeep",
            "means",
            "rows_read",
            "understanding",
            "compare",
            "fetch",
        },
        "backfill": {
            "listing",
            "hosts",
            "means",
            "known",
            "upkeep",
            "walk",
            "reading",
            "rows_read",
            "compare",
            "store",
        },
        "delivering": {"notify", "settings", "store"},
        "pushing": {"notify", "publish", "schedule", "settings", "store"},
        "gathering": {"boundary", "harvest", "store"},
        "sweep": {"hosts", "boundary", "gathering", "means", "harvest", "rhythm"},
        "looking": {"column_page", "columns", "connectors", "induce", "means", "navigation", "spec"},
        "rehearsal": {"listing", "means", "reading", "rows_read", "upkeep", "walk"},
        "glancing": {"leafing", "means", "understanding", "upkeep"},
        "foreseen": {"rereading"},
        "reporting": {"store", "supervise"},
        "rereading": {
            "listing",
            "compare",
            "connectors",
            "fetch",
            "leafing",
            "means",
            "store",
            "understanding",
            "upkeep",
        },
        "web": ROOMS
        | {
            "reporting",
            "foreseen",
            "rereading",
            "columns",
            "drafting",
            "glancing",
            "looking",
            "means",
            "rehearsal",
            "rhythm",
            "settings",
        },
        "terminal": set(),
        "telling": {"gathering", "recheck", "terminal"},
        "probing": {"hosts", "boundary", "means"},
        "rounds": {
            "attaching",
            "boundary",
            "compare",
            "delivering",
            "gathering",
            "means",
            "pairing",
            "probing",
            "recheck",
            "retention",
            "schedule",
            "sweep",
        },
        "serving": {
            "delivering",
            "store",
            "web",
            "means",
            "pushing",
            "registry",
            "retention",
            "rounds",
            "settings",
            "terminal",
        },
        "demo": {
            "connectors",
            "fetch",
            "means",
            "recheck",
            "registry",
            "sample",
            "settings",
            "spec",
            "store",
            "sweep",
            "telling",
            "terminal",
        },
        "house": {"connectors", "fetch", "means", "registry", "settings", "spec", "store"},
        "undated": {"fetch", "means", "notice_page"},
        "column_page": {"listing", "connectors", "induce", "means", "navigation", "undated", "walk"},
        "touring": {"column_page", "connectors", "fetch", "induce", "means", "navigation"},
        "columns": {"listing", "column_page", "connectors", "induce", "navigation", "spec", "touring"},
        "drafting": {"columns"},
        "doctor": {"settings", "store"},
        "reconcile": {"listing", "fetch", "means", "store", "upkeep", "walk"},
        "pairing": {"compare", "store"},
        "retention": {"settings", "store"},
        "commands": ROOMS
        | {
            "attaching",
            "backfill",
            "columns",
            "drafting",
            "gathering",
            "delivering",
            "doctor",
            "foreseen",
            "hosts",
            "house",
            "means",
            "mending",
            "pairing",
            "recheck",
            "reconcile",
            "reporting",
            "rereading",
            "retention",
            "demo",
            "rhythm",
            "rounds",
            "schedule",
            "serving",
            "sweep",
            "telling",
            "terminal",
            "upkeep",
            "walk",
            "web",
        },
        "cli": {"commands", "house", "store", "terminal"},
        "__main__": {"cli"},
    }
)
FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(module: str) -> str:
    """``federator.store.views`` → ``store``; of a joining folder the file, ``federator.visit.walk`` → ``walk``."""
    parts = module.split(".")[1:]
    if parts[:1] and parts[0] in JOINING:
        del parts[0]
    return parts[0] if parts else ""


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    here = part_of(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
    if here == "__init__":
        assert imports_of(path) == set(), "the map of the house imports nothing"
        return
    allowed = MAY[here] | GROUND if here not in GROUND else MAY[here]
    for name in imports_of(path):
        if name.split(".")[0] == "federator" and part_of(name) != here:
            assert part_of(name) in allowed, f"{path.relative_to(PACKAGE)} must not import {name}"


@pytest.mark.parametrize("folder", sorted(JOINING))
def test_folders_that_join_rooms_import_one_way_too(folder: str) -> None:
    for path in (PACKAGE / folder).glob("*.py"):
        for name in imports_of(path):
            there = name.split(".")[1] if "." in name else ""
            assert there not in JOINING.keys() - JOINING[folder] - {folder}, f"{path.name} must not import {name}"


@pytest.mark.parametrize("room", sorted(ROOMS - {"store", "fetch"}))
def test_pure_rooms_touch_neither_network_nor_database_nor_clock(room: str) -> None:
    forbidden = {"requests", "urllib3", "socket", "sqlite3", "sqlite_utils", "http.client", "urllib.request"}
    for path in (PACKAGE / room).rglob("*.py"):
        text = path.read_text("utf-8")
        assert not forbidden & {name.rpartition(".")[0] or name for name in imports_of(path)}, path
        assert not forbidden & imports_of(path), path
        assert "datetime.now(" not in text, f"{path}: the clock is an argument"
        assert "date.today(" not in text, f"{path}: the clock is an argument"


def test_the_ground_stands_on_the_standard_library() -> None:
    third_party = {"requests", "bs4", "lxml", "feedparser", "flask", "sqlite_utils"}
    for path in (PACKAGE / "model").rglob("*.py"):
        assert not third_party & {name.split(".")[0] for name in imports_of(path)}, path


def _catches_all(node: ast.AST) -> bool:
    """Whether it is an ``except`` for every exception, or the end of a ``with`` that asks whether there is one."""
    if isinstance(node, ast.FunctionDef) and node.name == "__exit__":
        return any(isinstance(one, ast.Name) and one.id in _ANY for part in node.body for one in ast.walk(part))
    return isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) in _ANY)


def test_bugs_are_caught_at_one_place() -> None:
    """What hides a bug is worse than the bug: everything else names what it catches."""
    broad = [path.name for path in FILES for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _catches_all(node)]
    assert broad == ["boundary.py"]


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 (Debian 12 has 3.11.2) then finds nothing where there is something: cpython's issue 106052.
    A class of characters may be repeated so."""
    possessive = re.compile(r"(?<![\\(])\)(?:[*+?]|\{+\d*,?\d*\}+)\+|\(\?>")
    found = [path.name for path in PACKAGE.rglob("*.py") if possessive.search(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize("package", ["flask", "feedparser", "bs4", "apscheduler", "sqlite_utils", "requests"])
def test_what_the_service_is_to_be_made_with_is_used(package: str) -> None:
    assert any(name.split(".")[0] == package for path in FILES for name in imports_of(path))
