"""The thin Flask face: feeds, public pages, the interface for programs (``api/``) and the desk (``desk/``).

``app.create_app`` builds it; nothing happens at import.
"""
