"""Receivers of an API client: where the change log is pushed to, how deliveries fared, and what to do about it."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from federator.model.client import ApiClient
from federator.model.people import Right
from federator.model.push import Receiver
from federator.notation.address import absolute
from federator.notify.pushes import secret_of
from federator.store.key import key_beside
from federator.web.desk.clients import client_of
from federator.web.desk.rights import need
from federator.web.desk.signing import actor
from federator.web.parts import parts

receivers = Blueprint("receivers", __name__, url_prefix="/desk/clients/<client>/receivers")

MOST = 10
"""Receivers of one client."""


class Add(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """A new receiver."""

    name = StringField(lazy_gettext("名称"), [DataRequired(), Length(max=80)])
    url = StringField(lazy_gettext("接收地址"), [DataRequired(), Length(max=1000)])
    everything = BooleanField(lazy_gettext("从头推送全部信息（不选则只推送此后的变更）"))

    def validate_url(self, field: StringField) -> None:
        """An address of the web, without a password: it would lie in the audit log, and is never sent."""
        written = field.data.strip()
        if absolute(written, written) != written or "@" in urlsplit(written).netloc:
            raise ValidationError(_("这不是网址。请填写以 https:// 或 http:// 开头的完整地址。"))


@receivers.get("")
@need(Right.SEE_CLIENTS)
def index(client: str) -> str:
    """Those of a client, and a form for another."""
    return _page(client_of(client), Add())


@receivers.post("")
@need(Right.EDIT_CLIENTS)
def add(client: str) -> str | tuple[str, int]:
    """A new receiver, and its secret this once."""
    owner, form = client_of(client), Add()
    if not form.validate_on_submit():
        return _page(owner, form), 400
    if len(parts().store.pushing.receivers(owner.id)) >= MOST:
        abort(409)
    name, address = form.name.data.strip(), form.url.data.strip()
    made = parts().store.pushing.add(owner.id, name, address, actor(), everything=form.everything.data)
    return _secret_page(owner, made)


@receivers.get("/<int:number>")
@need(Right.SEE_CLIENTS)
def receiver(client: str, number: int) -> str:
    """One of them, with its last deliveries."""
    one = _receiver(client, number)
    store = parts().store
    waiting = store.stamp()[0] > one.cursor
    return render_template(
        "desk/receiver.html",
        client=client_of(client),
        receiver=one,
        waiting=waiting,
        deliveries=store.pushing.deliveries(number),
    )


@receivers.post("/<int:number>/pause")
@need(Right.EDIT_CLIENTS)
def pause(client: str, number: int) -> Response:
    """Send it nothing for now; its place in the log is kept."""
    return _changed(client, number, "receiver-paused", _("已暂停；变更会保留，恢复后补送。"), paused=True)


@receivers.post("/<int:number>/resume")
@need(Right.EDIT_CLIENTS)
def resume(client: str, number: int) -> Response:
    """Go on where it was, or try again at once."""
    return _changed(client, number, "receiver-resumed", _("已恢复推送。"), paused=False, due=None, tries=0)


@receivers.post("/<int:number>/test")
@need(Right.EDIT_CLIENTS)
def test(client: str, number: int) -> Response:
    """Let a test go, paused or not."""
    return _changed(client, number, "receiver-tested", _("测试消息将在数秒内送出；刷新本页可见结果。"), testing=True)


@receivers.post("/<int:number>/secret")
@need(Right.EDIT_CLIENTS)
def secret(client: str, number: int) -> str:
    """Another secret, shown this once; the one before signs nothing more."""
    one = _receiver(client, number)
    store = parts().store.pushing
    store.change(number, actor(), "receiver-secret", generation=one.generation + 1)
    return _secret_page(client_of(client), _receiver(client, number))


@receivers.post("/<int:number>/drop")
@need(Right.EDIT_CLIENTS)
def drop(client: str, number: int) -> Response:
    """Send it nothing more."""
    parts().store.pushing.drop(_receiver(client, number).number, actor())
    flash(_("已删除。"))
    return redirect(url_for("receivers.index", client=client))


def _changed(client: str, number: int, act: str, said: str, **changed: object) -> Response:
    parts().store.pushing.change(_receiver(client, number).number, actor(), act, **changed)
    flash(said)
    return redirect(url_for("receivers.receiver", client=client, number=number))


def _page(client: ApiClient, form: Add) -> str:
    found = parts().store.pushing.receivers(client.id)
    return render_template("desk/receivers.html", client=client, receivers=found, form=form)


def _secret_page(client: ApiClient, receiver: Receiver) -> str:
    key = key_beside(parts().settings.database)
    made = secret_of(key, receiver.number, receiver.generation)
    return render_template("desk/receiver_secret.html", client=client, receiver=receiver, secret=made)


def _receiver(client: str, number: int) -> Receiver:
    one = parts().store.pushing.receiver(number)
    if one is None or one.client != client:
        abort(404)
    return one
