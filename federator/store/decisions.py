"""What people decide: notices released, corrected, rejected; withdrawals confirmed or refused; rules refused.

One method a use case, one transaction a method, each act in the audit log. The log names versions by their ``seq`` and
fields by their names; what they say is in the revisions, where a purge reaches it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import Any

from federator.model.breach import Breach, Severity
from federator.model.decision import Decision, with_values
from federator.model.errors import FederatorError
from federator.model.item import NewRevision
from federator.model.notice import Notice
from federator.model.people import Actor
from federator.model.revision import RevisionKind, State, Withdrawal
from federator.store import audit, health, leaving
from federator.store.attachments import release_files
from federator.store.columns import breaches_of, notice_of
from federator.store.corrections import drop_contested, write_corrections
from federator.store.database import Part, question
from federator.store.notices import append
from federator.store.recording import commit_time
from federator.store.visits import note_published


class StaleError(FederatorError):
    """The notice is not as the person saw it: decide again."""

    def __init__(self, notice: str) -> None:
        super().__init__(notice)
        self.notice = notice


@dataclass(frozen=True, slots=True)
class _Latest:
    """The latest version of a notice. ``shown``: it is what the public sees; ``public``: it or one before it is."""

    id: str
    seq: int
    state: State
    shown: bool
    public: bool
    notice: Notice
    breaches: tuple[Breach, ...]
    profile: str
    capture: str

    def then(self, kind: RevisionKind, state: State, decision: Decision, **more: Any) -> NewRevision:
        """The same record, decided upon."""
        same = NewRevision(self.id, kind, state, False, self.notice, self.breaches, self.capture, decision=decision)
        return replace(same, **more)


class Decisions(Part):
    """``seq`` is the version that the person saw: each method raises StaleError where a later one came meanwhile, and
    where the notice cannot be decided upon so."""

    def release(self, id: str, seq: int, why: str, by: Actor, files: Collection[str] = ()) -> None:
        """Let the latest version be public, whatever it fails. What it says in a corrected field is taken too.

        ``files``: hashes of those copies that everybody is to have from now on, though they were withheld; where there
        are such, the version may be public already.
        """
        with self._database.writing() as connection:
            latest = _latest(connection, id, seq) if files else _held(connection, id, seq)
            withheld = {one.sha256 for one in latest.notice.attachments if one.withheld}
            if not withheld.issuperset(files):
                raise StaleError(id)
            drop_contested(connection, id, latest.notice.as_record())
            release_files(connection, id, files)
            made = latest.then(RevisionKind.RELEASED, State.PUBLISHED, Decision(by.person, why), shown=True,
                               notice=_offering(latest.notice, files))  # fmt: skip
            self._append(connection, latest, made, by, **({"files": sorted(files)} if files else {}))

    def correct(
        self, id: str, seq: int, values: Mapping[str, Any], fixed: Mapping[str, Any], why: str, by: Actor
    ) -> None:
        """Change fields of the record (named and given as records have them). ``values`` are to hold against later
        visits; ``fixed`` are set once and hold anyway (the category). It is public unless another field fails."""
        with self._database.writing() as connection:
            latest = _latest(connection, id, seq)
            write_corrections(connection, id, latest.notice.as_record(), values)
            left = tuple(one for one in latest.breaches if one.field not in values)
            held = any(one.severity is Severity.SEVERE for one in left)
            state = State.HELD if held and not latest.public else State.PUBLISHED
            record = with_values(latest.notice, {**values, **fixed})
            made = latest.then(RevisionKind.CORRECTED, state, Decision(by.person, why), shown=not held, notice=record,
                               breaches=left)  # fmt: skip
            self._append(connection, latest, made, by, fields=sorted({**values, **fixed}))

    def reject(self, id: str, seq: int, why: str, by: Actor) -> None:
        """Not to be public. Where an earlier version is public, that one stays; else the notice is withdrawn, and a
        later visit brings it before a person again only where it says something else."""
        with self._database.writing() as connection:
            latest = _held(connection, id, seq)
            state = State.PUBLISHED if latest.public else State.WITHDRAWN
            self._append(connection, latest, latest.then(RevisionKind.REJECTED, state, Decision(by.person, why)), by)

    def take_down(self, id: str, seq: int, why: str, by: Actor) -> None:
        """Withdraw at once, every version."""
        with self._database.writing() as connection:
            latest = _latest(connection, id, seq)
            decision, reason = Decision(by.person, why), Withdrawal.PERSON
            made = latest.then(RevisionKind.REJECTED, State.WITHDRAWN, decision, hides=True, reason=reason)
            self._append(connection, latest, made, by)

    def confirm_leaving(self, source: str, ids: frozenset[str], why: str, by: Actor) -> int:
        """Withdraw those of ``ids`` that wait; how many they were."""
        with self._database.writing() as connection:
            waiting = {one.id: one.proof for one in leaving.leaving(connection, source) if one.id in ids}
            if not waiting:
                return 0
            for id, proof in waiting.items():
                latest = _latest(connection, id)
                decision = Decision(by.person, why)
                made = latest.then(RevisionKind.WITHDRAWN, State.WITHDRAWN, decision, hides=True, reason=proof)
                append(connection, (made,), latest.profile, commit_time(connection, self._clock()))
            leaving.leave_alone(connection, waiting)
            told = {"withdrawn": sorted(waiting), "why": why}
            audit.record(connection, by, self._clock(), "leaving-confirmed", f"source/{source}", {}, told)
            return len(waiting)

    def refuse_leaving(self, source: str, ids: frozenset[str], why: str, by: Actor) -> int:
        """Let those of ``ids`` that wait stay public; how many they were."""
        with self._database.writing() as connection:
            waiting = sorted(one.id for one in leaving.leaving(connection, source) if one.id in ids)
            if not waiting:
                return 0
            leaving.keep_all(connection, waiting)
            told = {"kept": waiting, "why": why}
            audit.record(connection, by, self._clock(), "leaving-refused", f"source/{source}", {}, told)
            return len(waiting)

    kept = question(leaving.kept)

    def take_rule(self, source: str, number: int, by: Actor) -> bool:
        """Read the source by that rule from now on. False where there is none."""
        with self._database.writing() as connection:
            before = health.rule_in_force(connection, source)
            if not health.accept(connection, source, number, self._clock()):
                return False
            told = {"rule": before.number if before else None}
            audit.record(connection, by, self._clock(), "rule-taken", f"source/{source}", told, {"rule": number})
            return True

    def take_list(self, source: str, by: Actor) -> None:
        """Take the list as it is now: the next visit begins a new past."""
        with self._database.writing() as connection:
            health.accept(connection, source, None, self._clock())
            audit.record(connection, by, self._clock(), "list-taken", f"source/{source}", {}, {})

    def refuse_rule(self, source: str, number: int, why: str, by: Actor) -> bool:
        """Not by that rule: it is not proposed again. False where it does not wait."""
        with self._database.writing() as connection:
            if not health.refuse(connection, source, number, self._clock()):
                return False
            told = {"rule": number, "why": why}
            audit.record(connection, by, self._clock(), "rule-refused", f"source/{source}", {}, told)
            return True

    def _append(self, connection: Connection, latest: _Latest, made: NewRevision, by: Actor, **more: Any) -> None:
        at = commit_time(connection, self._clock())
        append(connection, (made,), latest.profile, at)
        note_published(connection, made, at)
        before = {"seq": latest.seq, "state": str(latest.state)}
        after = {
            "state": str(made.state),
            "shown": made.shown,
            "why": made.decision.why if made.decision else "",
        } | more
        audit.record(connection, by, at, f"notice-{made.kind}", f"notice/{latest.id}", before, after)


def _latest(connection: Connection, id: str, seq: int | None = None) -> _Latest:
    """The latest version, if it is ``seq``; one that was merged into another, or
    purged, cannot be decided upon."""
    row = connection.execute(
        """SELECT n.latest_seq, n.state, n.shown_seq, r.record, r.breaches, r.profile, r.capture
           FROM notices AS n CROSS JOIN revisions AS r ON r.seq = n.latest_seq
           WHERE n.id = ? AND n.merged_into IS NULL AND r.kind <> 'purged'""",
        (id,),
    ).fetchone()
    if row is None or (seq is not None and row[0] != seq):
        raise StaleError(id)
    latest, state, shown, record, breaches, *kept = row
    public = shown is not None
    return _Latest(id, latest, State(state), shown == latest, public, notice_of(record), breaches_of(breaches), *kept)


def _offering(notice: Notice, files: Collection[str]) -> Notice:
    attachments = (replace(one, withheld="") if one.sha256 in files else one for one in notice.attachments)
    return replace(notice, attachments=tuple(attachments))


def _held(connection: Connection, id: str, seq: int) -> _Latest:
    latest = _latest(connection, id, seq)
    if latest.shown:
        raise StaleError(id)
    return latest
