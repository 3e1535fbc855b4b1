"""Builds the application; nothing happens at import."""

from apiflask import APIFlask

from federator.model.place import Directory
from federator.model.profile import Profile
from federator.settings import Settings
from federator.store.store import Store
from federator.web import (  # front: its page joins the blueprint of pages
    display,
    failures,
    front,  # noqa: F401
    headers,
    labels,
    language,
    numbers,
    programs,
)
from federator.web.api import document
from federator.web.api.blueprint import api
from federator.web.copies import copies
from federator.web.desk import naming, rights, signing
from federator.web.desk.accounts import accounts
from federator.web.desk.adoption import adoption
from federator.web.desk.anew import anew
from federator.web.desk.attending import attending
from federator.web.desk.clients import clients
from federator.web.desk.contacts import contacts
from federator.web.desk.deciding import deciding
from federator.web.desk.errands import Errands
from federator.web.desk.health import health
from federator.web.desk.home import desk
from federator.web.desk.organisations import organisations
from federator.web.desk.pacing import pacing
from federator.web.desk.pairs import pairs
from federator.web.desk.receivers import receivers
from federator.web.desk.registration import registration
from federator.web.desk.registration_bulk import bulk
from federator.web.desk.registration_columns import site_columns
from federator.web.desk.registration_sites import member_sites
from federator.web.desk.reports import reports
from federator.web.desk.why import why
from federator.web.feed_list import feed_list
from federator.web.feeds import feeds
from federator.web.oai import repository
from federator.web.pages import pages
from federator.web.parts import Parts
from federator.web.sources import sources
from federator.web.unchanged import Unchanged
from federator.web.watching import watching


def create_app(
    store: Store, settings: Settings, profile: Profile, directory: Directory, errands: Errands | None = None
) -> APIFlask:
    """The WSGI application over open parts; it closes none of them. Without ``errands`` the desk asks no site."""
    app = document.application(__name__)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    here = Parts(store, settings, profile, directory, errands or Errands(store.errands))
    here.extend(app.extensions)
    for prepare in (
        numbers.bound,
        language.speak,
        headers.guard,
        labels.name,
        display.show,
        failures.answer,
        programs.serve,
        signing.prepare,
        naming.name_conditions,
    ):
        prepare(app)
    for blueprint in (
        *(feeds, feed_list, repository, pages, sources, watching, copies, api),
        *(accounts, clients, receivers, adoption, organisations, desk, health, deciding, pacing, why, contacts),
        *(attending, pairs, reports, anew, registration, member_sites, site_columns, bulk),
    ):
        app.register_blueprint(blueprint)
    app.extensions["csrf"].exempt(repository)  # harvesters may POST their question (OAI-PMH, 3.1.1.2)
    app.extensions["csrf"].exempt(api)  # it knows no cookie that a stranger's page could use
    rights.offer(app)
    rights.check(app)
    app.wsgi_app = Unchanged(app.wsgi_app, here.state)  # type: ignore[method-assign]  # as Flask's own documents do
    return app
