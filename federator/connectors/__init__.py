"""Each connector reads the answers of one kind of site software: rows, the next request, the declared total, or a
named failure.

Pure: no network, no clock. A new kind of software is one file here and one line in catalogue.py.
"""
