"""Messages to the contacts of sites: what is news goes into the outbox, what is due is sent, and that is written down.

states ─▶ news ─▶ outbox ─▶ due, by contact ─▶ letter ─▶ send ─▶ went, or when to try again

A process killed between sending and writing sends once more: the letter's id is then the same, so that a mailbox shows
it once. Nothing is lost.
"""

import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import formatdate
from itertools import groupby

from federator.model.answer import Ask, Request, Validators
from federator.model.contact import Contact, Message, Way
from federator.model.errors import FederatorError, VisitError
from federator.model.mail import Mail, Security
from federator.notation.address_parts import discreet
from federator.notify import Letter, body_for, due_at, letter, news, next_try, refusal, signed
from federator.settings import Settings
from federator.store import Store

_SECONDS = 30
"""How long a mail server may take to answer."""


class UndeliveredError(FederatorError):
    """A message could not be handed over; why, in a few words."""


Send = Callable[[Contact, Letter, tuple[Message, ...], datetime], None]
"""Hands a letter over. Raises UndeliveredError."""


def deliver(
    store: Store, settings: Settings, send: Send, now: datetime, stopped: Callable[[], bool] = lambda: False
) -> int:
    """Note what is news and send what is due; how many letters went. Between two letters it may be ``stopped``."""
    store.notifying.note(news, due_at)
    went = 0
    for _, group in groupby(store.notifying.due(), lambda one: one.contact.number):
        if stopped():
            break
        messages = tuple(group)
        contact = messages[0].contact
        words = letter(messages, settings.title.in_(contact.language), settings.home)
        try:
            send(contact, words, messages, now)
        except UndeliveredError as error:
            store.notifying.failed(messages, str(error), next_try(1 + max(one.tries for one in messages), now))
        else:
            store.notifying.went(messages)
            went += 1
    return went


def sender(mail: Mail, tell: Ask) -> Send:
    """Sends by mail and by web address. ``tell`` posts to an address, guarded, whatever robots.txt says of it."""

    def send(contact: Contact, words: Letter, messages: tuple[Message, ...], now: datetime) -> None:
        if contact.way is Way.MAIL:
            _mail(mail, contact, words)
        else:
            _post(tell, contact, words, messages, now)

    return send


def _post(tell: Ask, contact: Contact, words: Letter, messages: tuple[Message, ...], now: datetime) -> None:
    request = Request(signed(contact, now), "POST", json=body_for(contact, words, messages))
    try:
        answer = tell(request, Validators())
    except VisitError as error:  # which may name the address: whoever may see that it failed may not write to it
        raise UndeliveredError(discreet(str(error))) from error
    if refused := refusal(contact, answer.status, answer.content):
        raise UndeliveredError(refused)


def _mail(mail: Mail, contact: Contact, words: Letter) -> None:
    if not mail.server:
        raise UndeliveredError("no mail server is configured: see [mail] in federator.toml")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = mail.sender, contact.address, words.title
    message["Message-ID"] = f"<{words.id}@{mail.sender.rpartition('@')[2]}>"
    message["Date"] = formatdate()
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence note comes back
    message.set_content(words.text)
    try:
        _hand_over(mail, message)
    except (OSError, smtplib.SMTPException) as error:
        raise UndeliveredError(f"{mail.server}: {error}") from error


def _hand_over(mail: Mail, message: EmailMessage) -> None:
    context = ssl.create_default_context()
    if mail.security is Security.TLS:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(mail.server, mail.port, timeout=_SECONDS, context=context)
    else:
        connection = smtplib.SMTP(mail.server, mail.port, timeout=_SECONDS)
    with connection:
        if mail.security is Security.STARTTLS:
            connection.starttls(context=context)
        if mail.user:
            connection.login(mail.user, mail.password)
        connection.send_message(message)
