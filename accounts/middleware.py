"""What every request passes through, in the order settings list it."""

from collections.abc import Callable, Iterator

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django_htmx.http import retarget
from django_structlog.middlewares import RequestMiddleware

from accounts import city
from accounts.errors import DomainError
from accounts.secret_paths import without_secrets

Next = Callable[[HttpRequest], HttpResponse]


class NoNullCharacters:
    """Refuse an address that holds a NUL (400): nobody means it, and PostgreSQL fails.

    Look-ups and lists take text from addresses as it comes; what is posted, forms check.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any("\0" in text for text in self._texts(request)):
            raise BadRequest("NUL character")
        return self.get_response(request)

    def _texts(self, request: HttpRequest) -> Iterator[str]:
        yield request.path
        for name, values in request.GET.lists():
            yield from (name, *values)


class SignInRequired(LoginRequiredMiddleware):
    """Every page wants a signed-in person unless its view says `login_not_required`.

    A fragment asked for by script answers 401, so that the page can offer to sign in
    beside it and keep what was typed; a redirect would swap the sign-in page into it.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if request.headers.get("HX-Request"):
            return render(request, "401.html", status=401)
        return super().handle_no_permission(request, view_func)


class PrivatePages:
    """What a signed-in person saw is kept by no cache on the way or in the browser."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # The API sets no user at all for whoever brings no valid token.
        signed_in = getattr(request.user, "is_authenticated", False)
        if signed_in and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store, private"
        return response


class CityTime:
    """Times are shown in the city's zone; its settings are read once a request.

    Probes show no times and must answer without a database.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with city.remembered(), timezone.override(None):
            return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> None:
        match = request.resolver_match
        if match is None or match.view_name not in {"healthz", "readyz"}:
            timezone.activate(city.zone())


class LoggedRequests(RequestMiddleware):
    """Log requests with their address, but for what a mail let its reader act with.

    Whoever reads logs could otherwise act in the name of whoever got the mail.
    """

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {without_secrets(request.get_full_path())}"


class DomainErrors:
    """A rule that says no becomes a page that says why and what to do (409)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        typed = {
            name: text
            for name, text in request.POST.items()
            if name != "csrfmiddlewaretoken" and text
        }
        context = {"message": str(exception), "typed": typed}
        if request.headers.get("HX-Request"):
            # The form with what was typed stays; the reason appears above it.
            return retarget(
                render(request, "accounts/_conflict.html", context, status=409),
                "#gw-alerts",
            )
        return render(request, "409.html", context, status=409)
