"""What a site says of one notice, by the fields of the profile. The notice's page beats the list."""

from collections.abc import Mapping
from dataclasses import dataclass

from federator.model.making import made_quickly
from federator.model.profile import Profile
from federator.model.row import RawNotice
from federator.notation.folding import fold, label_key
from federator.notation.markup import plain_text, sanitise

_NUMBERS = ("index_no", "doc_no")
"""What a list may say of a notice whose own page does not: a catalogue has columns for them."""
_NOTHING: Mapping[str, str] = {}


@made_quickly
@dataclass(frozen=True, slots=True)
class Said:
    """Of the page, else of the row: all its words under labels, the values of the profile's fields among them, its
    metas, its body as sanitised HTML and as plain text."""

    labelled: Mapping[str, str]
    values: Mapping[str, str]
    metas: Mapping[str, str]
    html: str
    text: str

    def value(self, field: str) -> str:
        """What stands under a label of ``field``, ``""`` where nothing does."""
        return self.values.get(field, "")

    def meta(self, name: str) -> str:
        """The folded words of a meta, ``""`` where the page has none of that name."""
        return fold(self.metas[name]) if name in self.metas else ""


def said_of(raw: RawNotice, profile: Profile) -> Said:
    """What page and row say."""
    row, page = raw.row, raw.page
    listed = _by_field({label_key(label): words for label, words in row.fields.items()}, profile) if row else _NOTHING
    if page:
        numbers = {field: listed[field] for field in _NUMBERS if field in listed}
        return Said(page.fields, numbers | _by_field(page.fields, profile), page.metas, page.html, page.text)
    html = sanitise(row.html, raw.url) if row else ""
    return Said(row.fields if row else _NOTHING, listed, _NOTHING, html, plain_text(html))


def _by_field(labelled: Mapping[str, str], profile: Profile) -> dict[str, str]:
    """For each field of the profile what stands under the first of its labels that says anything."""
    values = {}
    for name, spec in profile.fields.items() if labelled else ():
        for label in spec.labels:
            if words := labelled.get(label):
                values[name] = fold(words)
                break
    return values
