"""How a site's life goes on: who moves it from where to where. What is not named here cannot be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from federator.model.people import Right
from federator.model.site import Life


class Move(StrEnum):
    """提交, 撤回, 批准, 退回, 不予批准, 暂停, 恢复, 停用, 重新登记."""

    SUBMIT = "submit"
    RECALL = "recall"
    APPROVE = "approve"
    SEND_BACK = "send-back"
    REFUSE = "refuse"
    SUSPEND = "suspend"
    RESUME = "resume"
    RETIRE = "retire"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Passage:
    """From which lives to which, by whom; ``why``: a reason has to be given."""

    before: frozenset[Life]
    after: Life
    right: Right
    why: bool = False


def _from(*before: Life) -> frozenset[Life]:
    return frozenset(before)


PASSAGES: Mapping[Move, Passage] = MappingProxyType(
    {
        Move.SUBMIT: Passage(_from(Life.DRAFT), Life.SUBMITTED, Right.EDIT_SITE),
        Move.RECALL: Passage(_from(Life.SUBMITTED), Life.DRAFT, Right.EDIT_SITE),
        Move.APPROVE: Passage(_from(Life.SUBMITTED), Life.ACTIVE, Right.APPROVE_SITE),
        Move.SEND_BACK: Passage(_from(Life.SUBMITTED), Life.DRAFT, Right.APPROVE_SITE, why=True),
        Move.REFUSE: Passage(_from(Life.SUBMITTED), Life.RETIRED, Right.APPROVE_SITE, why=True),
        Move.SUSPEND: Passage(_from(Life.ACTIVE), Life.SUSPENDED, Right.RUN_SITE),
        Move.RESUME: Passage(_from(Life.SUSPENDED), Life.ACTIVE, Right.RUN_SITE),
        Move.RETIRE: Passage(_from(Life.DRAFT, Life.ACTIVE, Life.SUSPENDED), Life.RETIRED, Right.EDIT_SITE, why=True),
        Move.REOPEN: Passage(_from(Life.RETIRED), Life.DRAFT, Right.EDIT_SITE),
    }
)
"""A retired site comes back as a draft only, so that nothing is harvested that nobody approved."""

APPROVED = _from(Life.ACTIVE, Life.SUSPENDED)
"""Lives in which a site stands as it was approved."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote about a site, with the move that it was the reason of (``""`` for none)."""

    at: datetime
    person: str
    move: str
    text: str
