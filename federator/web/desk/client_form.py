"""The form of an API client, read strictly."""

from datetime import UTC, datetime

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from federator.model.client import MOST_PER_MINUTE, USUAL_PER_MINUTE, Scope, end_of
from federator.model.errors import ConfigError, Fault
from federator.registry.namings import expect_naming
from federator.web.desk.forms import Several
from federator.web.labels import named
from federator.web.language import said
from federator.web.parts import parts

_LONGEST_TABLE = 20_000
"""Characters: every category and field of a profile has its place in a fifth of it."""


class ClientForm(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """Who asks, for what, how often, and until when. The choices of places are given where the form is made."""

    name = StringField(_("系统名称"), [DataRequired(), Length(max=80)])
    contact = StringField(_("联系人及联系方式"), [DataRequired(), Length(max=200)])
    scopes = Several(
        _("权限"),
        [DataRequired(_("请至少选择一项权限。"))],
        choices=[SelectChoice(str(scope), named(scope)) for scope in Scope],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    sites = Several(_("限于这些站点"), [Optional()])
    organisations = Several(_("限于这些单位"), [Optional()])
    per_minute = IntegerField(
        _("每分钟最多请求次数"),
        [InputRequired(), NumberRange(1, MOST_PER_MINUTE, _("请填 1 到 %(most)s 的整数。", most=MOST_PER_MINUTE))],
        default=USUAL_PER_MINUTE,
    )
    expires = DateField(_("有效期至（含当日）"), [Optional()])
    names = TextAreaField(_("名称对照表（TOML）"), [Length(max=_LONGEST_TABLE)], default="", render_kw={"rows": 8})

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
