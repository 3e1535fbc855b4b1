"""Signing in, one-time codes, and the people of the desk."""

from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from federator.model.people import Actor, Invitation, Person, Purpose, Right, Role
from federator.store.people import PeopleError
from federator.web.desk.forms import Edit, Invite, Join, NewPassword, SignIn, offering
from federator.web.desk.rights import need, open_to_all
from federator.web.desk.secrets import hash_of, hashed, new_code
from federator.web.desk.signing import actor, enter, leave, locked, me, sign_in
from federator.web.parts import home_url, parts

LASTS = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.RESET: timedelta(days=1),
    Purpose.SUCCESSION: timedelta(days=7),
}
"""How long a one-time code may be used."""

accounts = Blueprint("accounts", __name__, url_prefix="/desk")


@accounts.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@open_to_all
def sign_in_page() -> str | Response | tuple[str, int]:
    """The one way in by password. Too many failures: none is looked at for a while."""
    if current_user.is_authenticated:
        return redirect(url_for("desk.home"))
    form = SignIn()
    if not form.validate_on_submit():
        return render_template("desk/sign_in.html", form=form, wrong="")
    if locked(form.login.data):
        wrong = _("尝试次数过多，请 15 分钟后再试。忘记密码请联系省级管理员重置。")
        return render_template("desk/sign_in.html", form=form, wrong=wrong), 429
    if not sign_in(form.login.data, form.password.data):
        return render_template("desk/sign_in.html", form=form, wrong=_("登录名或密码不正确。")), 403
    return redirect(_wanted() or url_for("desk.home"))


@accounts.post("/sign-out")
@need(None)
def sign_out() -> Response:
    """End this session."""
    leave()
    return redirect(url_for("accounts.sign_in"))


@accounts.route("/join/<code>", methods=["GET", "POST"])
@open_to_all
def join(code: str) -> str | Response | tuple[str, int]:
    """Use a one-time code: make the account it offers, or set a password anew."""
    invitation = parts().store.people.invitation(hash_of(code))
    if invitation is None:
        return render_template("desk/code_spent.html"), 410
    form = NewPassword() if invitation.purpose is Purpose.RESET else Join()
    if not form.validate_on_submit():
        return render_template("desk/join.html", form=form, invitation=invitation)
    login, name = ("", "") if invitation.purpose is Purpose.RESET else (form.login.data, form.name.data)
    by = Actor("", request.remote_addr or "")
    try:
        person = parts().store.people.accept(hash_of(code), login, name, hashed(form.password.data), by)
    except PeopleError:
        form.login.errors = [*form.login.errors, _("这个登录名已有人使用。")]
        return render_template("desk/join.html", form=form, invitation=invitation), 409
    if person is None:
        return render_template("desk/code_spent.html"), 410
    enter(person)
    return redirect(url_for("desk.home"))


@accounts.get("/people")
@need(Right.SEE_PEOPLE)
def people() -> str:
    """Everybody with an account."""
    here = parts()
    people, sites = here.store.people.all(), {one.id: one.name for one in here.store.sites()}
    charges = {
        one.id: [sites.get(id, id) for id in sorted(one.sites)]
        + [here.directory.organisation_name(id) for id in sorted(one.organisations)]
        for one in people
    }
    return render_template("desk/people.html", people=people, charges=charges)


@accounts.route("/people/invite", methods=["GET", "POST"])
@need(Right.EDIT_PEOPLE)
def invite() -> str:
    """Make a one-time code for somebody new, and show it this once."""
    form = offering(Invite())
    if not form.validate_on_submit():
        return render_template("desk/invite.html", form=form)
    return _code_page(Invitation(Purpose.INVITATION, Role(form.role.data), *_charge(form)))


@accounts.route("/people/<id>", methods=["GET", "POST"])
@need(Right.EDIT_PEOPLE)
def person(id: str) -> str | Response | tuple[str, int]:
    """One account: name, role, what it answers for, and whether it may sign in."""
    one = _somebody(id)
    form = offering(
        Edit(data={"name": one.name, "email": one.email, "role": str(one.role), "active": one.active,
                   "sites": sorted(one.sites), "organisations": sorted(one.organisations)})
    )  # fmt: skip
    if not form.validate_on_submit():
        return render_template("desk/person.html", form=form, person=one, wrong="")
    role, (sites, organisations) = Role(form.role.data), _charge(form)
    changed = replace(one, name=form.name.data, email=form.email.data or "", role=role, active=form.active.data,
                      sites=sites, organisations=organisations)  # fmt: skip
    try:
        parts().store.people.change(changed, actor())
    except PeopleError:
        wrong = _("至少要保留一位可以登录的省级管理员。")
        return render_template("desk/person.html", form=form, person=one, wrong=wrong), 409
    return redirect(url_for("accounts.people"))


@accounts.post("/people/<id>/reset")
@need(Right.EDIT_PEOPLE)
def reset(id: str) -> str:
    """A one-time code by which somebody sets a new password."""
    one = _somebody(id)
    return _code_page(Invitation(Purpose.RESET, one.role, person=one.id))


@accounts.route("/me", methods=["GET", "POST"])
@need(None)
def mine() -> str | Response:
    """One's own account: a new password."""
    form = NewPassword()
    if not form.validate_on_submit():
        return render_template("desk/mine.html", form=form, person=me())
    person = me()
    parts().store.people.set_password(person.id, hashed(form.password.data), actor())
    enter(person)  # setting a password ends every session, this one too
    return redirect(url_for("desk.home"))


@accounts.post("/me/successor")
@need(None)
def successor() -> str:
    """A one-time code for who takes over: with it this account ends, and the new one has what it had."""
    return _code_page(Invitation(Purpose.SUCCESSION, me().role, me().sites, me().organisations, person=me().id))


def _code_page(invitation: Invitation) -> str:
    """Keep the code's hash, and show the code this once."""
    code = new_code()
    parts().store.people.invite(hash_of(code), invitation, LASTS[invitation.purpose], actor())
    address = home_url().rstrip("/") + url_for("accounts.join", code=code)
    return render_template(
        "desk/code.html", address=address, invitation=invitation, days=LASTS[invitation.purpose].days
    )


def _somebody(id: str) -> Person:
    return parts().store.people.one(id) or abort(404)


def _charge(form: Invite) -> tuple[frozenset[str], frozenset[str]]:
    """The sites and organisations of a site administrator; the other roles answer for nothing of their own."""
    if form.role.data != Role.SITE:
        return frozenset(), frozenset()
    return frozenset(form.sites.data or ()), frozenset(form.organisations.data or ())


def _wanted() -> str:
    """The page that asked to sign in first: one of the desk's own, and nothing else."""
    wanted = request.args.get("next", "")
    return wanted if wanted.startswith("/desk") and "\\" not in wanted and "//" not in wanted else ""
