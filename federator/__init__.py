"""federator: one merged feed out of many land-resource sites. The map of the house.

A notice travels one road, and every step of it is a folder or a file of this package:

    registry/      which sites and sources there are (TOML files in, TOML files out)
    schedule.py    when each source is due, and who may visit it
    fetch/         ask a site: the only room that touches the network
    connectors/    read what one kind of site software answered: rows, next request, total
    navigation/    find one's way about a site: which links lead to columns, which pages are some
    induce/        work out a rule for a list page that no software explains
    notice_page/   read a notice's own page: metas, number table, body, attachments
    spec/          normalise to the record of the publishing spec, and check it clause by clause
    documents/     what an attachment is, and the text in it
    compare/       match rows with what is known; decide which revisions a visit makes
    store/         record it all in one transaction: the only room that speaks SQL
    notify/        what to tell whom of sites that fail and work again
    publish/       notices as Atom, RSS and JSON Feed, for harvesters (OAI-PMH), as files
    supervise/     how units fare in what they publish: the validation report
    mirror/        keep an exact copy of another federator
    web/           serve feeds and pages

Two ground rooms lie under all of these: ``model/`` (the words of the trade as frozen values, standard library only)
and ``notation/`` (how Chinese sites write charsets, dates, numbers, addresses and markup). A room imports the ground
and nothing beside it.

A few files join the rooms. ``harvest.py`` is one visit: ``walk.py`` goes through the list, ``reading.py`` makes drafts
of its rows by ``understanding.py``, ``leafing.py`` gathers the pages of a notice that has several, ``means.py`` is
what it works with, ``deciding.py`` says what it changes, ``boundary.py`` is the one place where a bug is caught.
``backfill.py`` goes back through a source's history. ``columns.py`` finds the columns of a site from its home page, on
a ``touring.py`` of its pages, each a ``column_page.py``, and ``drafting.py`` makes a site for the registry of them;
``undated.py`` judges lists without dates, ``looking.py`` looks at one column, ``rehearsal.py`` is a visit that records
nothing, ``glancing.py`` reads one notice page, ``rereading.py`` understands notices anew from what was kept,
``foreseen.py`` counts what that would change, and ``reporting.py`` tells what notices lack. ``reconcile.py`` compares
what sites list with what is served, ``pairing.py`` finds what may be one notice, ``retention.py`` lets go of what need
not be kept. ``upkeep.py`` sees whether a list is still what it was; where not, ``mending.py`` works out a new rule.
``recheck.py`` asks a notice's own page again, ``attaching.py`` fetches what accompanies it, ``sweep.py`` makes many
visits and ``gathering.py`` records them together, ``rhythm.py`` decides when to come again, ``probing.py`` sees whether
sites are there, ``delivering.py`` sends messages, ``pushing.py`` the change log, ``rounds.py`` does it all again and
again, ``serving.py`` joins that and the web. ``doctor.py`` examines the service, ``settings.py`` reads the
configuration, ``house.py`` builds the parts, ``commands/`` sets them to work, ``terminal.py`` speaks to people and
``telling.py`` says what a harvest came to. ``sample/`` is an invented province on loopback for ``demo.py`` and the
tests.

To read it in ten minutes: model/notice.py, harvest.py, one file in connectors/ beside its page in tests/data,
model/revision.py, publish/atom.py, cli.py.
"""
