"""federator merges the notices of many land-resource sites into one feed. This is the map of the code.

    registry ─▶ schedule ─▶ fetch ─▶ connectors ─▶ notice_page ─▶ spec ─▶ compare ─▶ store ─▶ publish ─▶ web
    (what)      (when)      (ask)    (rows)        (raw notice)   (notice,  (revisions) (one          (formats)  (serve)
                                                                  breaches)             transaction)

Each step is a room (a folder), or a file of this package:

    registry/      reads and writes the registry of sites and sources as TOML files
    schedule.py    says which sources are due, and which process may visit them
    fetch/         asks a site; the only room that touches the network
    connectors/    read the answer of one kind of site software: rows, next request, total
    navigation/    finds the columns of a site among its links and pages
    induce/        works out a rule for a list page of unknown software
    notice_page/   reads a notice's own page: metas, number table, body, attachments
    spec/          turns that into the record of the publishing spec, and checks it clause by clause
    documents/     tells what an attachment is, and reads its text
    compare/       matches rows with what is known, and decides which revisions a visit makes
    store/         records a visit in one transaction; the only room that speaks SQL
    notify/        decides who is told of a site that fails or works again
    publish/       writes notices as Atom, RSS, JSON Feed, OAI-PMH and files
    supervise/     counts what the notices of each unit lack: the validation report
    mirror/        keeps an exact copy of another federator
    web/           serves feeds, pages, the interface for programs and the desk

Two ground rooms lie under all of these: ``model/`` (the words of the trade as frozen values, standard library only)
and ``notation/`` (how Chinese sites write charsets, dates, numbers, addresses and markup). A room imports the ground
rooms and nothing else. What joins the rooms are ``harvest.py`` and three folders:

    harvest.py           the spine: the stages of one visit, one after another
    visit/               the stages themselves
        walk.py          goes through the list page by page, as far as depth.py says; listing.py is what it finds
        known.py         compares its rows with what is known
        upkeep.py        judges whether the list is still what it was; if not, mending.py works out a new rule
        reading.py       reads the rows' pages into drafts: leafing.py asks for all pages of a notice and reads them,
                         understanding.py makes the record, rows_read.py keeps what became of each row
        absence.py       says what a complete list lacks, and whether to believe it
        deciding.py      decides what the visit changes
        means.py         holds what all of these work with
        boundary.py      the one place where a bug is caught
    service/             many visits, and the work beside them
        sweep.py         makes many visits, each host's in one thread (hosts.py); gathering.py records them together
        recheck.py       asks a published notice's own page again
        attaching.py     fetches attachments
        backfill.py      goes back through the history of a source
        probing.py       checks whether sites answer
        pairing.py       finds notices that may be one
        delivering.py    sends messages to people; pushing.py sends the change log to programs
        retention.py     deletes what need not be kept
        rounds.py        repeats all of this; serving.py runs it together with the web
    examine/             what administrators ask for
        columns.py       finds the columns of a site from its home page: touring.py looks at its pages, each a
                         column_page.py; undated.py judges lists without dates, drafting.py makes the registry entry
        looking.py       looks at one column; rehearsal.py is a dry run, glancing.py reads one notice page
        rereading.py     reads notices again from their captures; foreseen.py counts what that would change
        reconcile.py     compares what sites list with what is served
        reporting.py     reports what notices lack
        doctor.py        examines the service

Beside ``harvest.py``, ``rhythm.py`` says when to visit a source again. ``settings.py`` reads the configuration (its
keys are in ``setting_keys.py``), ``house.py`` builds the parts, ``cli.py`` joins the ``commands/``, ``terminal.py``
prints, and ``telling.py`` summarises a harvest. ``sample/`` is an invented province on loopback for ``demo.py`` and the
tests.

To read it in ten minutes: model/notice.py, harvest.py, one file in connectors/ beside its page in tests/data,
model/revision.py, publish/atom.py, cli.py.
"""
