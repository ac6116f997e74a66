"""Long lists, page by page."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request


class NewestFirst(CursorPagination):
    """Pages by the last row's key: nothing is counted, no row comes twice."""

    ordering = "-pk"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    def decode_cursor(self, request: Request) -> Any:
        try:
            cursor = super().decode_cursor(request)
        except NotFound as error:
            raise _invalid() from error
        # The framework hands the position to the database as it came.
        if cursor and cursor.position is not None and not _is_key(str(cursor.position)):
            raise _invalid()
        return cursor


def _invalid() -> ValidationError:
    return ValidationError(
        {NewestFirst.cursor_query_param: [_("Take the cursor from next or previous.")]}
    )


def _is_key(position: str) -> bool:
    # 18 digits fit a 64-bit column; more would overflow in the database.
    return position.isdecimal() and len(position) <= 18
