"""How a call answers: JSON in UTF-8 with an ETag of its bytes; what is unchanged is 304."""

import json

from flask import Response, request


def answered(value: object) -> Response:
    """``value`` as JSON, Chinese as itself. A lone surrogate has no UTF-8 form: it is dropped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    response = Response(text.encode("utf-8", "ignore"), content_type="application/json")
    response.add_etag()
    response.make_conditional(request)
    return response
