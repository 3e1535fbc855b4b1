"""What an attachment is, by its bytes alone, and the text in it, read in a process of its own.

``kinds.py`` tells the kind by magic numbers, never by the server's word. ``reading.py`` starts ``worker.py`` with
little memory and time and ends it where it takes more; in there ``pdf.py``, ``packed.py`` (docx, pptx, ofd),
``sheets.py`` (xlsx, xls) and ``old_word.py`` (doc) read one kind each. They stand on libraries of the optional extra
``federator[documents]``: without one of them its kind is UNSUPPORTED, and nothing else suffers.
"""
