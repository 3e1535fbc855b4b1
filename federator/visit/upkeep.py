"""Read a source's list by what is in force for it, and see whether it is still the list that it was.

answer ─▶ connector, or rule in force ─▶ rows ─▶ like the past ─▶ rows, and a new past
                    └─ cannot be read ────────────── unlike ─▶ mending.py
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from federator.connectors.catalogue import read_list
from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.health import Finding, Health, HealthNote, Likeness, RuleState
from federator.model.row import ListPage
from federator.model.site import Rule, Source
from federator.model.visit import AnswerMemory
from federator.model.words import counted
from federator.notation.address_key import address_key
from federator.notation.charset import decoded
from federator.store import Store
from federator.visit.rows_read import Reading

if TYPE_CHECKING:
    from federator.visit.mending import Misread

_BY_RULE = (None, "html-list", "trs")
"""Connectors in whose place a rule may stand."""
MISFITS = (ErrorKind.NO_ROWS, ErrorKind.UNRECOGNISED, ErrorKind.UNIT_MISSING, ErrorKind.WRONG_PAGE)
"""Failures of reading, not of the site: the page came, and was not what was expected."""


def in_force(source: Source, store: Store) -> Source:
    """The source with the rule that the service worked out for it and uses; it stands in the place of its own."""
    found = store.rule_in_force(source.key) if source.connector in _BY_RULE else None
    return replace(source, rule=found.rule) if found else source


@dataclass
class Upkeep:
    """Reads the list for one visit. ``note`` is to be recorded with the visit; None where there is nothing to say.

    ``watching``: the page that is read first is the first of the list, and is compared with what that was like before.
    """

    source: Source
    memory: Mapping[str, AnswerMemory]
    store: Store
    watching: bool = True
    note: HealthNote | None = None
    _first: bool = field(default=True, init=False)
    _rule: Rule | None = field(default=None, init=False)

    def read(self, answer: Answer, source: Source) -> ListPage:
        """A page of the list. Raises VisitError as the connector does; LAYOUT_CHANGED, EMPTIED or WRONG_PAGE where the
        page is not what the list was."""
        try:
            page = read_list(answer, replace(source, rule=self._rule) if self._rule else source)
        except VisitError as error:
            if not self._first or error.kind not in MISFITS or source.connector not in _BY_RULE:
                raise
            page = self._mended(answer, error)
        page = self._under_known(page)
        if self._first and not page.carries_rows and self._may_be_list(answer):
            page = self._list_after_all(page, answer)
        if self._first and page.carries_rows:
            self._first = False
            page = self._judged(page, answer) if self.watching else page
        return page

    def _under_known(self, page: ListPage) -> ListPage:
        """The page with rows under the addresses that they are known by, where these differ in a value drawn anew."""
        from federator.compare.sessions import as_known, has_drawn, without_sessions

        page = replace(page, rows=without_sessions(page.rows))
        if not has_drawn(page.rows):
            return page
        key = self.source.key
        if self.store.known_rows(key, [address_key(row.url) for row in page.rows]):
            return page
        rows = as_known(page.rows, self.store.items_of(key), self.store.addresses_aside(key))
        return replace(page, rows=rows)

    @property
    def doubts(self) -> bool:
        """What came is to be looked at again before it is believed."""
        return self.note is not None and self.note.finding is Finding.SURGE

    @property
    def recovers(self) -> bool:
        """Whether something was wrong with the list until this visit: what it lacks now it lacks for the first time."""
        return self._health.finding is not None

    def learn(self, reading: Reading) -> None:
        """Note what the notice pages told: texts that a person is to judge; and, for a rule that was worked out and
        does not say it yet, where these pages have their title and date."""
        if reading.rewrites:
            self.note = replace(self.note or HealthNote(), rewrites=tuple(reading.rewrites))
        if self.source.connector not in _BY_RULE:
            return
        worked_out = self.note.rule if self.note and self.note.rule else self.store.rule_in_force(self.source.key)
        if worked_out is None or worked_out.rule.notice_title or worked_out.rule.notice_date:
            return
        from federator.visit.mending import with_notices

        if taught := with_notices(worked_out, reading):
            self.note = replace(self.note or HealthNote(), rule=taught)

    @cached_property
    def _health(self) -> Health:
        return self.store.health(self.source.key)

    def _may_be_list(self, answer: Answer) -> bool:
        """Whether the page may be the list though it carries no rows: its software is unknown, or its rule matched
        nothing."""
        from federator.connectors.recognise import recognise

        source = self.source
        return source.connector in _BY_RULE and (source.rule is not None or recognise(answer) is None)

    def _list_after_all(self, page: ListPage, answer: Answer) -> ListPage:
        """The rows of a page that seemed to lead elsewhere (its scripts name an address) and may yet be the list."""
        try:
            return self._mended(answer, VisitError(ErrorKind.UNRECOGNISED, "it leads elsewhere"))
        except VisitError as error:
            if error.kind is ErrorKind.LAYOUT_CHANGED:
                raise
            self.note = None
            return page

    def _judged(self, page: ListPage, answer: Answer) -> ListPage:
        """The page, compared with the past unless its rows are as they were."""
        if any(page.digest == one.rows_digest for one in self.memory.values()):
            return page
        from federator.compare.likeness import misfit  # a sweep without news needs none of it

        past = self._health.past
        now = self._likeness(page, answer)
        finding = misfit(past, now, page.rows, partial(self.store.known_elsewhere, self.source.key)) if past else None
        if finding and not (past and self._is_believed(finding, page, past)):
            page = self._other(finding, page, answer)
            now = self._likeness(page, answer)
        self.note = HealthNote(past=now if page.rows else None, rule=self.note.rule if self.note else None)
        return page

    def _is_believed(self, finding: Finding, page: ListPage, past: Likeness) -> bool:
        """Whether the list is as ``finding`` says and yet to be read: the visit before found the same, and either it is
        only that much is new, or a list that no rule reads says less than it did."""
        from federator.compare.likeness import HALF, found_again

        if finding is not self._health.finding:
            return False
        by_rule = self.source.connector in _BY_RULE
        return finding is Finding.SURGE or (not by_rule and found_again(past, page.rows) >= HALF)

    def _likeness(self, page: ListPage, answer: Answer) -> Likeness:
        from federator.compare.likeness import likeness_of
        from federator.navigation import names_of

        names = names_of(decoded(answer))
        return likeness_of(page.rows, answer.fetched.date(), names, self._health.past)

    def _other(self, finding: Finding, page: ListPage, answer: Answer) -> ListPage:
        """What to do where the rows are not those of this list: another rule may read it, else the visit fails."""
        error = VisitError(finding.kind, f"{counted(len(page.rows), 'row')}, not as they were")
        if self.source.connector in _BY_RULE:
            from federator.visit.mending import Misread

            return self._mended(answer, error, Misread(page, finding))
        self.note = HealthNote(finding=finding, detail=error.detail)
        raise error

    def _declined(self) -> tuple[Rule, ...]:
        """The rules that a person refused, or went back from to an earlier one."""
        rules = self.store.rules(self.source.key)
        used = next((one.number for one in rules if one.state is RuleState.IN_FORCE), math.inf)
        left = [one for one in rules if one.state is RuleState.REPLACED and one.number > used]
        left += [one for one in rules if one.state is RuleState.REFUSED]
        return tuple(replace(one.rule, notice_title="", notice_date="") for one in left)

    def _mended(self, answer: Answer, error: VisitError, read: "Misread | None" = None) -> ListPage:
        from federator.visit.mending import mend  # induction is imported by who needs it

        mended = mend(self.source, self._health, answer, error, read, self._declined())
        self.note = mended.note
        if isinstance(mended.outcome, VisitError):
            raise mended.outcome from error
        if self.note and self.note.rule:
            self._rule = self.note.rule.rule
        return mended.outcome
