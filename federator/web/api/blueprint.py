"""Where the calls are gathered, and how one says which parameters it takes: ``@takes(…)`` below the scope it needs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from apiflask import APIBlueprint, Schema
from flask import Response

from federator.web.api.parameters import Language
from federator.web.query import given

api = APIBlueprint("api", __name__, url_prefix="/api/v1", tag="federator")

View = Callable[..., Response]


def takes(parameters: type[Schema]) -> Callable[[View], View]:
    """The call has these parameters and no others, and answers 400 to what cannot be read. They are handed to it as
    ``values``, as they were written; the language alone is not, which only the sentences of errors need."""
    names = [field.data_key or name for name, field in parameters().fields.items()]

    def described(view: View) -> View:
        @wraps(view)
        def taken(*args: Any, values: object, **kwargs: Any) -> Response:
            read = given(names)
            return view(*args, **kwargs) if parameters is Language else view(*args, values=read, **kwargs)

        declared: Any = taken
        others = declared._spec["responses"] or ()
        declared._spec["responses"] = {400: "", **(others if isinstance(others, dict) else dict.fromkeys(others, ""))}
        return api.input(parameters, location="query", validation=False, arg_name="values")(taken)

    return described
