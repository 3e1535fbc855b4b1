"""``/oai``: the merged notices for harvesters of OAI-PMH 2.0."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import NoReturn

from flask import Blueprint, Response, request

from federator.model.errors import FederatorError
from federator.model.revision import Selection
from federator.publish import oai
from federator.publish.feed import Feed, notice_tag
from federator.publish.fields import Place
from federator.web.parts import home_url, parts

_AT_ONCE = 100
_LAST = 2**63 - 1
_WRITTEN = timedelta(seconds=30)
"""As long as a change may take from its time to its being seen. Answers bear a date so much earlier: who goes on from
that of the last one misses nothing that was being written."""
_TOKEN = re.compile(r"(\w{1,20})/([\w:]{0,80})/(\d{1,18})/(\d{1,19})")
_DAY, _SECOND = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LISTED = ("from", "until", "set", "metadataPrefix", "resumptionToken")
_ARGUMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Identify": (),
        "ListMetadataFormats": ("identifier",),
        "ListSets": ("resumptionToken",),
        "GetRecord": ("identifier", "metadataPrefix"),
        "ListIdentifiers": _LISTED,
        "ListRecords": _LISTED,
    }
)

repository = Blueprint("oai", __name__)


class CannotAnswerError(FederatorError):
    """An error of the protocol (3.6): ``code`` is its word for it."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A list: in which format, of which set, above and up to which ``seq``."""

    prefix: str
    spec: str
    span: tuple[int, int]
    resumed: bool = False

    def token(self, after: int) -> str:
        """Where the next piece begins. It holds whatever changes meanwhile: what does moves to the end."""
        return f"{self.prefix}/{self.spec}/{after}/{self.span[1]}"


@repository.route("/oai", methods=["GET", "POST"])
def answer() -> Response:
    """One answer, an error of the protocol too: its status is 200 all the same."""
    said: dict[str, str] = {}
    now, base_url = datetime.now(UTC) - _WRITTEN, f"{home_url()}oai"
    try:
        said = _arguments()
        envelope = oai.Envelope(base_url, now, said)
        _answer(envelope, base_url, said)
    except CannotAnswerError as error:
        envelope = oai.Envelope(base_url, now, {} if error.code in ("badVerb", "badArgument") else said)
        envelope.error(error.code, str(error))
    return Response(envelope.written(), content_type="text/xml; charset=utf-8")


def _arguments() -> dict[str, str]:
    given = request.form if request.method == "POST" else request.args
    repeated = [name for name, values in given.lists() if len(values) > 1]
    verb = given.get("verb", "")
    if verb not in _ARGUMENTS or "verb" in repeated:
        raise CannotAnswerError("badVerb", "the verb is one of " + ", ".join(_ARGUMENTS))
    strange = [name for name in given if name not in ("verb", *_ARGUMENTS[verb])]
    if repeated or strange:
        raise CannotAnswerError("badArgument", f"not for {verb}, or more than once: {', '.join(repeated + strange)}")
    said = given.to_dict()
    if "resumptionToken" in said and len(said) > 2:
        raise CannotAnswerError("badArgument", "a resumptionToken stands alone")
    return said


def _answer(envelope: oai.Envelope, base_url: str, said: Mapping[str, str]) -> None:
    here, verb = parts(), said["verb"]
    if verb == "Identify":
        admin = re.search(r"mailto:([^\s)]+)", here.settings.manners.user_agent)
        earliest = here.store.began() or datetime.now(UTC)
        address = admin[1] if admin else "webmaster@localhost"
        oai.put_identify(envelope.part(verb), here.settings.title.zh, base_url, address, earliest)
    elif verb == "ListMetadataFormats":
        if "identifier" in said:
            _one(said["identifier"])
        oai.put_formats(envelope.part(verb), home_url())
    elif verb == "ListSets":
        if "resumptionToken" in said:
            _refuse_token()
        oai.put_sets(envelope.part(verb), Place(here.profile, here.directory))
    elif verb == "GetRecord":
        prefix = _prefix(said)
        oai.put_record(envelope.part(verb), _one(said.get("identifier")), _repository(prefix))
    else:
        _list(envelope, verb, _resumed(said["resumptionToken"]) if "resumptionToken" in said else _wanted(said))


