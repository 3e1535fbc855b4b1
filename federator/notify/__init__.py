"""What to tell whom of sites that fail and work again. Pure: messages are handed on to be sent.

``incidents.py`` says what is news and when it is told, ``wording.py`` in which words, ``robots.py`` in which JSON.
"""

from federator.notify.incidents import due_at, news, next_try
from federator.notify.robots import body_for, refusal, signed
from federator.notify.wording import Letter, letter

__all__ = ["Letter", "body_for", "due_at", "letter", "news", "next_try", "refusal", "signed"]
