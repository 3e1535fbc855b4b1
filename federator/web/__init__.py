"""The thin Flask face: feeds and public pages. ``app.create_app`` builds it; nothing happens at import."""
