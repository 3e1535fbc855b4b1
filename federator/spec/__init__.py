"""The publishing spec: its profile and vocabularies, the record a notice makes, and the clauses it fails. Pure.

``load_profile`` and ``load_directory`` read the configuration; ``normalise`` turns a RawNotice into a Notice, and
``check`` judges it. What the spec says is data in the profile; nothing here knows a category by its code.

The fields that only some categories have: ``extras.py`` reads them. ``grid.py``, ``headers.py``, ``tables.py`` and
``lines.py`` say what stands under which label, ``lexicon.py`` which field a label means, ``kinds.py``, ``who.py`` and
``periods.py`` what its words mean, ``records.py`` what belongs together; ``certain.py`` and ``elsewhere.py`` whether a
sentence tells of this notice, ``sentences.py`` and ``paragraphs.py`` what. ``masking.py`` takes out personal data.
"""
