"""How sources fare against their own past, and the rules that were worked out for them."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.health import Finding, Health, HealthNote, Likeness, RuleState, Shown, WorkedOutRule
from federator.model.site import Rule
from federator.model.words import Words
from federator.store.barring import without_barred
from federator.store.columns import insert, instant, listed, moment, written
from federator.store.rewrites import write_rewrites

_RULE_COLUMNS = ("source", "number", "rule", "state", "reasons", "made", "ended", "preview", "person")
_RULES = f"SELECT {', '.join(_RULE_COLUMNS)} FROM rules"
_CURRENT = ("in-force", "waiting")
_HEALTH_COLUMNS = ("source", "past", "finding", "since", "times", "detail")
_NOTE = (
    insert("health", _HEALTH_COLUMNS)
    + """ ON CONFLICT (source) DO UPDATE SET
    past = coalesce(excluded.past, past),
    finding = excluded.finding,
    since = iif(excluded.finding = finding, since, excluded.since),
    times = iif(excluded.finding = finding, times, 0) + excluded.times,
    detail = excluded.detail"""
)


def health(connection: Connection, source: str) -> Health:
    """What the source's list was like when it was last well, and what is wrong with it now."""
    row = connection.execute(
        "SELECT past, finding, since, times, detail FROM health WHERE source = ?", (source,)
    ).fetchone()
    return _health(row) if row else Health()


def findings(connection: Connection) -> dict[str, Health]:
    """The sources whose list is not what it was, by key."""
    found = connection.execute(
        "SELECT source, past, finding, since, times, detail FROM health WHERE finding IS NOT NULL ORDER BY source"
    )
    return {source: _health(row) for source, *row in found}


def rule_in_force(connection: Connection, source: str) -> WorkedOutRule | None:
    """The rule that was worked out and is used; None where the source is read otherwise."""
    row = connection.execute(f"{_RULES} WHERE source = ? AND state = 'in-force'", (source,)).fetchone()
    return _rule(row) if row else None


def rules(connection: Connection, source: str | None) -> tuple[WorkedOutRule, ...]:
    """All rules ever worked out, of one source or of all, the latest of each first."""
    found = connection.execute(f"{_RULES} WHERE ?1 IS NULL OR source = ?1 ORDER BY source, number DESC", (source,))
    return tuple(map(_rule, found))


def write_notes(connection: Connection, notes: Mapping[str, HealthNote], at: datetime) -> None:
    """What visits learnt of their sources: the new past, a finding or its end, a rule."""
    for source, whole in notes.items():
        note = without_barred(connection, source, whole)
        if note.rule:
            append_rule(connection, note.rule, at)
        write_rewrites(connection, source, note.rewrites, at)
        connection.execute(_NOTE, _values(source, note, at))


def end_findings(connection: Connection, sources: Iterable[str]) -> None:
    """These sources were found unchanged since they were last well."""
    connection.execute(
        """UPDATE health SET finding = NULL, since = NULL, times = 0, detail = ''
           WHERE finding IS NOT NULL AND source IN (SELECT value FROM json_each(?))""",
        (listed(sources),),
    )


def accept(connection: Connection, source: str, number: int | None, at: datetime) -> bool:
    """Put rule ``number`` in force (None: leave the rule), and forget the answers and what the list was like, so that
    the next visit begins anew. What it listed stays known: where it cannot be read, it is found again by that. False
    where there is no such rule."""
    if number is not None:
        this = "source = ? AND number = ?"
        if not connection.execute(f"SELECT 1 FROM rules WHERE {this}", (source, number)).fetchone():
            return False
        _end(connection, source, at)
        connection.execute(f"UPDATE rules SET state = 'in-force', ended = NULL WHERE {this}", (source, number))
    past = health(connection, source).past
    _forget(connection, source)
    if past:
        connection.execute(_NOTE, _values(source, HealthNote(past=replace(past, rows=0)), at))
    return True


def refuse(connection: Connection, source: str, number: int, at: datetime) -> bool:
    """Rule ``number``, which waits, is not taken. False where it does not wait."""
    refused = connection.execute(
        "UPDATE rules SET state = 'refused', ended = ? WHERE source = ? AND number = ? AND state = 'waiting'",
        (instant(at), source, number),
    )
    return bool(refused.rowcount)


