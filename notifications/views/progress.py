"""How far a piece of long work is: a page, and the part of it that reloads by itself."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import SignedInRequest
from notifications import selectors
from notifications.models import LongWork


@require_safe
@vary_on_headers("HX-Request")
def progress(request: SignedInRequest, pk: int) -> HttpResponse:
    visible = LongWork.objects.visible_to(request.user).select_related("started_by")
    work = selectors.work_progress(get_object_or_404(visible, pk=pk))
    is_part = request.headers.get("HX-Request")
    template = "_progress.html" if is_part else "progress.html"
    return render(request, f"notifications/{template}", {"work": work})
