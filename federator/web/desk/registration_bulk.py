"""Many sites at once: lists in and lists out."""

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext as _

from federator.model.errors import ConfigError
from federator.model.people import Right
from federator.model.site import Site
from federator.notation.charset import decode
from federator.registry.bulk import Entry, read_list, write_csv, write_opml, write_toml
from federator.web.desk.registration_forms import complaints
from federator.web.desk.registration_import import Verdict, take
from federator.web.desk.rights import need
from federator.web.desk.signing import me
from federator.web.display import service_title
from federator.web.files import to_be_saved
from federator.web.parts import parts

bulk = Blueprint("bulk", __name__, url_prefix="/desk")

MOST_FILES = 50
_TYPES = {"toml": "application/toml", "csv": "text/csv", "opml": "text/x-opml"}


@bulk.route("/import", methods=["GET", "POST"])
@need(Right.REGISTER_SITE)
def import_list() -> str | tuple[str, int]:
    """Take lists of sites, and say line by line what became of them."""
    if request.method != "POST":
        return render_template("desk/register_import.html", report=None, wrong=(), Verdict=Verdict)
    entries: list[Entry] = []
    wrong: list[str] = []
    for file in request.files.getlist("files")[:MOST_FILES]:
        if not file.filename:
            continue
        try:
            entries += read_list(file.filename, decode(file.read()))
        except ConfigError as error:
            wrong += complaints(error.faults)
    if not entries and not wrong:
        wrong = [_("请选择文件。文件中至少要有一行。")]
    body = render_template("desk/register_import.html", report=take(entries), wrong=wrong, Verdict=Verdict)
    return (body, 400) if wrong else body


@bulk.get("/export/<ending>")
@need(None)
def export_list(ending: str) -> Response:
    """The sites that one may see, as a list that can be imported again; ``site`` names one of them."""
    if ending not in _TYPES:
        abort(404)
    sites = [site for site in parts().store.sites() if _sees(site) and request.args.get("site", site.id) == site.id]
    if ending == "csv":
        content = ("\ufeff" + write_csv(sites)).encode()  # without it Excel takes UTF-8 for GBK
    elif ending == "opml":
        content = write_opml(sites, service_title())
    else:
        content = write_toml(sites).encode()
    name = f"{request.args['site']}.{ending}" if sites and "site" in request.args else f"sites.{ending}"
    return to_be_saved(content, _TYPES[ending], name)


def _sees(site: Site) -> bool:
    return me().may(Right.SEE_SITE, site.id, site.organisation)
