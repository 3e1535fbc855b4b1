"""The steps that make the schema, one file each. A step that was released is never edited: write the next one."""

from importlib import import_module

from federator.store.steps.statements import Step

STEPS = (
    "m001_first",
    "m002_complete_visits",
    "m003_paging",
    "m004_evidence",
    "m005_health",
    "m006_people",
    "m007_previews",
    "m008_decisions",
    "m009_gone",
    "m010_registering",
    "m011_notifying",
    "m012_search",
    "m013_disputes",
    "m014_attachments",
    "m015_clients",
    "m016_rhythm",
    "m017_errands",
    "m018_captures",
    "m019_probes",
    "m020_organisations",
    "m021_search",
    "m022_purging",
    "m023_pushing",
    "m024_visit_days",
    "m025_receipts",
    "m026_pairs",
    "m027_pair_keys",
    "m028_client_names",
    "m029_one_character",
    "m030_index_numbers",
    "m031_mergers",
    "m032_released_files",
    "m033_rewrites",
    "m034_days_lived",
    "m035_makers",
    "m036_ends",
)
"""All steps, in order."""


def step(name: str) -> Step:
    """The step of that name: what it does to a database of the steps before it."""
    taken: Step = import_module(f"{__name__}.{name}").take
    return taken
