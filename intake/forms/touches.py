"""The systems an idea touches, as fields `fit_<code>` and `because_<code>`.

They stand outside the idea form's own fields, because which systems are shown depends
on what is typed; the markup is one fragment for page and type-ahead alike.
"""

from collections.abc import Iterable, Mapping

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from intake.ideas import TouchedSystem
from intake.models import System, SystemTouch

_FIT = "fit_"
_LONGEST_BECAUSE = 300

# "Not sure" is a judgement too: somebody looked and will ask.
FITS = (
    (SystemTouch.Fit.WOULD_DO, _("Would do")),
    (SystemTouch.Fit.PARTLY, _("Partly")),
    (SystemTouch.Fit.NO, _("No")),
    (SystemTouch.Fit.NOT_SURE, _("Not sure")),
)


def touched_systems(data: QueryDict) -> tuple[TouchedSystem, ...]:
    """The systems somebody judged; unknown codes and judgements are left out."""
    fits = {
        name.removeprefix(_FIT): value
        for name, value in data.items()
        # PostgreSQL fails on a NUL, and no code has one.
        if name.startswith(_FIT)
        and value in SystemTouch.Fit.values
        and "\0" not in name
    }
    systems = System.objects.select_related("owner_department").filter(
        code__in=list(fits)
    )
    return tuple(
        TouchedSystem(
            system=system,
            fit=fits[system.code],
            because=_because(data, system),
        )
        for system in systems
    )


def _because(data: QueryDict, system: System) -> str:
    said = data.get(f"because_{system.code}", "").replace("\0", "")
    return said.strip()[:_LONGEST_BECAUSE]


def offered(
    touched: Iterable[TouchedSystem], suggested: Iterable[System]
) -> list[TouchedSystem]:
    """Those judged first, then those suggested, each once."""
    shown: Mapping[int, TouchedSystem] = {touch.system.pk: touch for touch in touched}
    return [
        *shown.values(),
        *(
            TouchedSystem(system, fit="")
            for system in suggested
            if system.pk not in shown
        ),
    ]
