"""What is measured, side by side with peers in the same run. ``python -m benchmarks.<name>`` prints a table.

measuring.py   one piece of work in a child process of its own: CPU seconds, peak memory; tables
serving.py     the loopback server, a process of its own
sites.py       what the invented sites answer
house.py       federator's real sweep over them
minimal.py     the least that the same requests cost: raw sockets, lxml, one transaction
plain.py       requests, feedparser and sqlite-utils, as one writes it in an afternoon
reading.py     the ``reader`` library
spiders.py     Scrapy
induction.py   real pages that nobody described (saved_pages.py), and rules whose pages change (changed_pages.py)
publishing.py  how an invented province publishes, for month.py and rhythms.py
list_pages.py  a list page of every kind of software
faults/        the sample province while sites, processes, disk and clock fail, compared with the truth
filling.py     a store of very many notices
purging.py     one of them purged
copying.py     all of them exported and mirrored
"""
