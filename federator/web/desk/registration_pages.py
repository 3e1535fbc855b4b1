"""What was understood of a site or a column, as pages: each beside what may be corrected, and what is proposed."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import render_template, request
from flask_babel import gettext as _
from markupsafe import Markup

from federator.connectors.catalogue import read_by_rule
from federator.connectors.page import text_of
from federator.examine.columns import Survey, taking
from federator.examine.drafting import as_site, identifier, source_id
from federator.examine.looking import Look, dated
from federator.induce import Offer
from federator.model.answer import Answer
from federator.model.errors import ConfigError, VisitError
from federator.model.row import Row
from federator.model.site import Rule
from federator.model.table import Table
from federator.navigation.leaving import REASONS
from federator.notation.address_parts import same_site
from federator.notation.markup import sanitise
from federator.registry import read_rule_table
from federator.web.desk.errands import Errand
from federator.web.desk.registration_forms import RULE, choices, complaints, selectors
from federator.web.display import body
from federator.web.parts import parts

Answered = str | tuple[str, int]

_EXAMPLES = 3
"""Rows that show what a candidate reads."""

_SHOWN, _READ = 60_000, 300_000
"""Characters of a text that are shown, and of HTML that are read for it."""
_RECORD = re.compile(r"<!\[CDATA\[([^\]]*(?:\](?!\]>)[^\]]*)*)\]\]>")
_LINK = re.compile(r"</?a(?: [^>]*)?>")
_HEADING = re.compile(r"<(/?)h[1-6](?: [^>]*)?>")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as this desk may show it: harmless ``markup``, or ``text`` where it is no HTML."""

    markup: Markup
    text: str


def page_of(answer: Answer) -> Shown:
    """The page in its own words: without script, style, frame, image and link."""
    try:
        text = text_of(answer)
    except VisitError as error:
        return Shown(Markup(""), error.detail)
    if not text.lstrip().startswith("<") or "<html" not in text[:5000].lower():
        markup = _markup_in(text)
        if not markup:
            return Shown(Markup(""), text[:_SHOWN])
        text = markup
    return Shown(body(_flat(sanitise(text[:_READ], answer.url))), "")


def _markup_in(text: str) -> str:
    """The HTML that lies in what answers a script: in its records, or in texts of its JSON; ``""`` where none does."""
    if records := _RECORD.findall(text[:_READ]):
        return "".join(records)
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return ""
    found: list[str] = []
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and "</" in one:
            found.append(one)
        elif isinstance(one, dict | list):
            waiting += reversed(list(one.values()) if isinstance(one, dict) else one)
    return "".join(found)


def _flat(markup: str) -> str:
    """Without links, through which a keyboard would have to go, and without headings, which are none of ours."""
    return _HEADING.sub(r"<\1p>", _LINK.sub("", markup))


def columns_page(one: Errand, found: Survey, wrong: Sequence[str] = ()) -> Answered:
    """The columns of a home page; ``wrong`` with what was posted."""
    site = as_site(found, parts().directory)
    pairs = list(zip(found.columns, site.sources, strict=True))
    others = {column.organisation.value for column in found.columns} - {"", found.organisation.value}
    page: str = render_template(
        "desk/register_columns.html",
        errand=one,
        found=found,
        pairs=pairs,
        said=request.form if wrong else None,
        site=site,
        others=sorted(others),
        left=Counter(one.reason for one in found.left_out).most_common(),
        reasons=REASONS,
        wrong=wrong,
        **choices(found.organisation.value),
    )
    return (page, 400) if wrong else page


def as_chosen(found: Survey, said: Mapping[str, str]) -> Survey:
    """The survey, each column read by the candidate that the form chose."""
    columns = [
        taking(one, int(number), parts().profile)
        if (number := said.get(f"candidate-{place}", "")) in _numbers(one.candidates)
        else one
        for place, one in enumerate(found.columns)
    ]
    return replace(found, columns=tuple(columns))


def _numbers(candidates: Sequence[Offer]) -> list[str]:
    """As the forms name them."""
    return [str(number) for number in range(1, len(candidates) + 1)]


def column_page(one: Errand, found: Look, wrong: Sequence[str] = ()) -> Answered:
    """One column, row by row, with a rule under trial where the address has one; ``wrong`` with what was posted."""
    said: Mapping[str, str] = request.form if wrong else request.args
    rule, rows, trouble = _tried(found, said if said.get("rows") or said.get("candidate") else _in_use(one))
    target = choices()
    matching = [site for site in target["own_sites"] if same_site(site.home, found.url)]
    page: str = render_template(
        "desk/register_column.html",
        errand=one,
        found=found,
        rows=dated(rows),
        rule=rule,
        trouble=trouble,
        page=page_of(found.carrier),
        matching=matching,
        worked_out=worked_out(found, said),
        candidates=[(each, selectors(each.rule), dated(each.rows[:_EXAMPLES])) for each in candidates_of(found)],
        candidate=said.get("candidate", ""),
        reasons=chosen.reasons if (chosen := candidate_in(found, said)) else found.reasons,
        said=request.form if wrong else None,
        proposed=_proposed(found),
        wrong=wrong,
        **target,
    )
    return (page, 400) if wrong else page


def _tried(found: Look, said: Mapping[str, str]) -> tuple[dict[str, str], tuple[Row, ...], str]:
    """The rule in the form, what it reads of the page, and what is wrong with it; else what was found."""
    written = {key: said[key].strip() for key in RULE if said.get(key, "").strip()}
    if not written:
        chosen = candidate_in(found, said)
        return worked_out(found, said), chosen.rows if chosen else found.rows, ""
    try:
        rule: Rule = read_rule_table(Table(written, ""))
        return written, read_by_rule(found.carrier, rule).rows, ""
    except ConfigError as error:
        return written, (), " ".join(complaints(error.faults))
    except VisitError as error:
        return written, (), _("这条规则没有读到任何行（%(seen)s）。", seen=error.detail)


def _in_use(one: Errand) -> dict[str, str]:
    """The rule by which the column that is looked at is read now; nothing for one that is not registered."""
    site = parts().store.registry.site(one.about.get("site", "")) if "source" in one.about else None
    source = next((each for each in site.sources if each.id == one.about["source"]), None) if site else None
    if source is None:
        return {}
    in_force = parts().store.rule_in_force(source.key)
    return selectors(in_force.rule if in_force else source.rule)


def _proposed(found: Look) -> dict[str, str]:
    column = found.column
    return {
        "id": source_id(found.url, ()),
        "name": found.name,
        "category": column.category.value if column else "",
        "ends": column.ends if column else "",
        "connector": (column.recognition.connector if column and column.recognition else ""),
        "site-id": identifier(found.home),
        "site-name": found.site_name,
        "site-home": found.home,
        "site-organisation": found.organisation.value,
        "site-division": found.division.value,
    }


def candidates_of(found: Look) -> tuple[Offer, ...]:
    """The lists that were worked out of the page, the likeliest first."""
    return found.column.candidates if found.column else ()


def candidate_in(found: Look, said: Mapping[str, str]) -> Offer | None:
    """The list that a form chose."""
    candidates = candidates_of(found)
    return dict(zip(_numbers(candidates), candidates, strict=True)).get(said.get("candidate", ""))


def worked_out(found: Look, said: Mapping[str, str]) -> dict[str, str]:
    """What the rule says that was worked out for the list that ``said`` chose, else for the likeliest; the form asks
    for a part of it only."""
    chosen = candidate_in(found, said)
    return selectors(chosen.rule if chosen else found.column.rule if found.column else None)
