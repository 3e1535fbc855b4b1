"""The publishing spec: its profile and vocabularies, the record a notice makes, and the clauses it fails. Pure.

``load_profile`` and ``load_directory`` read the configuration; ``normalise`` turns a RawNotice into a Notice, and
``check`` judges it. What the spec says is data in the profile; nothing here knows a category by its code.
"""

from federator.spec.check import check
from federator.spec.directory import load_directory
from federator.spec.normalise import issues, normalise
from federator.spec.profile import load_profile

__all__ = ["check", "issues", "load_directory", "load_profile", "normalise"]
