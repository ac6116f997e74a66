"""Every write of projects, one function per act. See the module of each subject."""

from projects.services.moves import StaleProject, move_project, note_project
from projects.services.opening import (
    RefTaken,
    name_project,
    open_project,
    record_project,
)
from projects.services.refs import keep_ref
from projects.services.visibility import may_still_see_project

__all__ = [
    "RefTaken",
    "StaleProject",
    "keep_ref",
    "may_still_see_project",
    "move_project",
    "name_project",
    "note_project",
    "open_project",
    "record_project",
]
