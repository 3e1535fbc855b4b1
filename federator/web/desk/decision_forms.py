"""The forms by which people decide about notices; each decision has a reason."""

import re
from datetime import date, datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, Regexp

from federator.model.local_time import CHINA, LocalTime
from federator.model.profile import Profile
from federator.web.desk.reasons import LONGEST_REASON
from federator.web.language import said


def _stripped(written: str | None) -> str:
    return (written or "").strip()


def _in_china(written: str | None) -> str:
    """What is written without a zone is meant in China's; what is no time at all stays as it is."""
    text = _stripped(written)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if len(text) == 10 or moment.tzinfo else moment.replace(tzinfo=CHINA).isoformat()


def _why(id: str | None = None) -> TextAreaField:
    return TextAreaField(_("理由"), [DataRequired(), Length(max=LONGEST_REASON)], filters=[_stripped], id=id)


def _is_time(_form: FlaskForm, field: Field) -> None:
    try:
        LocalTime.fromisoformat(field.data)
    except (ValueError, OverflowError):
        raise ValidationError(gettext("请写作 2026-03-01 或 2026-03-01T09:30。")) from None


def _is_day(_form: FlaskForm, field: Field) -> None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", field.data):
        raise ValidationError(gettext("请写作 2026-03-01。"))
    try:
        date.fromisoformat(field.data)
    except ValueError:
        raise ValidationError(gettext("没有这一天。")) from None


class Decide(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """``seq`` is the version that the page showed."""

    seq = HiddenField(validators=[DataRequired(), Regexp(r"[0-9]{1,18}\Z")])
    why = _why()


class Purge(FlaskForm):  # type: ignore[misc]
    """Nothing brings back what is purged: somebody must say that he is sure."""

    why = _why("why-purge")
    sure = BooleanField(_("我已确认：删除后无法恢复"), [DataRequired()])


class Correct(FlaskForm):  # type: ignore[misc]
    """The fields of a record that a person may change, as records have them."""

    seq = HiddenField(validators=[DataRequired(), Regexp(r"[0-9]{1,18}\Z")])
    title = StringField(_("标题"), [DataRequired(), Length(max=500)], filters=[_stripped])
    published = StringField(_("发布日期"), [Optional(), _is_time], filters=[_in_china])
    publisher = StringField(_("发布机构"), [Length(max=200)], filters=[_stripped])
    doc_no = StringField(_("文号"), [Length(max=200)], filters=[_stripped])
    index_no = StringField(_("索引号"), [Length(max=200)], filters=[_stripped])
    written = StringField(_("成文日期"), [Optional(), _is_day], filters=[_stripped])
    category = SelectField(_("信息类别"))
    why = _why()

    def offer(self, profile: Profile) -> None:
        """Let the category be one of the profile's; one that it no longer knows may stay."""
        names = {code: said(one.name) for code, one in profile.categories.items()}
        if self.category.data:
            names.setdefault(self.category.data, self.category.data)
        self.category.choices = [SelectChoice(code, name) for code, name in names.items()]