def waiting_rules(connection: Connection) -> dict[str, int]:
    """How many rules wait for a person, by source."""
    return dict(connection.execute("SELECT source, count(*) FROM rules WHERE state = 'waiting' GROUP BY source"))


def end_rules(connection: Connection, source: str, at: datetime) -> None:
    """A person described the source anew: what was worked out stands back."""
    _forget(connection, source)
    _end(connection, source, at)


def _forget(connection: Connection, source: str) -> None:
    connection.execute("DELETE FROM health WHERE source = ?", (source,))
    connection.execute("DELETE FROM answers WHERE source = ?", (source,))


def _end(connection: Connection, source: str, at: datetime, states: Collection[str] = _CURRENT) -> None:
    connection.execute(
        "UPDATE rules SET state = 'replaced', ended = ? WHERE source = ? AND state IN (SELECT value FROM json_each(?))",
        (instant(at), source, listed(states)),
    )


def append_rule(connection: Connection, rule: WorkedOutRule, at: datetime) -> None:
    """A rule in force replaces the one before and all that wait; one that waits, those that waited. One that has its
    number is known, and only written anew. The rule that the registry has is the first of all."""
    text = written(asdict(rule.rule))
    if rule.number:
        connection.execute(
            "UPDATE rules SET rule = ?, reasons = ? WHERE source = ? AND number = ?",
            (text, written(_pairs(rule)), rule.source, rule.number),
        )
        return
    _begin_history(connection, rule, at)
    replaced = _CURRENT if rule.state is RuleState.IN_FORCE else ("waiting",)
    latest = connection.execute(
        "SELECT rule, state FROM rules WHERE source = ? ORDER BY number DESC LIMIT 1", (rule.source,)
    ).fetchone()
    if latest and latest[0] == text and latest[1] in (str(rule.state), "refused"):
        return
    _end(connection, rule.source, at, replaced)
    _insert_rule(connection, rule, at)


def _begin_history(connection: Connection, rule: WorkedOutRule, at: datetime) -> None:
    """Before the first rule that is not the registry's own: that one, so that it can be seen and used again."""
    own = connection.execute(
        """SELECT s.rule FROM sources AS s WHERE s.key = ? AND json_extract(s.rule, '$.rows') IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM rules AS r WHERE r.source = s.key)""",
        (rule.source,),
    ).fetchone()
    if own and (registered := Rule(**json.loads(own[0]))) != rule.rule:
        why = (Words("登记时写明", "as it was registered"),)
        _insert_rule(connection, WorkedOutRule(rule.source, registered, RuleState.IN_FORCE, why), at)


def _insert_rule(connection: Connection, rule: WorkedOutRule, at: datetime) -> None:
    (last,) = connection.execute(
        "SELECT coalesce(max(number), 0) FROM rules WHERE source = ?", (rule.source,)
    ).fetchone()
    text, reasons = written(asdict(rule.rule)), written(_pairs(rule))
    preview = written([list(shown) for shown in rule.preview])
    connection.execute(
        insert("rules", _RULE_COLUMNS),
        (rule.source, last + 1, text, str(rule.state), reasons, instant(at), None, preview, rule.person),
    )


def _pairs(rule: WorkedOutRule) -> list[list[str]]:
    return [[reason.zh, reason.en] for reason in rule.reasons]


def _values(source: str, note: HealthNote, at: datetime) -> tuple[object, ...]:
    past = written(note.past.as_record()) if note.past else None
    if note.finding is None:
        return source, past, None, None, 0, ""
    return source, past, str(note.finding), instant(at), 1, note.detail


def _health(row: Iterable[Any]) -> Health:
    past, finding, since, times, detail = row
    likeness = Likeness.from_record(json.loads(past)) if past else None
    return Health(likeness, Finding(finding) if finding else None, moment(since), times, detail)


def _rule(row: Iterable[Any]) -> WorkedOutRule:
    source, number, rule, state, reasons, made, ended, preview, person = row
    words = tuple(Words(*pair) for pair in json.loads(reasons))
    shown = tuple(Shown(*one) for one in json.loads(preview))
    when = moment(made), moment(ended)
    return WorkedOutRule(source, Rule(**json.loads(rule)), RuleState(state), words, shown, number, *when, person)