def _list(envelope: oai.Envelope, verb: str, wanted: _Wanted) -> None:
    """What is public and what was, in the order of ``seq``, so that nothing is missed while the world moves on."""
    store, selection = parts().store, _selection(wanted.spec)
    with store.one_moment():
        public = store.ahead(selection, wanted.span, _AT_ONCE + 1)
        gone = store.gone_ahead(selection, wanted.span, _AT_ONCE + 1)
    both: list[oai.One] = [*public, *gone]
    found = sorted(both, key=lambda one: one.seq)
    if not found and not wanted.resumed:
        raise CannotAnswerError("noRecordsMatch", "nothing was changed in that time and set")
    part, with_what = envelope.part(verb), _repository(wanted.prefix)
    put = oai.put_record if verb == "ListRecords" else oai.put_header
    for one in found[:_AT_ONCE]:
        put(part, one, with_what)
    more = len(found) > _AT_ONCE
    if more or wanted.resumed:
        oai.put_token(part, wanted.token(found[_AT_ONCE - 1].seq) if more else "")


def _wanted(said: Mapping[str, str]) -> _Wanted:
    since, until = said.get("from"), said.get("until")
    if since and until and (len(since) != len(until) or since > until):
        raise CannotAnswerError("badArgument", "from and until: of one granularity, and not the later one first")
    first = _moment(since) if since else None
    before = _moment(until) + (timedelta(days=1) if len(until) == 10 else timedelta(seconds=1)) if until else None
    return _Wanted(_prefix(said), said.get("set", ""), parts().store.span(first, before))


def _moment(written: str) -> datetime:
    if not (_DAY.fullmatch(written) or _SECOND.fullmatch(written)):
        raise CannotAnswerError("badArgument", f"{written[:40]} is neither YYYY-MM-DD nor YYYY-MM-DDThh:mm:ssZ")
    try:
        moment = datetime.fromisoformat(written)
        moment + timedelta(days=1)  # the last day of the year 9999 has no next one
    except (ValueError, OverflowError) as error:
        raise CannotAnswerError("badArgument", f"{written}: {error}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _resumed(token: str) -> _Wanted:
    read = _TOKEN.fullmatch(token)
    if not read or read[1] not in oai.PREFIXES or int(read[4]) > _LAST:
        _refuse_token()
    return _Wanted(read[1], read[2], (int(read[3]), int(read[4])), resumed=True)


def _refuse_token() -> NoReturn:
    raise CannotAnswerError("badResumptionToken", "this service gave no such token")


def _prefix(said: Mapping[str, str]) -> str:
    prefix = said.get("metadataPrefix", "")
    if not prefix:
        raise CannotAnswerError("badArgument", "metadataPrefix is missing")
    if prefix not in oai.PREFIXES:
        raise CannotAnswerError("cannotDisseminateFormat", "metadataPrefix is one of " + ", ".join(oai.PREFIXES))
    return prefix


def _selection(spec: str) -> Selection:
    if not spec:
        return Selection()
    chosen = oai.selected_by(spec, list(parts().profile.categories), parts().directory)
    if chosen is None:
        raise CannotAnswerError("noRecordsMatch", f"there is no set {spec[:80]}")
    return replace(Selection(), category=chosen[0], division=chosen[1])


def _one(identifier: str | None) -> oai.One:
    if not identifier:
        raise CannotAnswerError("badArgument", "identifier is missing")
    prefix = notice_tag(parts().settings.tag_authority, "")
    found = parts().store.public(identifier.removeprefix(prefix)) if identifier.startswith(prefix) else None
    if found is None:
        raise CannotAnswerError("idDoesNotExist", "no notice of that identifier was ever public here")
    return found


def _repository(prefix: str) -> oai.Repository:
    here, home = parts(), home_url()
    feed = Feed("oai", "", "zh-CN", f"{home}oai", home, None, datetime.now(UTC), here.settings.tag_authority)
    return oai.Repository(feed, Place(here.profile, here.directory), prefix)
