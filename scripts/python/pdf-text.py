"""Prints the text of a PDF: python pdf-text.py pdfminer.six|pypdf FILE."""

import sys

library, path = sys.argv[1:]
if library == "pypdf":
    from pypdf import PdfReader

    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
else:
    from pdfminer.high_level import extract_text

    text = extract_text(path)
sys.stdout.buffer.write(text.encode())
