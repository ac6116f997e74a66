"""What pages need besides the example city, acted out through the services.

Runs in the installation's own process, by `manage.py shell -c`, and prints as one line
of JSON what the addresses of the pages are made of.
"""

import json
from datetime import date, timedelta
from decimal import Decimal

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import resolve
from django.utils import timezone

from accounts import city, links
from accounts.actors import Actor
from accounts.audit import subject_type
from accounts.models import User
from accounts.roles import Role, Scope
from accounts.services import invite_person, make_token
from intake.lifecycle import Outcome
from intake.models import FundingLine, Payer, ProjectRequest
from intake.models.money import CostType, Timing
from intake.services import (
    Addressee,
    CostDetails,
    FundingDetails,
    Idea,
    add_cost_line,
    add_funding_line,
    ask_question,
    create_request,
    log_found_work,
    return_ask,
    send_new_idea,
)
from notifications.digests import send_digest_as_of
from notifications.models import LongWork, OutboxMessage
from triage.models import Assessment, PortfolioScenario, Rubric, TierOverride
from triage.scoring.edits import set_weights
from triage.services import change_draft, decide_request, set_tier, start_draft


def play() -> None:
    people = {
        user.email.partition("@")[0]: user
        for user in User.objects.select_related("contact", "department")
    }
    facts = {
        **_of_the_department(people["abebe"]),
        **_of_it(people["sato"], people["marsh"], people["abebe"]),
        **_of_rubrics(people["marsh"]),
        **_of_long_work(people["marsh"]),
        **_of_strangers(people["sato"]),
        **_of_accounts(people["novak"], people["brandt"], people["abebe"]),
        **_of_mail(people["delgado"]),
        "saved_plan": PortfolioScenario.objects.latest("pk").pk,
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
    """A question that waits, a decision that waits, a tier set by hand, work found."""
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
    overridden = ProjectRequest.objects.get(number="HB-2026-018")
    set_tier(
        project_request=overridden,
        tier="moderate",
        because=TierOverride.Because.RULE_TOO_STRICT,
        reason="It only sorts a list that an inspector works through anyway.",
        assessment=Assessment.objects.filter(project_request=overridden).latest("pk"),
        seen_version=overridden.version,
        by=Actor.of(marsh),
        now=now,
    )
    assert abebe.department is not None
    found = log_found_work(
        department=abebe.department,
        title="Kiosk at the counter",
        found="A kiosk stands on the public network since the summer.",
        how_far="installed",
        invite=abebe.contact,
        by=Actor.of(sato),
        now=now,
    )
    return {
        "asked": asked.number,
        "first_score": asked.assessments.earliest("pk").pk,
        "last_score": asked.assessments.latest("pk").pk,
        "waiting": waiting.number,
        "overridden": overridden.number,
        "found": found.number,
    }


def _of_rubrics(marsh: User) -> dict[str, object]:
    """A draft of the next rubric, in which something is changed."""
    by, now = Actor.of(marsh), timezone.now()
    live = Rubric.objects.get(is_live=True)
    draft = start_draft(based_on=live, title="After the budget round", by=by, now=now)
    weights = {"INT": Decimal(15), "SIZ": Decimal(11)}
    change_draft(
        draft=draft,
        rubric=set_weights(draft.rubric, weights),
        seen_version=draft.version,
        says="weights and formula",
        by=by,
        now=now,
    )
    return {"rubric_draft": draft.pk}


def _of_long_work(marsh: User) -> dict[str, object]:
    """Judging by a new rubric: under way, stopped and over."""
    now, live = timezone.now(), Rubric.objects.get(is_live=True)

    def work(key: str, done: int, **columns: object) -> int:
        row = LongWork.objects.create(
            kind="shown",
            key=key,
            title="Scoring undecided requests by rubric 2026.2",
            subject_type=subject_type(live),
            subject_id=live.pk,
            total=1_200,
            done=done,
            started_at=now,
            started_by=marsh,
            # Held by nobody, so that no worker finishes what is to be looked at.
            lease_until=now + timedelta(days=1),
            **columns,
        )
        return row.pk

    return {
        "work": work("shown:running", 412),
        "work_stopped": work(
            "shown:stopped", 1_198, last_error="2 requests could not be scored yet."
        ),
        "work_over": work("shown:over", 1_200, finished_at=now),
    }


def _of_strangers(sato: User) -> dict[str, object]:
    """Somebody outside the city who was asked, and sent another question back."""
    now, paths = timezone.now(), []
    asked = ProjectRequest.objects.get(number="HB-2026-010")
    for question in ("DAT5", "VEN5"):
        asked.refresh_from_db()
        ask_question(
            project_request=asked,
            question=question,
            to=Addressee("P. Flores", "flores@vendor.example"),
            note="The contract you sent us does not say it.",
            due_on=city.day_of(now) + timedelta(days=10),
            seen_version=asked.version,
            by=Actor.of(sato),
            now=now,
        )
        mail = OutboxMessage.objects.filter(event="question_asked").latest("pk")
        acting = links.ActingLink.from_plain(mail.context["link"])
        paths.append(acting.path_for(mail.recipient, now=now))
    still_open, returned = (resolve(path).kwargs["token"] for path in paths)
    return_ask(
        link=links.find(returned, links.Purpose.ASK),
        note="Our lawyers know, not I.",
        now=now,
    )
    return {"question": still_open, "returned": returned}


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
