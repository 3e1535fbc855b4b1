"""The steps that make the schema, one file each. A step that was released is never edited: write the next one."""

from federator.store.steps.m001_first import m001_first
from federator.store.steps.m002_complete_visits import m002_complete_visits
from federator.store.steps.m003_paging import m003_paging
from federator.store.steps.m004_evidence import m004_evidence
from federator.store.steps.m005_health import m005_health
from federator.store.steps.m006_people import m006_people
from federator.store.steps.m007_previews import m007_previews
from federator.store.steps.m008_decisions import m008_decisions
from federator.store.steps.m009_gone import m009_gone
from federator.store.steps.m010_registering import m010_registering
from federator.store.steps.m011_notifying import m011_notifying
from federator.store.steps.m012_search import m012_search
from federator.store.steps.m013_disputes import m013_disputes
from federator.store.steps.m014_attachments import m014_attachments
from federator.store.steps.m015_clients import m015_clients
from federator.store.steps.m016_rhythm import m016_rhythm
from federator.store.steps.m017_errands import m017_errands
from federator.store.steps.m018_captures import m018_captures
from federator.store.steps.m019_probes import m019_probes
from federator.store.steps.m020_organisations import m020_organisations
from federator.store.steps.m021_search import m021_search
from federator.store.steps.m022_purging import m022_purging
from federator.store.steps.m023_pushing import m023_pushing
from federator.store.steps.m024_visit_days import m024_visit_days
from federator.store.steps.m025_receipts import m025_receipts
from federator.store.steps.m026_pairs import m026_pairs
from federator.store.steps.m027_pair_keys import m027_pair_keys
from federator.store.steps.m028_client_names import m028_client_names
from federator.store.steps.m029_one_character import m029_one_character
from federator.store.steps.m030_index_numbers import m030_index_numbers
from federator.store.steps.m031_mergers import m031_mergers
from federator.store.steps.m032_released_files import m032_released_files
from federator.store.steps.m033_rewrites import m033_rewrites
from federator.store.steps.m034_days_lived import m034_days_lived
from federator.store.steps.m035_makers import m035_makers
from federator.store.steps.m036_ends import m036_ends

STEPS = (
    m001_first,
    m002_complete_visits,
    m003_paging,
    m004_evidence,
    m005_health,
    m006_people,
    m007_previews,
    m008_decisions,
    m009_gone,
    m010_registering,
    m011_notifying,
    m012_search,
    m013_disputes,
    m014_attachments,
    m015_clients,
    m016_rhythm,
    m017_errands,
    m018_captures,
    m019_probes,
    m020_organisations,
    m021_search,
    m022_purging,
    m023_pushing,
    m024_visit_days,
    m025_receipts,
    m026_pairs,
    m027_pair_keys,
    m028_client_names,
    m029_one_character,
    m030_index_numbers,
    m031_mergers,
    m032_released_files,
    m033_rewrites,
    m034_days_lived,
    m035_makers,
    m036_ends,
)
"""All steps, in order."""
