"""The sample province harvested while everything goes wrong; afterwards each notice is what it is in truth.

    stops    a sweep and its rechecks are killed at a write or a commit, begun again, and compared with the truth
    chaos    rounds in which sites fail in every way, processes are killed, the disk is full and the clock jumps
    rivals   two harvesters on one database, one of which is killed again and again

Sites are real servers on loopback, the database is a real file, what is killed is a real process.
"""
