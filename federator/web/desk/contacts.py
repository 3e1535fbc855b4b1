"""Who is told when a site fails and when it works again: contacts, a test, and what went or could not."""

from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from federator.model.contact import Contact, Rhythm, Way
from federator.model.mail import MAILBOX
from federator.model.people import Right
from federator.model.site import Site
from federator.notation.address import absolute
from federator.web.desk.rights import need, site_for
from federator.web.desk.signing import actor
from federator.web.labels import named
from federator.web.parts import parts

contacts = Blueprint("contacts", __name__, url_prefix="/desk/contacts")

MOST = 20
"""Contacts of one site."""


class Add(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """A new contact."""

    name = StringField(lazy_gettext("姓名或群名"), [DataRequired(), Length(max=80)])
    way = SelectField(lazy_gettext("方式"), choices=[SelectChoice(str(way), named(way)) for way in Way])
    address = StringField(lazy_gettext("邮箱或机器人地址"), [DataRequired(), Length(max=1000)])
    secret = PasswordField(lazy_gettext("加签密钥"), [Length(max=200)], render_kw={"autocomplete": "off"})
    language = SelectField(
        lazy_gettext("语言"), choices=[SelectChoice("zh", "中文"), SelectChoice("en", "English")], default="zh"
    )
    rhythm = SelectField(lazy_gettext("时机"), choices=[SelectChoice(str(one), named(one)) for one in Rhythm])

    def validate_address(self, field: StringField) -> None:
        """A mailbox for mail, else an address of the web."""
        written = field.data.strip()
        if self.way.data == Way.MAIL and not MAILBOX.fullmatch(written):
            raise ValidationError(_("这不是邮箱地址。"))
        if self.way.data != Way.MAIL and absolute(written, written) != written:
            raise ValidationError(_("这不是网址。请复制机器人的完整 Webhook 地址。"))


@contacts.get("/<site>")
@need(Right.SEE_SITE)
def index(site: str) -> str:
    """The contacts of a site, and its last messages."""
    return _page(site_for(Right.SEE_SITE, site), Add())


@contacts.post("/<site>")
@need(Right.EDIT_SITE)
def add(site: str) -> Response | tuple[str, int]:
    """A new contact."""
    found = site_for(Right.EDIT_SITE, site)
    form = Add()
    if not form.validate_on_submit():
        return _page(found, form), 400
    if len(parts().store.notifying.contacts(site)) >= MOST:
        abort(409)
    parts().store.notifying.save_contact(_written(form, Contact(site, "", Way.MAIL, "")), actor())
    flash(_("已添加。请发送一条测试消息。"))
    return redirect(url_for("contacts.index", site=site))


@contacts.route("/<site>/<int:number>", methods=["GET", "POST"])
@need(Right.EDIT_SITE)
def contact(site: str, number: int) -> str | Response | tuple[str, int]:
    """One contact, written anew; a secret that is not given stays."""
    one = _contact(site, number)
    form = Add(data={"name": one.name, "way": str(one.way), "address": one.address, "language": one.language,
                     "rhythm": str(one.rhythm)})  # fmt: skip
    if not form.validate_on_submit():
        body = render_template("desk/contact.html", site=site_for(Right.EDIT_SITE, site), contact=one, form=form)
        return (body, 400) if form.errors else body
    parts().store.notifying.save_contact(_written(form, one), actor())
    flash(_("已保存。"))
    return redirect(url_for("contacts.index", site=site))


@contacts.post("/<site>/<int:number>/drop")
@need(Right.EDIT_SITE)
def drop(site: str, number: int) -> Response:
    """Tell this contact nothing more."""
    _contact(site, number)
    parts().store.notifying.drop_contact(site, number, actor())
    flash(_("已删除。"))
    return redirect(url_for("contacts.index", site=site))


@contacts.post("/<site>/<int:number>/test")
@need(Right.EDIT_SITE)
def test(site: str, number: int) -> Response:
    """Let a test message go."""
    _contact(site, number)
    parts().store.notifying.test(site, number, actor())
    flash(_("测试消息已排队，通常一分钟内送出；结果见下方。"))
    return redirect(url_for("contacts.index", site=site))


def _page(site: Site, form: Add) -> str:
    store = parts().store.notifying
    return render_template(
        "desk/contacts.html",
        site=site,
        form=form,
        contacts=store.contacts(site.id),
        messages=store.messages(site.id),
        mail=parts().settings.mail,
    )


def _contact(site: str, number: int) -> Contact:
    site_for(Right.EDIT_SITE, site)
    found = [one for one in parts().store.notifying.contacts(site) if one.number == number]
    return found[0] if found else abort(404)


def _written(form: Add, before: Contact) -> Contact:
    """The contact as the form has it; another way has no use for the secret of the one before."""
    way = Way(form.way.data)
    return replace(
        before,
        name=form.name.data.strip(),
        way=way,
        address=form.address.data.strip(),
        language="en" if form.language.data == "en" else "zh",
        rhythm=Rhythm(form.rhythm.data),
        secret=form.secret.data or (before.secret if way is before.way else ""),
    )
