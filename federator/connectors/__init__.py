"""Read what one kind of site software answered: rows, the next request, the declared total, or a named failure.

Pure: no network, no clock. A kind of software is one file here and one line in catalogue.py.
"""
