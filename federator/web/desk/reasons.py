"""The reasons that people give for what they decide; they are kept."""

from flask import flash, request
from flask_babel import gettext as _

LONGEST_REASON = 1000
"""Characters, wherever people say one at the desk."""


def reason_said(name: str = "why") -> str:
    """What the form that was sent says, as far as it is kept."""
    return request.form.get(name, "").strip()[:LONGEST_REASON]


def reason_given(name: str = "why") -> str:
    """As :func:`reason_said`; who says none is told that one is wanted."""
    said = reason_said(name)
    if not said:
        flash(_("请写明理由。"))
    return said
