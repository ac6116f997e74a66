"""What a page opened by a signed link owes to whoever holds the link."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def opened_by_link(view: View[P]) -> View[P]:
    """Decorate a view whose address holds a token: open to strangers, kept by nobody.

    No cache stores it, no search engine lists it, and no other server or log of ours
    learns the address from a Referer. ("no-referrer" would also blank the Origin that
    the CSRF check wants to see.)
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return login_not_required(never_cache(guarded))
