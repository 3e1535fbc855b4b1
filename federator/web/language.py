"""Chinese by default, English one click away (``?lang=en``, remembered in a cookie)."""

from flask import Flask, Response, request
from flask_babel import Babel, ngettext

from federator.model.words import Language, Words
from federator.web.address import address

_COOKIE = "lang"
_YEAR = 365 * 24 * 3600
_LOCALES: dict[Language, str] = {"zh": "zh_Hans_CN", "en": "en"}

LANGUAGES = tuple(_LOCALES)

FOR_PROGRAMS = ("feeds", "api", "oai")
"""Blueprints whose addresses alone decide what they say: they know no cookie."""


def language() -> Language:
    """The language of this answer."""
    asked = request.args.get("lang")
    if asked is None and request.blueprint not in FOR_PROGRAMS:
        asked = request.cookies.get(_COOKIE)
    return "en" if asked == "en" else "zh"


def said(words: Words) -> str:
    """A sentence of the model in the language of this answer."""
    return words.in_(language())


def counted(sentence: str, count: int, **more: object) -> str:
    """A sentence with ``%(count)s`` things in it: Chinese says one and many alike, English does not."""
    return str(ngettext(sentence, sentence, count, count=count, **more))


def other_language() -> str:
    """This very page in the other language: the query alone, which holds under any path, strangers' ``//`` too."""
    return address("", request.args.to_dict(), lang="zh" if language() == "en" else "en")


def speak(app: Flask) -> None:
    """Give ``app`` its two languages."""
    Babel(app, default_locale=_LOCALES["zh"], locale_selector=lambda: _LOCALES[language()])
    app.jinja_env.filters["said"] = said
    app.jinja_env.globals.update(language=language, other_language=other_language, counted=counted)
    app.after_request(_remember)


def _remember(response: Response) -> Response:
    if request.blueprint in FOR_PROGRAMS or request.endpoint == "static":
        return response
    response.vary.add("Cookie")
    if request.args.get("lang") in _LOCALES:
        response.set_cookie(_COOKIE, language(), max_age=_YEAR, httponly=True, samesite="Lax")
    return response
