"""The directory: who may publish, by which names; added and changed by the provincial administrator."""

import re

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, Regexp

from federator.model.people import Right
from federator.model.place import Directory, Organisation
from federator.spec.directory import organisation_faults
from federator.web.desk.rights import need
from federator.web.desk.signing import actor
from federator.web.display import cities
from federator.web.language import said
from federator.web.parts import parts

organisations = Blueprint("organisations", __name__, url_prefix="/desk/organisations")

MOST_NAMES = 40
"""Short and former names of one organisation."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,59}\Z")
_LONGEST = 100


class OrganisationForm(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """One organisation. The choices are given where the form is made."""

    id = StringField(
        lazy_gettext("标识"),
        [DataRequired(), Regexp(_ID, message=lazy_gettext("标识由小写字母、数字和连字符组成，2 到 60 个字符。"))],
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    name = StringField(lazy_gettext("现名（全称）"), [DataRequired(), Length(max=_LONGEST)])
    others = TextAreaField(
        lazy_gettext("简称和曾用名"), [Optional(), Length(max=MOST_NAMES * _LONGEST)], render_kw={"rows": 5}
    )
    division = SelectField(lazy_gettext("行政区划"))
    parent = SelectField(lazy_gettext("上级单位"))
    department_no = StringField(lazy_gettext("部门编号"), [Optional(), Length(max=20)])
    credit_code = StringField(
        lazy_gettext("统一社会信用代码"),
        [Optional(), Regexp(r"[0-9A-HJ-NPQRTUWXY]{18}\Z", message=lazy_gettext("统一社会信用代码为 18 位。"))],
    )


@organisations.get("")
@need(None)
def index() -> str:
    """All organisations, by division."""
    here = parts()
    found = sorted(here.directory.organisations.values(), key=lambda one: (one.division, one.id))
    written = {one.id for one in here.store.organisations.all()}
    return render_template("desk/organisations.html", organisations=found, written=written)


@organisations.route("/add", methods=["GET", "POST"])
@need(Right.EDIT_DIRECTORY)
def add() -> str | Response | tuple[str, int]:
    """A new organisation."""
    form = _offering(OrganisationForm())
    if not form.validate_on_submit():
        return render_template("desk/organisation.html", form=form, one=None, wrong=())
    if form.id.data in parts().directory.organisations:
        form.id.errors = [*form.id.errors, _("这个标识已有人使用，请换一个。")]
        return render_template("desk/organisation.html", form=form, one=None, wrong=()), 409
    return _saved(form, None)


@organisations.route("/<id>", methods=["GET", "POST"])
@need(Right.EDIT_DIRECTORY)
def organisation(id: str) -> str | Response | tuple[str, int]:
    """One organisation; its former name stays known when it gets another."""
    one = parts().directory.organisations.get(id) or abort(404)
    said_now = {"id": id, "name": one.name, "others": "\n".join(one.names[1:]), "division": one.division,
                "parent": one.parent, "department_no": one.department_no, "credit_code": one.credit_code}  # fmt: skip
    form = _offering(OrganisationForm(data=said_now), id)
    form.id.data = id
    if not form.validate_on_submit():
        return render_template("desk/organisation.html", form=form, one=one, wrong=(), standing=_standing(id))
    return _saved(form, one)


@organisations.post("/<id>/drop")
@need(Right.EDIT_DIRECTORY)
def drop(id: str) -> Response:
    """Back to what the configuration says; one that it does not name goes, unless something is of it."""
    here = parts()
    configured = here.configured.organisations.get(id)
    if configured is None and _is_needed(id):
        flash(_("还有站点、栏目、人员或下级单位属于它，不能删除。"))
        return redirect(url_for("organisations.organisation", id=id))
    if not here.store.organisations.drop(id, configured, actor()):
        abort(404)
    flash(_("已恢复为配置文件的内容。") if configured else _("已删除。"))
    return redirect(url_for("organisations.index"))


def _saved(form: OrganisationForm, before: Organisation | None) -> str | Response | tuple[str, int]:
    one = _written(form, before)
    directory = parts().directory.with_organisations([one])
    faults = organisation_faults([one], directory)
    if faults:
        wrong = [f"{said(fault.what)}{_('；')}{said(fault.remedy)}" for fault in faults]
        standing = _standing(before.id) if before else ""
        return render_template("desk/organisation.html", form=form, one=before, wrong=wrong, standing=standing), 400
    parts().store.organisations.save(one, before, actor())
    flash(_("已保存，今后采集的信息按新的名录识别单位。"))
    return redirect(url_for("organisations.index"))


def _written(form: OrganisationForm, before: Organisation | None) -> Organisation:
    """The organisation as the form has it; the name it had until now is one of its former ones."""
    name = form.name.data.strip()
    others = [line.strip()[:_LONGEST] for line in (form.others.data or "").splitlines()][:MOST_NAMES]
    if before and before.name != name:
        others.append(before.name)
    return Organisation(
        before.id if before else form.id.data,
        tuple(dict.fromkeys(one for one in (name, *others) if one)),
        form.division.data,
        form.parent.data or "",
        (form.department_no.data or "").strip(),
        form.credit_code.data or "",
    )


def _standing(id: str) -> str:
    """Where it is written: in the configuration, at the desk, or at the desk in the place of the configuration."""
    written = any(one.id == id for one in parts().store.organisations.all())
    if not written:
        return "configured"
    return "changed" if id in parts().configured.organisations else "added"


def _is_needed(id: str) -> bool:
    """Whether a site, a column, somebody's charge or another organisation is of it."""
    store = parts().store
    sites = store.sites()
    used = {site.organisation for site in sites} | {one.organisation for site in sites for one in site.sources}
    charged = {one for person in store.people.all() for one in person.organisations}
    return id in used | charged | {one.parent for one in parts().directory.organisations.values()}


def _offering(form: OrganisationForm, itself: str = "") -> OrganisationForm:
    """The form with the divisions and organisations there are; none is above ``itself``."""
    directory = parts().directory
    form.division.choices = _divisions(directory)
    others = [one for one in directory.organisations.values() if one.id != itself]
    form.parent.choices = [SelectChoice("", _("（没有）")), *(SelectChoice(one.id, one.name) for one in others)]
    return form


def _divisions(directory: Directory) -> list[SelectChoice]:
    provinces = [one for one in directory.divisions.values() if one.level == "province"]
    below = [one for city in cities(directory) for one in (city.division, *city.counties)]
    return [SelectChoice(one.code, f"{one.name} {one.code}") for one in (*provinces, *below)]
