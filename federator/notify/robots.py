"""Messages as JSON: for the robots of DingTalk (钉钉) and WeCom (企业微信), and for any other address.

Both robots take ``{"msgtype": "text", "text": {"content": …}}`` and answer 200 with ``errcode`` 0 where it went.
"""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from urllib.parse import quote_plus

from federator.model.contact import Contact, Message, Way
from federator.notify.wording import Letter

_LONGEST = {Way.DINGTALK: 20_000, Way.WECOM: 2_048}
"""Bytes of a text that each robot takes."""


def body_for(contact: Contact, letter: Letter, messages: tuple[Message, ...]) -> str:
    """The JSON to post."""
    if contact.way in _LONGEST:
        text = _cut(f"{letter.title}\n{letter.text}", _LONGEST[contact.way])
        return json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False)
    events = [
        {
            "subject": str(one.subject),
            "source": one.incident.source if one.incident else None,
            "error": str(one.incident.error) if one.incident else None,
            "began": one.incident.began.isoformat() if one.incident else None,
            "ended": one.incident.ended.isoformat() if one.incident and one.incident.ended else None,
        }
        for one in messages
    ]
    told = {"id": letter.id, "title": letter.title, "text": letter.text, "events": events}
    return json.dumps(told, ensure_ascii=False)


def signed(contact: Contact, now: datetime) -> str:
    """The address to post to. A DingTalk robot that is guarded by a secret (加签) wants the time in milliseconds and
    its HMAC-SHA256 as parameters."""
    if contact.way is not Way.DINGTALK or not contact.secret:
        return contact.address
    stamp = str(int(now.timestamp() * 1000))
    digest = hmac.new(contact.secret.encode(), f"{stamp}\n{contact.secret}".encode(), hashlib.sha256).digest()
    joint = "&" if "?" in contact.address else "?"
    return f"{contact.address}{joint}timestamp={stamp}&sign={quote_plus(base64.b64encode(digest))}"


def refusal(contact: Contact, status: int, content: bytes) -> str:
    """Why the message was not taken, ``""`` where it was."""
    if not 200 <= status < 300:
        return f"HTTP {status}"
    if contact.way is Way.WEBHOOK:
        return ""
    try:
        told = json.loads(content)
        code = told["errcode"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return "the robot's answer is not understood"
    return "" if code == 0 else f"errcode {code}: {str(told.get('errmsg', ''))[:200]}"


def _cut(text: str, most: int) -> str:
    data = text.encode()
    return text if len(data) <= most else data[: most - 3].decode(errors="ignore") + "…"
