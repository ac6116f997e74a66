"""What the tests put in the place of triage's assessment."""

from intake.models import ProjectRequest

seen: list[str] = []


def remember(*, project_request, cause, now) -> None:
    seen.append(cause.action)
    ProjectRequest.objects.filter(pk=project_request.pk).update(
        impact_says=f"assessed {len(seen)} times"
    )


def fail(*, project_request, cause, now) -> None:
    raise RuntimeError("scoring is broken")
