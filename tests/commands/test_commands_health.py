"""``health``: what is wrong with which list, and by which rule it is read."""

import json
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from federator.model.health import Finding, HealthNote, Likeness, RuleState, WorkedOutRule
from federator.model.people import TERMINAL
from federator.model.rhythm import Due
from federator.model.site import Rule
from federator.model.visit import Outcome, Visit
from federator.model.words import Words
from federator.store import Store

NOW = datetime(2026, 11, 16, 1, tzinfo=UTC)
KEY = "a/gg"
OK, USAGE = 0, 2


def _register(desk: Any, tell: Any, **more: str) -> None:
    table = desk.site()
    table["sources"][0] |= more
    assert tell("sites", "import", desk.write("a", table)).exit_code == OK


def _note(desk: Any, note: HealthNote) -> None:
    store = Store(desk.database)
    visit = Visit(KEY, NOW, 0.1, Outcome.FAILED)
    store.record_quiet([visit], {KEY: Due(NOW)}, {}, notes={KEY: note})
    store.close()


def _rule(rows: str, state: RuleState) -> WorkedOutRule:
    return WorkedOutRule(KEY, Rule(rows, date="span"), state, (Words("6 个同类块", "6 blocks alike"),))


def test_health_is_told_and_a_rule_is_accepted(desk: Any, tell: Any) -> None:
    _register(desk, tell)
    _note(desk, HealthNote(past=Likeness(6, 1.0, 12, 1.0), rule=_rule("ul > li", RuleState.IN_FORCE)))
    _note(desk, HealthNote(finding=Finding.LAYOUT, detail="list: 6", rule=_rule("div.card", RuleState.WAITING)))
    (line,) = tell("health", "list", "--json").stdout.splitlines()
    found = json.loads(line)
    assert (found["source"], found["finding"], found["times"], found["detail"]) == (KEY, "layout", 1, "list: 6")
    states = [(one["number"], one["state"]) for one in found["rules"]]
    assert states == [(3, "waiting"), (2, "in-force"), (1, "replaced")], "the first is the registry's"
    shown = tell("health", "list", KEY).stdout
    assert "the column was redesigned" in shown
    assert "rows='div.card'" in shown
    export = tell("sites", "export", desk.folder / "out")
    assert (export.exit_code, f"{KEY} is read by rule 2" in export.stderr) == (OK, True)
    assert tell("health", "accept", KEY, "--rule", 3).exit_code == OK
    found = json.loads(tell("health", "list", "--json").stdout)
    assert found["finding"] is None
    states = [(one["number"], one["state"]) for one in found["rules"]]
    assert states == [(3, "in-force"), (2, "replaced"), (1, "replaced")]
    assert tell("health", "accept", KEY).exit_code == OK
    with closing(Store(desk.database)) as store:
        acts = store.people.acts(None, 2)
    assert [(one.act, one.about, one.by) for one in acts] == [
        ("list-taken", f"source/{KEY}", TERMINAL),
        ("rule-taken", f"source/{KEY}", TERMINAL),
    ]


def test_what_is_not_there_is_named(desk: Any, tell: Any) -> None:
    _register(desk, tell)
    assert tell("health", "accept", "no/such").exit_code == USAGE
    done = tell("health", "accept", KEY, "--rule", 7)
    assert done.exit_code == USAGE
    assert "rule 7" in done.stderr
    assert tell("health", "list").stdout == ""


def test_a_source_described_anew_is_read_as_described(desk: Any, tell: Any) -> None:
    _register(desk, tell)
    _note(desk, HealthNote(rule=_rule("ul > li", RuleState.IN_FORCE)))
    _register(desk, tell)
    assert '"in-force"' in tell("health", "list", "--json").stdout, "the same file again changes nothing"
    _register(desk, tell, url="http://a.example/other/")
    assert '"replaced"' in tell("health", "list", "--json").stdout
