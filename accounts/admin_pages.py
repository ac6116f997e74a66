"""What admin pages are made of; most only show what services alone may change."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:  # Django itself takes no type argument
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline


class _ReadOnly:
    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class ReadOnlyAdmin(_ReadOnly, ModelAdmin):
    pass


class ReadOnlyRows(_ReadOnly, TabularInline):
    """Rows of one model on the page of what they belong to."""

    extra = 0
