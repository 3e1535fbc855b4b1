"""The change log sent to receivers, and a WebSub hub told of feeds that changed.

log ─▶ behind the receiver's cursor ─▶ message, signed ─▶ send ─▶ taken: the cursor moves; else: when to try again

One message at a time to each receiver, in the order of the log. A process killed between sending and writing sends it
again under the same id. What a receiver has not taken waits in the log itself, which is kept for ever.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import perf_counter
from urllib.parse import urlencode

from federator.model.answer import Ask, Request, Validators
from federator.model.errors import VisitError
from federator.model.naming import Naming, naming_of
from federator.model.push import Delivery, HubState, Receiver
from federator.notation.address_parts import bare, discreet
from federator.notify import pushes
from federator.publish.record import change_object
from federator.schedule import Lease
from federator.settings import Settings
from federator.store import Store

_CHANGES = 20
"""Entries of one message: a record is some kilobytes, a long one a hundred."""

_AT_ONCE = 50
"""Messages to one receiver before the others have their turn again."""

_ABREAST = 4
_TOUCHED = 1000
_TOPICS = 50
_FORMATS = ("atom", "rss", "json")
_PLACES = ("category", "division", "division", "organisation", "site")


@dataclass(frozen=True, slots=True)
class Push:
    """What sending takes: ``key`` the service's own, ``tell`` the guarded boundary, ``now`` the clock, ``tables`` of
    names by which clients are spoken to."""

    store: Store
    settings: Settings
    key: bytes
    tell: Ask
    now: Callable[[], datetime]
    tables: Mapping[str, Naming] = field(default_factory=dict)

    def waiting(self) -> bool:
        """Whether there is anything to send: without that no lease need be taken."""
        return bool(self._hub_waits(self.store.pushing.hub()) or self.store.pushing.due())

    def _hub_waits(self, state: HubState) -> bool:
        due = state.due is None or state.due <= self.now()
        return bool(self.settings.hub) and due and (state.cursor is None or state.cursor < self.store.stamp()[0])

    def all(self, stopped: Callable[[], bool] = lambda: False) -> int:
        """Send what is due to everyone it is due to, and tell the hub; how many messages were taken."""
        with ThreadPoolExecutor(_ABREAST) as workers:
            taken = sum(workers.map(lambda one: self.serve(one, stopped), self.store.pushing.due()))
        self.ping(stopped)
        return taken

    def serve(self, receiver: Receiver, stopped: Callable[[], bool]) -> int:
        """Send one receiver what waits for it, until all is taken, one message is not, or it is to be sent no more."""
        store, taken = self.store.pushing, 0
        if receiver.testing:
            id = f"{receiver.number}-test-{int(self.now().timestamp())}"
            trial = self._send(receiver, id, pushes.trial_body(), 0)
            store.refused(receiver.number, trial, None) if trial.error else store.taken(receiver.number, trial, None)
        if receiver.paused or (receiver.due and receiver.due > self.now()):
            return 0
        named = naming_of(self.store.clients.one(receiver.client), self.tables)
        while taken < _AT_ONCE and not stopped():
            cursor = receiver.cursor
            page = self.store.changes(cursor, _CHANGES)
            reached = page.changes[-1].seq if page.more else max(cursor, page.last)
            if not page.changes:
                if reached > cursor:
                    store.taken(receiver.number, None, reached)
                return taken
            told = [named.change(change_object(change)) for change in page.changes]
            body = pushes.changes_body(told, reached, more=page.more)
            sent = self._send(receiver, f"{receiver.number}-{cursor}-{reached}", body, len(page.changes))
            if sent.error:
                store.refused(receiver.number, sent, pushes.next_push(receiver.tries + 1, self.now()))
                return taken
            store.taken(receiver.number, sent, reached)
            taken += 1
            still = next((one for one in store.due() if one.number == receiver.number), None)
            if still is None or still.paused:
                return taken
            receiver = still
        return taken

    def _send(self, receiver: Receiver, id: str, body: str, changes: int) -> Delivery:
        now, began = self.now(), perf_counter()
        secret = pushes.secret_of(self.key, receiver.number, receiver.generation)
        headers = pushes.signed_headers(secret, id, body, now)
        status, error = self._post(Request(receiver.address, "POST", json=body, headers=headers))
        return Delivery(id, now, changes, status, perf_counter() - began, error)

    def _post(self, request: Request) -> tuple[int, str]:
        """The status, 0 where nothing was answered, and why it does not count as taken, ``""`` where it does."""
        try:
            answer = self.tell(request, Validators())
        except VisitError as error:
            return 0, discreet(str(error))  # whoever may see that it failed may not write to it
        if answer.url != request.url:
            return answer.status, f"redirected to {bare(answer.url)[:200]}: give the address that answers itself"
        return answer.status, "" if 200 <= answer.status < 300 else f"HTTP {answer.status}"

    def ping(self, stopped: Callable[[], bool]) -> None:
        """Tell the hub which feeds changed since it was told last (WebSub, section 3: publishing)."""
        state, now = self.store.pushing.hub(), self.now()
        last = self.store.stamp()[0]
        if not self._hub_waits(state):
            return
        if state.cursor is None:
            self.store.pushing.save_hub(HubState(last))
            return
        while state.cursor is not None and state.cursor < last and not stopped():
            touched, reached = self.store.pushing.touched(state.cursor, _TOUCHED)
            error = self._publish(topics(self.settings.home, touched))
            if error:
                again = pushes.next_push(state.tries + 1, now)
                self.store.pushing.save_hub(replace(state, tries=state.tries + 1, due=again, error=error))
                return
            state = HubState(reached)
            self.store.pushing.save_hub(state)

    def _publish(self, changed: list[str]) -> str:
        for first in range(0, len(changed), _TOPICS):
            form = (("hub.mode", "publish"), *(("hub.url", topic) for topic in changed[first : first + _TOPICS]))
            _, error = self._post(Request(self.settings.hub, "POST", form=form))
            if error:
                return error
        return ""


def send_on(push: Push, stopped: Callable[[], bool]) -> None:
    """Send what is due, if no other process does."""
    lease = Lease(push.store, push.now, "push")
    if push.waiting() and lease.take():
        with lease:
            push.all(lease.ended(stopped))


def topics(home: str, touched: list[tuple[str, ...]]) -> list[str]:
    """Addresses of the feeds in which something changed: of all, and by category, place, organisation and site."""
    chosen = {(name, value) for row in touched for name, value in zip(_PLACES, row, strict=True) if value}
    queries = ["", *(f"?{urlencode({name: value})}" for name, value in sorted(chosen))]
    return [f"{home}feeds/notices.{form}{query}" for query in queries for form in _FORMATS]
