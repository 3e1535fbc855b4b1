"""Decide who is told of sites that fail or work again. Pure: the messages are handed on to be sent.

``incidents.py`` decides what is told and when, ``wording.py`` writes the text, ``robots.py`` the JSON for robots.
"""

from federator.notify.incidents import due_at, news, next_try
from federator.notify.robots import body_for, refusal, signed
from federator.notify.wording import Letter, letter

__all__ = ["Letter", "body_for", "due_at", "letter", "news", "next_try", "refusal", "signed"]
