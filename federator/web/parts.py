"""What the views stand on, and where they find it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from flask import abort, current_app, request

from federator.model.answer import Ask
from federator.model.naming import Naming
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.registry.namings import load_namings
from federator.settings import Settings
from federator.store.store import Store
from federator.visit.means import Means
from federator.web.api.pacing import Paces
from federator.web.built import Built
from federator.web.desk.errands import Errands

_KEY = "federator"


@dataclass(frozen=True)
class Parts:
    """The parts that ``create_app`` was given. ``configured``: the directory of the configuration files."""

    store: Store
    settings: Settings
    profile: Profile
    configured: Directory
    errands: Errands
    built: Built = field(default_factory=Built)
    paces: Paces = field(default_factory=Paces)

    @property
    def directory(self) -> Directory:
        """The directory in force, with what was written at the desk."""
        return self.store.organisations.over(self.configured)

    @property
    def fingerprint(self) -> str:
        """Names all that a feed is made of but its notices, and the name of a site asked for: a new one comes with the
        next of these."""
        return f"{self._said} {self.directory.digest}"

    def state(self) -> tuple[object, ...]:
        """Another value after whatever may change a feed."""
        return self.store.stamp(), self.store.searched(), self.fingerprint

    @cached_property
    def _said(self) -> str:
        here = self.settings
        said = repr((here.title, here.tag_authority, here.public_url, here.hub, self.profile))
        return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()

    @cached_property
    def namings(self) -> Mapping[str, Naming]:
        """What clients call categories and fields, by the name of the table. Raises ConfigError."""
        return load_namings(self.settings.config / "names", self.profile)

    def means(self, ask: Ask) -> Means:
        """What work needs that asks sites by ``ask``."""
        return Means(ask, self.store, self.profile, self.configured, self.settings)

    def extend(self, extensions: dict[str, object]) -> None:
        """Lay the parts where :func:`parts` finds them. Raises ConfigError for a table of names that is faulty: better
        now than when a client asks."""
        self.namings.keys()
        extensions[_KEY] = self


def parts() -> Parts:
    """The parts of the running application."""
    return cast(Parts, current_app.extensions[_KEY])


def home_url() -> str:
    """Where readers reach this service, ending in ``/``: the configured address, else the one they used.

    Raises BadRequest where they named a host that is none: a feed's links lead somewhere.
    """
    configured = parts().settings.home
    if not configured and not ("Host" in request.headers and request.host):
        abort(400)
    return configured or request.url_root
