"""``/api/v1``: the merged notices for programs, described by the OpenAPI document that is made of this very code.

``blueprint.py`` is where the calls are gathered, ``parameters.py`` what they take, ``shapes.py`` and its like what
they give, ``problem.py`` how they refuse, ``answers.py`` how they answer; ``log.py``, ``notices.py``, ``records.py``,
``registry.py``, ``profile.py`` and ``export.py`` are the calls, ``dictionary.py`` explains their fields.
``restricted.py`` are calls that need a key, as ``scopes.py`` asks for it, ``keys.py`` makes it and ``pacing.py`` limits
it.
"""
