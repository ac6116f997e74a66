"""All money ahead that ends and leaves cost behind."""

from triage.selectors.cliffs.page import CliffsPage, cliffs_page
from triage.selectors.cliffs.rows import CliffFilter, CliffRow, cliff_rows

__all__ = ["CliffFilter", "CliffRow", "CliffsPage", "cliff_rows", "cliffs_page"]
