"""What a visit or a recheck changes: its drafts, and what it found gone, against what is known when it is recorded."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from federator.compare.revising import revise
from federator.compare.withdrawing import too_many, withdraw
from federator.model.item import Changes, Draft, Item, Known
from federator.model.revision import State, Withdrawal
from federator.model.site import Source
from federator.store import new_id
from federator.visit.means import Means

_LATELY = timedelta(days=7)
"""Withdrawals of this time count against the share of a source that may go at once."""


def decision(
    source: Source,
    drafts: Sequence[Draft],
    listed: Collection[str],
    gone: Sequence[Item],
    proof: Withdrawal,
    means: Means,
    now: datetime,
) -> Callable[[Known], Changes]:
    """What the drafts and the items found ``gone`` change, to be decided within the transaction that records it."""
    standing = means.store.standing(source.key, now - _LATELY) if gone else None
    gone = [item for item in gone if item.notice_id not in standing.kept] if standing else gone
    unproved = {item.id for item in _unproved(source, gone, means)} if proof is Withdrawal.ABSENT else set()

    def decide(known: Known) -> Changes:
        changes = revise(known, drafts, now, new_id, listed)
        if standing is None:
            return changes
        found = {item.id for item in changes.items}  # under another address, or as one with another notice
        lost = [item for item in gone if item.id not in found]
        notices = [known.notices[item.notice_id] for item in lost]
        proved = [item for item in lost if item.id not in unproved]
        share = means.settings.withdrawal_share
        judged = [known.notices[item.notice_id] for item in proved]
        withdrawn = withdraw(judged, standing.live, standing.withdrawn, share, proof)
        left_alone = [replace(item, recheck_at=None) for item in proved if withdrawn and proof is Withdrawal.ABSENT]
        gone_now = {one.notice_id for one in withdrawn}
        return replace(
            changes,
            revisions=(*changes.revisions, *withdrawn),
            items=(*changes.items, *left_alone),
            waiting=tuple(
                (one.id, proof) for one in notices if one.state is not State.WITHDRAWN and one.id not in gone_now
            ),
        )

    return decide


def waits_for_person(source: Source, absent: Sequence[Item], means: Means, now: datetime) -> bool:
    """Whether a person is asked before all of what a complete list lacks is withdrawn."""
    standing = means.store.standing(source.key, now - _LATELY)
    gone = [item for item in absent if item.notice_id not in standing.kept]
    many = too_many(len(gone), standing.live, standing.withdrawn, means.settings.withdrawal_share)
    return many or bool(_unproved(source, gone, means))


def _unproved(source: Source, absent: Sequence[Item], means: Means) -> list[Item]:
    """Those that the rule by which the list is read never listed: that they are missing proves nothing."""
    rule = means.store.rule_in_force(source.key) if absent else None
    return [item for item in absent if item.last_seen < rule.made] if rule and rule.made else []
