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

A few files join the rooms. One visit:

    harvest.py         the stages of a visit, one after another
    walk.py            go through the list, page by page
    known.py           its rows against what is known
    upkeep.py          whether the list is still what it was; where not, mending.py works out a new rule
    reading.py         drafts of the rows: leafing.py gathers the pages of a notice, understanding.py understands them
    absence.py         what a complete list lacks, and whether to believe it
    deciding.py        what the visit changes
    means.py           what all of these work with; boundary.py is the one place where a bug is caught, hosts.py asks
                       each host by one thread

Visits and all that goes on beside them:

    sweep.py           many visits, which gathering.py records together; schedule.py says what is due, rhythm.py when
    recheck.py         a notice's own page asked again
    attaching.py       the files that accompany notices
    backfill.py        back through the history of a source
    probing.py         whether sites are there
    pairing.py         what may be one notice
    delivering.py      messages to people; pushing.py: the change log to programs
    retention.py       what need not be kept is let go
    rounds.py          all of this again and again; serving.py joins it and the web

What administrators ask for:

    columns.py         the columns of a site, from its home page: touring.py goes about its pages, each a
                       column_page.py; undated.py judges lists without dates, drafting.py makes a site for the registry
    looking.py         look at one column; rehearsal.py: at one visit, glancing.py: at one notice page
    rereading.py       understand notices anew from what was kept; foreseen.py counts what that would change
    reconcile.py       what sites list against what is served; reporting.py: what notices lack
    doctor.py          examine the service

Around them: ``settings.py`` reads the configuration by ``setting_keys.py``, ``house.py`` builds the parts,
``commands/`` sets them to work, ``terminal.py`` speaks to people and ``telling.py`` says what a harvest came to.
``sample/`` is an invented province on loopback for ``demo.py`` and the tests.

To read it in ten minutes: model/notice.py, harvest.py, one file in connectors/ beside its page in tests/data,
model/revision.py, publish/atom.py, cli.py.
"""
