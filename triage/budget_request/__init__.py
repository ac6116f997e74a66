"""The budget request that writes itself: read, compared and written out.

`Document` is what it says; `reading` fills it for a request, `whole` for IT as a whole.
"""

from triage.budget_request.difference import Change, differences
from triage.budget_request.document import Document
from triage.budget_request.reading import read_document
from triage.budget_request.whole import read_it_document

__all__ = [
    "Change",
    "Document",
    "differences",
    "read_document",
    "read_it_document",
]
