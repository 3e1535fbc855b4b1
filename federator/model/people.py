"""Who works at the desk, and what each may do. Rights are asked for where data is read and written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}\Z")
"""What people sign in by."""

SHORTEST_PASSWORD = 12
"""Characters (NIST SP 800-63B asks for 8, and for nothing else)."""


class Role(StrEnum):
    """省级管理员, 站点管理员, 审核员, 审计员."""

    PROVINCE = "province"
    SITE = "site"
    REVIEWER = "reviewer"
    AUDITOR = "auditor"


class Right(StrEnum):
    """What may be done. The first four concern a site, and a site administrator has them for his own sites only."""

    SEE_SITE = "see-site"
    EDIT_SITE = "edit-site"
    RUN_SITE = "run-site"
    """Suspend, resume, visit now."""
    DECIDE_NOTICE = "decide-notice"
    """Release, correct or reject what is held."""
    PURGE_NOTICE = "purge-notice"
    """Erase for good what a notice said."""
    REGISTER_SITE = "register-site"
    REREAD = "reread"
    """Have many notices understood anew at once."""
    APPROVE_SITE = "approve-site"
    SEE_PEOPLE = "see-people"
    EDIT_PEOPLE = "edit-people"
    SEE_AUDIT = "see-audit"
    EDIT_DIRECTORY = "edit-directory"
    """Who may publish, by which names."""
    SEE_CLIENTS = "see-clients"
    EDIT_CLIENTS = "edit-clients"


OF_A_SITE = frozenset({Right.SEE_SITE, Right.EDIT_SITE, Right.RUN_SITE, Right.DECIDE_NOTICE})

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PROVINCE: frozenset(Right),
    Role.SITE: OF_A_SITE | {Right.REGISTER_SITE},
    Role.REVIEWER: frozenset({Right.SEE_SITE, Right.DECIDE_NOTICE}),
    Role.AUDITOR: frozenset({Right.SEE_SITE, Right.SEE_PEOPLE, Right.SEE_AUDIT, Right.SEE_CLIENTS}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. ``login`` is what they sign in by, in lower case. Instants are UTC.

    ``sites`` and ``organisations``: ids of what a site administrator answers for; an organisation's sources may lie on
    a site that is another's (a county portal carries many).
    """

    id: str
    login: str
    name: str
    role: Role
    created: datetime
    email: str = ""
    sites: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    active: bool = True

    def may(self, right: Right, site: str = "", organisation: str = "") -> bool:
        """Whether this person has ``right``; one that concerns a site is asked for that ``site``, or for the
        ``organisation`` whose source it is."""
        if not self.active or right not in RIGHTS[self.role]:
            return False
        if self.role is Role.SITE and right in OF_A_SITE:
            return site in self.sites or organisation in self.organisations
        return True


class Purpose(StrEnum):
    """What a one-time code lets its holder do."""

    FIRST = "first"
    INVITATION = "invitation"
    RESET = "reset"
    SUCCESSION = "succession"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a one-time code offers its holder: to set a password, once, for a new account or for ``person``'s.

    SUCCESSION gives a new account what ``person`` had, whose account ends.
    """

    purpose: Purpose
    role: Role
    sites: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and from where: a person's id (``""`` for nobody yet, ``terminal`` for the command line) and an IP
    address."""

    person: str
    address: str = ""


TERMINAL = Actor("terminal")
"""Whoever sits at the command line."""


@dataclass(frozen=True, slots=True)
class Act:
    """审计记录: one administrative act, as it was recorded. ``about`` names the thing (``person/…``, ``site/…``,
    ``notice/…``); ``before`` and ``after`` are what differed, empty where there was nothing."""

    number: int
    at: datetime
    by: Actor
    act: str
    about: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
