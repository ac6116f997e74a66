"""What the pages of projects show, gathered with a fixed number of queries."""

from projects.selectors.page import Moment, ProjectPage, project_page
from projects.selectors.table import (
    ProjectFilter,
    ProjectRow,
    ProjectTable,
    project_rows,
    project_table,
)

__all__ = [
    "Moment",
    "ProjectFilter",
    "ProjectPage",
    "ProjectRow",
    "ProjectTable",
    "project_page",
    "project_rows",
    "project_table",
]
