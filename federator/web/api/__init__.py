"""``/api/v1``: the merged notices for programs. Its OpenAPI document is generated from this code.

- The calls: ``log.py``, ``notices.py``, ``records.py``, ``registry.py``, ``profile.py``, ``report.py``, ``export.py``.
- With a key: ``restricted.py``, ``receipts.py``. ``scopes.py`` asks for the key, ``keys.py`` makes keys, ``pacing.py``
  limits how often one is used, ``naming.py`` gives answers under a client's own names.
- How calls are declared: ``blueprint.py`` gathers them, ``parameters.py`` says what they take, ``shapes.py``, the
  other ``*shapes.py`` and the short calls themselves what they give.
- How they answer: ``answers.py``.
- ``document.py`` makes the OpenAPI document, ``dictionary.py`` the dictionary of fields.
"""
