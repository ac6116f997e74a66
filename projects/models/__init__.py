"""What became of accepted requests, and of projects older than Groundwork."""

from projects.models.project import (
    PHASE_CHOICES,
    PHASE_LABELS,
    PhaseChange,
    Project,
    ProjectNote,
    RefCounter,
)

__all__ = [
    "PHASE_CHOICES",
    "PHASE_LABELS",
    "PhaseChange",
    "Project",
    "ProjectNote",
    "RefCounter",
]
