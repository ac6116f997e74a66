"""The weekly digest: what sections are made of, and the work that sends them."""

from notifications.digests.parts import Figure, Row, Section

__all__ = ["Figure", "Row", "Section"]
