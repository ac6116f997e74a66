"""What pages need besides the example city, acted out through the services.

Runs in the installation's own process, by `manage.py shell -c`, and prints as one line
of JSON what the addresses of the pages are made of.
"""

import json
from datetime import date, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from accounts import city, links
from accounts.actors import Actor
from accounts.models import User
from accounts.roles import Role, Scope
from accounts.services import invite_person, make_token
from intake.lifecycle import Outcome
from intake.models import FundingLine, Payer, ProjectRequest
from intake.models.money import CostType, Timing
from intake.services import (
    CostDetails,
    FundingDetails,
    Idea,
    add_cost_line,
    add_funding_line,
    ask_question,
    create_request,
    send_new_idea,
)
from notifications.digests import send_digest_as_of
from notifications.models import OutboxMessage
from triage.models import Assessment
from triage.services import decide_request


def play() -> None:
    people = {
        user.email.partition("@")[0]: user
        for user in User.objects.select_related("contact", "department")
    }
    facts = {
        **_of_the_department(people["abebe"]),
        **_of_it(people["sato"], people["marsh"], people["abebe"]),
        **_of_accounts(people["novak"], people["brandt"], people["abebe"]),
        **_of_mail(people["delgado"]),
    }
    print(json.dumps(facts))


def _of_the_department(abebe: User) -> dict[str, object]:
    """A draft with a cost and a funding line, and an idea that was sent."""
    by, now = Actor.of(abebe), timezone.now()
    assert abebe.department is not None
    draft = create_request(
        department=abebe.department,
        idea=Idea(
            "Benches that count visitors", "Nobody knows which squares are used."
        ),
        by=by,
        now=now,
    )
    sent = send_new_idea(
        department=abebe.department,
        idea=Idea("Council votes on the website", "Residents cannot find the votes."),
        by=by,
        now=now,
    )
    year = city.fiscal_year_of(city.day_of(now)) + 1
    cost = add_cost_line(
        project_request=draft,
        details=CostDetails(
            description="Counting benches",
            payer=Payer.DEPARTMENT,
            timing=Timing.ONE_TIME,
            cost_type=CostType.CAPITAL,
            cents_by_year={year: 4_800_000, year + 1: 150_000},
        ),
        by=by,
        now=now,
    )
    funding = add_funding_line(
        project_request=draft,
        details=FundingDetails(
            source="State downtown grant",
            source_type=FundingLine.SourceType.GRANT,
            certainty=FundingLine.Certainty.AWARDED,
            cents=4_000_000,
            start_on=date(year - 1, 7, 1),
            end_on=date(year, 6, 30),
            payer=Payer.DEPARTMENT,
        ),
        by=by,
        now=now,
    )
    return {
        "draft": draft.number,
        "sent": sent.number,
        "cost": cost.pk,
        "funding": funding.pk,
    }


def _of_it(sato: User, marsh: User, abebe: User) -> dict[str, object]:
    """A question that waits for the department, and a decision that waits for a leader."""
    now = timezone.now()
    asked = ProjectRequest.objects.get(number="HB-2026-010")
    ask_question(
        project_request=asked,
        question="SEC4",
        to=abebe.contact,
        note="The vendor's sheet says it.",
        due_on=city.day_of(now) + timedelta(days=10),
        seen_version=asked.version,
        by=Actor.of(sato),
        now=now,
    )
    waiting = ProjectRequest.objects.get(number="HB-2026-006")
    decide_request(
        project_request=waiting,
        outcome=Outcome.ACCEPTED,
        reason="The kiosks are free only if IT runs them on purpose.",
        assessment=Assessment.objects.filter(project_request=waiting).latest("pk"),
        seen_version=waiting.version,
        by=Actor.of(marsh),
        now=now,
        unknown_accepted="The contract will say who answers for the network.",
    )
    return {"asked": asked.number, "waiting": waiting.number}


def _of_accounts(novak: User, brandt: User, abebe: User) -> dict[str, object]:
    now = timezone.now()
    assert abebe.department is not None
    invitation = invite_person(
        email="berg@harlowbend.example",
        name="L. Berg",
        department=abebe.department,
        roles=[Role.REQUESTER],
        by=Actor.of(novak),
        now=now,
    )
    make_token(
        user=abebe,
        name="Open data script",
        scopes=[Scope.REQUESTS_READ],
        expires_at=now + timedelta(days=30),
        by=Actor.of(abebe),
        now=now,
    )
    TOTP.activate(brandt, generate_totp_secret())
    codes = RecoveryCodes.activate(brandt)
    return {
        "person": abebe.pk,
        "invitation": links.mint(
            links.Purpose.INVITATION,
            contact=invitation.contact,
            subject=str(invitation.pk),
            now=now,
            expires_in=timedelta(days=1),
        ),
        "unsubscribe": links.mint(
            links.Purpose.UNSUBSCRIBE,
            contact=abebe.contact,
            subject="decided",
            now=now,
            expires_in=None,
        ),
        "reset_of": user_pk_to_url_str(abebe),
        "reset_key": default_token_generator.make_token(abebe),
        "recovery_codes": codes.get_unused_codes(),
    }


def _of_mail(delgado: User) -> dict[str, object]:
    run = send_digest_as_of(city.day_of(timezone.now()), now=timezone.now())
    assert run is not None
    mine = OutboxMessage.objects.filter(recipient=delgado.contact)
    return {
        "digest": run.pk,
        "digest_mail": mine.filter(event="digest").latest("pk").pk,
        "message": OutboxMessage.objects.filter(event="question_asked").latest("pk").pk,
    }
