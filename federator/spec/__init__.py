"""The publishing spec: its profile and vocabularies, the record a notice makes, and the clauses it fails. Pure.

``load_profile`` and ``load_directory`` read the configuration; ``normalise`` turns a RawNotice into a Notice, and
``check`` judges it. What the spec says is data in the profile; nothing here knows a category by its code.

The fields that only some categories have: ``extras.py`` reads them. ``grid.py``, ``headers.py``, ``tables.py`` and
``lines.py`` say what stands under which label, ``lexicon.py`` which field a label means, ``kinds.py`` and
``periods.py`` what its words mean, ``records.py`` what belongs together. ``masking.py`` takes out personal data.
"""

from federator.spec.categories import Signs, choose, evidence_in
from federator.spec.check import check
from federator.spec.deadlines import deadline_of
from federator.spec.describing import profile_as_markdown
from federator.spec.directory import load_directory, organisation_faults
from federator.spec.documents import check_documents, with_documents
from federator.spec.normalise import attachment_of, issues, normalise
from federator.spec.profile import load_profile
from federator.spec.proposing import Proposal, propose_category, propose_organisation, propose_site
from federator.spec.subtypes import choose_subtype

__all__ = [
    "Proposal",
    "Signs",
    "attachment_of",
    "check",
    "check_documents",
    "choose",
    "choose_subtype",
    "deadline_of",
    "evidence_in",
    "issues",
    "load_directory",
    "load_profile",
    "normalise",
    "organisation_faults",
    "profile_as_markdown",
    "propose_category",
    "propose_organisation",
    "propose_site",
    "with_documents",
]
