"""The forms of the accounts, read strictly; each sentence in the reader's language."""

from typing import TypeVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, EqualTo, Length, Optional, Regexp

from federator.model.people import LOGIN, SHORTEST_PASSWORD, Role
from federator.web.labels import named
from federator.web.parts import parts

Offered = TypeVar("Offered", bound=FlaskForm)
_LONGEST = 200


def _login(**more: object) -> StringField:
    return StringField(
        _("登录名"),
        [
            DataRequired(),
            Regexp(LOGIN, message=_("登录名由小写字母、数字和 . _ - 组成，3 到 40 个字符。")),
        ],
        filters=[lambda written: (written or "").strip().lower()],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", **more},
    )


def _new_password() -> PasswordField:
    return PasswordField(
        _("新密码"),
        [
            DataRequired(),
            Length(SHORTEST_PASSWORD, _LONGEST, _("密码至少 %(least)s 个字符。", least=SHORTEST_PASSWORD)),
        ],
        render_kw={"autocomplete": "new-password"},
    )


def _again() -> PasswordField:
    return PasswordField(
        _("再输一遍新密码"),
        [DataRequired(), EqualTo("password", _("两次输入的密码不一致。"))],
        render_kw={"autocomplete": "new-password"},
    )


class SignIn(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    login = _login(autofocus=True)
    password = PasswordField(
        _("密码"), [DataRequired(), Length(max=_LONGEST)], render_kw={"autocomplete": "current-password"}
    )


class Join(FlaskForm):  # type: ignore[misc]
    """A new account by a one-time code."""

    name = StringField(_("姓名"), [DataRequired(), Length(max=80)], render_kw={"autocomplete": "name"})
    login = _login()
    password = _new_password()
    again = _again()


class NewPassword(FlaskForm):  # type: ignore[misc]
    """A password set by a one-time code."""

    password = _new_password()
    again = _again()


class Several(SelectMultipleField):  # type: ignore[misc]  # wtforms ships no types
    """Several of a list; the library's complaint of one that is not on it knows no Chinese."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not on the list (any more)."""
        try:
            super().pre_validate(form)
        except ValidationError as error:
            raise ValidationError(gettext("所选的有的已不在列表中，请重新选择。")) from error


class Invite(FlaskForm):  # type: ignore[misc]
    """Whom a one-time code invites. The choices are given where the form is made."""

    role = SelectField(
        _("角色"), choices=[SelectChoice(str(role), named(role)) for role in Role], default=str(Role.SITE)
    )
    sites = Several(_("负责的站点"), [Optional()])
    organisations = Several(_("负责的单位"), [Optional()])


class Edit(Invite):
    """An account as an administrator changes it."""

    name = StringField(_("姓名"), [DataRequired(), Length(max=80)])
    email = EmailField(_("电子邮箱"), [Optional(), Length(max=200)])
    active = BooleanField(_("可以登录"))


def offering(form: Offered) -> Offered:
    """The form with the sites and organisations there are, among which it lets choose."""
    form.sites.choices = [SelectChoice(site.id, site.name) for site in parts().store.sites()]
    form.organisations.choices = [SelectChoice(one.id, one.name) for one in parts().directory.organisations.values()]
    return form
