"""API clients: who has a key, for what, since when it was not used; a new one, another key, the end of one."""

from dataclasses import replace
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import DateField, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from federator.model.client import MOST_PER_MINUTE, USUAL_PER_MINUTE, ApiClient, Scope, end_of, last_day
from federator.model.errors import ConfigError, Fault
from federator.model.people import Right
from federator.registry.namings import expect_naming
from federator.web.api.keys import Key, new_key
from federator.web.desk.forms import Several, offering
from federator.web.desk.rights import need
from federator.web.desk.signing import actor
from federator.web.labels import named
from federator.web.language import said
from federator.web.parts import home_url, parts

clients = Blueprint("clients", __name__, url_prefix="/desk/clients")

_LONGEST_TABLE = 20_000
"""Characters: every category and field of a profile has its place in a fifth of it."""


class ClientForm(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """Who asks, for what, how often, and until when. The choices of places are given where the form is made."""

    name = StringField(lazy_gettext("系统名称"), [DataRequired(), Length(max=80)])
    contact = StringField(lazy_gettext("联系人及联系方式"), [DataRequired(), Length(max=200)])
    scopes = Several(
        lazy_gettext("权限"),
        [DataRequired(lazy_gettext("请至少选择一项权限。"))],
        choices=[SelectChoice(str(scope), named(scope)) for scope in Scope],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    sites = Several(lazy_gettext("限于这些站点"), [Optional()])
    organisations = Several(lazy_gettext("限于这些单位"), [Optional()])
    per_minute = IntegerField(
        lazy_gettext("每分钟最多请求次数"),
        [
            InputRequired(),
            NumberRange(1, MOST_PER_MINUTE, lazy_gettext("请填 1 到 %(most)s 的整数。", most=MOST_PER_MINUTE)),
        ],
        default=USUAL_PER_MINUTE,
    )
    expires = DateField(lazy_gettext("有效期至（含当日）"), [Optional()])
    names = TextAreaField(
        lazy_gettext("名称对照表（TOML）"), [Length(max=_LONGEST_TABLE)], default="", render_kw={"rows": 8}
    )

    def validate_expires(self, field: DateField) -> None:
        """A day to come, unless it stands there already."""
        if field.data and field.data != field.object_data and end_of(field.data) <= datetime.now(UTC):
            raise ValidationError(_("这一天已经过去。要停用密钥，请吊销。"))

    def validate_names(self, field: TextAreaField) -> None:
        """A table that names what there is, and no two fields alike."""
        try:
            expect_naming(field.data or "", parts().profile)
        except ConfigError as error:
            raise ValidationError("".join(map(_sentence, error.faults))) from error


def _sentence(fault: Fault) -> str:
    parted, ended = _("；"), _("。")
    return f"{fault.place} {said(fault.what)}{parted}{said(fault.remedy)}{ended}".lstrip()


@clients.get("")
@need(Right.SEE_CLIENTS)
def index() -> str:
    """Every client, those whose keys are good first."""
    store = parts().store.clients
    told = [(one, store.standing(one)) for one in store.all()]
    return render_template("desk/clients.html", clients=sorted(told, key=lambda each: each[1] != "valid"))


@clients.route("/add", methods=["GET", "POST"])
@need(Right.EDIT_CLIENTS)
def add() -> str:
    """A new client, and its key this once."""
    form = offering(ClientForm())
    if not form.validate_on_submit():
        return render_template("desk/client.html", form=form, client=None)
    key = new_key()
    blank = ApiClient("", "", "", frozenset(), datetime.now(UTC), key.prefix)
    return _key_page(parts().store.clients.add(_written(form, blank), key.hash, actor()), key)


@clients.route("/<id>", methods=["GET", "POST"])
@need(Right.EDIT_CLIENTS)
def client(id: str) -> str | Response:
    """One client: who it is, what its key is good for, how often it may ask."""
    one = client_of(id)
    form = offering(
        ClientForm(data={"name": one.name, "contact": one.contact, "scopes": sorted(one.scopes),
                         "sites": sorted(one.sites), "organisations": sorted(one.organisations),
                         "per_minute": one.per_minute, "expires": last_day(one.expires) if one.expires else None,
                         "names": one.names})
    )  # fmt: skip
    if not form.validate_on_submit():
        standing = parts().store.clients.standing(one)
        return render_template("desk/client.html", form=form, client=one, standing=standing)
    parts().store.clients.change(_written(form, one), actor())
    flash(_("已保存。"))
    return redirect(url_for("clients.index"))


@clients.post("/<id>/rotate")
@need(Right.EDIT_CLIENTS)
def rotate(id: str) -> str:
    """Another key, shown this once; the one before ends at once."""
    one, key = client_of(id), new_key()
    if one.revoked:
        abort(409)
    parts().store.clients.rotate(id, key.prefix, key.hash, actor())
    return _key_page(one, key)


@clients.post("/<id>/revoke")
@need(Right.EDIT_CLIENTS)
def revoke(id: str) -> Response:
    """End a client's key for good."""
    parts().store.clients.revoke(client_of(id).id, actor())
    flash(_("密钥已吊销。"))
    return redirect(url_for("clients.index"))


def _written(form: ClientForm, before: ApiClient) -> ApiClient:
    """The client as the form has it."""
    return replace(
        before,
        name=form.name.data.strip(),
        contact=form.contact.data.strip(),
        scopes=frozenset(map(Scope, form.scopes.data)),
        sites=frozenset(form.sites.data or ()),
        organisations=frozenset(form.organisations.data or ()),
        per_minute=form.per_minute.data,
        expires=end_of(form.expires.data) if form.expires.data else None,
        names=(form.names.data or "").replace("\r\n", "\n").strip(),
    )


def _key_page(client: ApiClient, key: Key) -> str:
    address = home_url().rstrip("/") + url_for("api.client")
    return render_template("desk/client_key.html", client=client, key=key.text, address=address)


def client_of(id: str) -> ApiClient:
    return parts().store.clients.one(id) or abort(404)
