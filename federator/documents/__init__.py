"""Tell what an attachment is, by its bytes alone, and read its text in a process of its own.

``kinds.py`` tells the kind by magic numbers, never by the server's word. ``reading.py`` starts ``worker.py`` with
limited memory and time, and ends it when it takes more. In that process, ``pdf.py``, ``packed.py`` (docx, pptx, ofd),
``sheets.py`` (xlsx, xls) and ``old_word.py`` (doc) read one kind each. They need libraries of the optional extra
``federator[documents]``; without its library a kind is UNSUPPORTED, and the others still work.
"""
