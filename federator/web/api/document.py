"""The OpenAPI document, at ``/api/v1/openapi.json``: made of the calls and shapes themselves."""

from importlib.metadata import version
from typing import Any

from apiflask import APIFlask

from federator.web.api import (  # noqa: F401 - their calls join the blueprint
    export,
    log,
    notices,
    profile,
    receipts,
    records,
    registry,
    report,
    restricted,
)
from federator.web.api.answers import PROBLEM
from federator.web.api.fields_said import both
from federator.web.api.scopes import SCHEME
from federator.web.api.shapes import ProblemShape
from federator.web.parts import parts

PATH = "/api/v1/openapi.json"

_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": both("省级管理员在管理台发放的密钥", "a key that a provincial administrator issues at the desk"),
}
_OTHERWISE = {
    "301": both("已合并到 Location 所指的信息", "merged with the notice that Location names"),
    "400": both("参数有误", "a parameter cannot be read"),
    "401": both("没有密钥，或密钥无效", "no key, or one that is not valid"),
    "403": both("密钥没有此权限", "the key may not"),
    "404": both("没有所请求的内容", "there is no such thing"),
    "409": both("服务曾恢复到更早的状态：请不带 after 重新复制", "the service was restored: copy anew, without after"),
    "410": both("已撤下、已删除或不再公开", "withdrawn, erased or no longer public"),
    "429": both("请求过于频繁，Retry-After 秒后再试", "too many requests: try again after Retry-After seconds"),
}
"""What answers mean that do not give what was asked for."""
_WITH_A_KEY = ("403", "429")
"""What may happen to a call that needs a key, beside 401, which APIFlask adds itself."""


def application(name: str) -> APIFlask:
    """An application that describes its interface, without the page that would load a stranger's scripts."""
    app = APIFlask(
        name, title="federator", version=version("federator"), spec_path=PATH, docs_path=None, json_errors=False
    )
    app.config.update(
        OPENAPI_VERSION="3.1.0",
        AUTO_404_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        HTTP_ERROR_SCHEMA=ProblemShape,
        SECURITY_SCHEMES={SCHEME: _KEY},
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's own provider has it
    app.spec_processor(_tidied)
    return app


def _tidied(spec: dict[Any, Any] | str) -> dict[Any, Any] | str:
    """OpenAPI 3.1 has no ``nullable``, which apispec still writes beside a parameter's type; problems have a media
    type of their own and are told in both languages, which APIFlask does not know."""
    assert isinstance(spec, dict)  # noqa: S101 - the document is asked for as JSON
    for call in (call for path in spec["paths"].values() for call in path.values()):
        if "requestBody" in call:
            call["requestBody"]["required"] = True  # without that word it might be left out
        if not parts().namings:
            call["parameters"] = [one for one in call.get("parameters", ()) if one["name"] != "profile"]
        for parameter in call.get("parameters", ()):
            parameter["schema"].pop("nullable", None)
            parameter["schema"] |= _known_values(parameter["name"])
        if call.get("security"):
            refused = call["responses"]["401"]
            call["responses"] |= {status: dict(refused) for status in _WITH_A_KEY}
        for status, response in call["responses"].items():
            if not status.startswith("2"):
                response["description"] = _OTHERWISE[status]
                response["content"] = {PROBLEM: response["content"]["application/json"]}
    return spec


def _known_values(parameter: str) -> dict[str, Any]:
    """What this service's own profile and directory let a parameter say."""
    if parameter == "profile":
        return {"enum": list(parts().namings)}
    if parameter == "category":
        return {"enum": list(parts().profile.categories)}
    known = {"subtype": [one.id for one in parts().profile.subtypes], "zone": parts().profile.zones,
             "edition": parts().profile.editions, "field": list(parts().profile.extras)}  # fmt: skip
    if known.get(parameter):
        return {"enum": list(dict.fromkeys(known[parameter]))}
    if parameter == "division":
        return {"enum": sorted(parts().directory.divisions)}
    return {}
