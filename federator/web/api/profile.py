"""The publishing profile, the figures of the whole, and what the fields of this interface mean."""

import json
from typing import Any

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from federator.model.profile import Category
from federator.model.words import Words
from federator.web.api import profile_shapes as shapes
from federator.web.api.answers import answered
from federator.web.api.blueprint import api, takes
from federator.web.api.dictionary import dictionary
from federator.web.api.fields_said import both
from federator.web.api.parameters import Language
from federator.web.language import language
from federator.web.parts import parts


@api.get("/")
@api.doc(hide=True)
def entrance() -> BaseResponse:
    """Who asks for the interface itself is led to its description."""
    return redirect(url_for("openapi.spec"))


@api.get("/categories")
@takes(Language)
@api.output(shapes.CategoriesShape, description=both("信息类别", "categories"))
@api.doc(summary=both("信息类别", "categories"))
def categories() -> Response:
    """The categories of the profile in force."""
    return answered({"categories": [_category(one) for one in parts().profile.categories.values()]})


@api.get("/profile")
@takes(Language)
@api.output(shapes.ProfileShape, description=both("发布规范", "publishing profile"))
@api.doc(
    summary=both("发布规范", "publishing profile"),
    description=both("现行发布规范的字段、要素和要求", "the profile in force: its fields and clauses"),
)
def profile() -> Response:
    """The profile in force: its fields and clauses."""
    here = parts().profile
    plain = [{"name": one.name, "label": _both(one.label), "kind": "", "unit": ""} for one in here.fields.values()]
    extra = [
        {"name": one.name, "label": _both(one.label), "kind": str(one.kind), "unit": one.unit}
        for one in here.extras.values()
    ]
    clauses = [{"id": one.id, "severity": str(one.severity), "what": _both(one.what)} for one in here.clauses.values()]
    head = {"id": here.id, "version": here.version, "name": _both(here.name)}
    return answered({**head, "fields": plain + extra, "clauses": clauses})


@api.get("/statistics")
@takes(Language)
@api.output(shapes.StatisticsShape, description=both("公开信息的数量", "counts of public notices"))
@api.doc(
    summary=both("统计", "statistics"),
    description=both(
        "公开信息按类别、站点、行政区划和发布年份的数量",
        "counts of public notices by category, site, division and year of publication",
    ),
)
def statistics() -> Response:
    """Counts of what is public; counted once for each state of the world."""
    here = parts()
    key = f"statistics {here.store.stamp()[0]}"
    held = here.built.get(key)
    if held is None:
        held = json.dumps(here.store.statistics()).encode()
        here.built.keep(key, held)
    return answered(json.loads(held))


@api.get("/dictionary")
@takes(Language)
@api.output(shapes.DictionaryShape, description=both("字段说明", "fields explained"))
@api.doc(
    summary=both("字段字典", "dictionary of fields"),
    description=both(
        "接口中每个对象的每个字段，中英文说明", "every field of every object of the interface, in Chinese and English"
    ),
)
def dictionary_() -> Response:
    """Every field of every object, in both languages: made of the shapes themselves."""
    return answered({"objects": dictionary(language())})


def _category(one: Category) -> dict[str, Any]:
    subtypes = [sub for sub in parts().profile.subtypes if sub.category in ("", one.code)]
    return {
        "code": one.code,
        "name": _both(one.name),
        "legal_basis": one.legal_basis,
        "extras": [extra.name for extra in one.matter.extras],
        "subtypes": [{"id": sub.id, **_both(sub.name)} for sub in subtypes],
    }


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
