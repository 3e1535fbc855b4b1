"""A column of a member site: how it is called, sorted and read, its rules, and its end."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from federator.model.health import RuleState
from federator.model.people import Right
from federator.model.site import JsonRule, Site, Source
from federator.registry.duration import write_duration
from federator.registry.json_rule import write_json_rule
from federator.web.desk.registration import Answered, set_going
from federator.web.desk.registration_forms import (
    choices,
    said_of_source,
    selectors,
    with_source,
    without_source,
)
from federator.web.desk.registration_sites import written
from federator.web.desk.registration_writing import RefusedError, edit, expect_open, site_of
from federator.web.desk.rights import expect, need
from federator.web.desk.signing import actor, me
from federator.web.parts import parts

site_columns = Blueprint("site_columns", __name__, url_prefix="/desk/sites")


@site_columns.post("/<id>/sources/<source>/look")
@need(Right.EDIT_SITE)
def look_again(id: str, source: str) -> Answered:
    """Look at a column of this site, to see how it is read and change that."""
    _site, known = _source(Right.EDIT_SITE, id, source)
    return set_going("column", {"url": known.url, "site": id, "source": source})


@site_columns.route("/<id>/sources/<source>", methods=["GET", "POST"])
@need(Right.SEE_SITE)
def column(id: str, source: str) -> Answered:
    """One column: how it is called, sorted and read; posted: anew."""
    one, known = _source(Right.EDIT_SITE if request.method == "POST" else Right.SEE_SITE, id, source)
    if request.method != "POST":
        return _source_page(one, known)
    said = said_of_source(request.form, selectors(known.rule)) | {"id": known.id}
    if isinstance(known.rule, JsonRule) and "rule" not in said:
        said |= {"rule": write_json_rule(known.rule)}
    try:
        edit(id, lambda table: with_source(table, said, source))
    except RefusedError as error:
        return _source_page(one, known, error.sentences)
    flash(_("已保存。"))
    return redirect(url_for("site_columns.column", id=id, source=source))


@site_columns.post("/<id>/sources/<source>/remove")
@need(Right.EDIT_SITE)
def remove(id: str, source: str) -> Answered:
    """Take a column out of the registry; its notices stay."""
    one, _known = _source(Right.EDIT_SITE, id, source)
    return written(one, lambda table: without_source(table, source), _("栏目已移除，已收录的信息保留。"))


@site_columns.post("/<id>/sources/<source>/rules/<int:number>")
@need(Right.EDIT_SITE)
def take_rule(id: str, source: str, number: int) -> Answered:
    """Read the column by a rule of its history again."""
    one, known = _source(Right.EDIT_SITE, id, source)
    try:
        expect_open(one)
    except RefusedError as error:
        return _source_page(one, known, error.sentences)
    if not parts().store.decisions.take_rule(known.key, number, actor()):
        abort(404)
    flash(_("已改用第 %(number)s 条规则，下次采集生效。", number=number))
    return redirect(url_for("site_columns.column", id=id, source=source))


def _source(right: Right, id: str, source: str) -> tuple[Site, Source]:
    """The site and its source, for whoever may do this there; 404 where there is none."""
    one = site_of(id)
    known = next((each for each in one.sources if each.id == source), None) or abort(404)
    expect(right, id, known.organisation)
    return one, known


def _source_page(one: Site, source: Source, wrong: Sequence[str] = ()) -> Answered:
    rules = parts().store.rules(source.key)
    in_force = next((rule for rule in rules if rule.state is RuleState.IN_FORCE), None)
    body = render_template(
        "desk/register_source.html",
        site=one,
        source=source,
        said=request.form if wrong else None,
        every=write_duration(source.every),
        rule=selectors(source.rule),
        interface=isinstance(source.rule, JsonRule),
        rules=rules,
        used=in_force if in_force and in_force.differs(source.rule) else None,
        names=parts().store.people.names(),
        editable=me().may(Right.EDIT_SITE, one.id, source.organisation),
        wrong=wrong,
        **choices(source.organisation),
    )
    return (body, 400) if wrong else body
