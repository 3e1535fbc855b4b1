"""The publishing spec: its profile and vocabularies, the record of a notice, and the clauses that it fails. Pure.

``load_profile`` and ``load_directory`` read the configuration. ``normalise`` turns a RawNotice into a Notice, and
``check`` judges it. What the spec says is data in the profile; no code here knows a category by its code.

``extras.py`` reads the fields that only some categories have:

- ``grid.py``, ``headers.py``, ``tables.py`` and ``lines.py`` find which value stands under which label;
- ``lexicon.py`` says which field a label means;
- ``kinds.py``, ``who.py`` and ``periods.py`` understand the value;
- ``records.py`` says what belongs together;
- ``certain.py`` and ``elsewhere.py`` decide whether a sentence speaks of this notice, ``sentences.py`` and
  ``paragraphs.py`` read it.

``masking.py`` masks personal data.
"""
