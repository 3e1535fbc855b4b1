"""Under whose names an answer is: those of ``profile``, else those of the client that shows its key, else ours."""

from collections.abc import Mapping

from flask import Response, after_this_request

from federator.model.naming import OURS, Naming, naming_of
from federator.web.api.scopes import shown_client
from federator.web.parts import parts
from federator.web.query import one_of


def naming(values: Mapping[str, str]) -> Naming:
    """The table that this question asks for. Raises BadParameter, and NoKey for a key that opens nothing."""
    known = parts().namings
    asked = one_of("profile", dict(values), known)
    if asked:
        return known[asked]
    if not any(one.clients for one in known.values()) and not parts().store.clients.have_names():
        return OURS
    after_this_request(_varies)
    return naming_of(shown_client(), known)


def _varies(response: Response) -> Response:
    response.vary.add("Authorization")
    return response
