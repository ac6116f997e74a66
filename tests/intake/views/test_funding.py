from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from intake import selectors
from intake.models import FundingLine, GrantProgram
from intake.selectors.funding import MatchState
from intake.services import FundingDetails, add_funding_line, change_funding_line

GRANT = FundingDetails(
    source="State grant",
    source_type="grant",
    certainty="awarded",
    cents=300_000_00,
    start_on=date(2026, 10, 1),
    end_on=date(2028, 9, 30),
    payer="department",
)
TYPED = {
    "source": "State grant",
    "source_type": "grant",
    "certainty": "applied",
    "cents": "300k",
    "start_on": "Oct 2026",
    "end_on": "30 Sep 2028",
    "payer": "department",
    "allows": ["one_time:capital", "recurring:operating"],
}


@pytest.fixture
def add(draft, requester, now):
    def add_line(**said) -> FundingLine:
        return add_funding_line(
            project_request=draft,
            details=replace(GRANT, **said),
            by=Actor.of(requester),
            now=now,
        )

    return add_line


@pytest.fixture
def new(draft) -> str:
    return reverse("intake:funding_line_new", args=[draft.number])


def program(code: str) -> GrantProgram:
    return GrantProgram.objects.get(code=code)


def test_everything_that_can_be_said_is_taken(client, new, requester, add, drivers):
    grant = add()
    client.force_login(requester)

    client.post(
        new,
        {
            **TYPED,
            "program": program("SS4A").pk,
            "match_share": "20%",
            "match_of": "award",
            "grant_matched": grant.pk,
            "lump_sum": "on",
            "budget_call_year": "2028",
            "transfer_memo": "Memo 12",
            "successor_source": "General Fund",
            "successor_owner": "R. Delgado",
            "switch_off_plan": "Poles come down.",
        },
    )

    line = FundingLine.objects.latest("pk")
    assert (line.program, line.match_share, line.match_of) == (
        program("SS4A"),
        Decimal("0.2"),
        "award",
    )
    assert (line.matches, line.lump_sum, line.budget_call_year) == (grant, True, 2028)
    assert (line.successor_owner, line.transfer_memo) == ("R. Delgado", "Memo 12")


@pytest.mark.parametrize("share", ["much", "0", "100", "-5", "1e2"])
def test_a_match_that_cannot_be_is_said_beside_it(client, new, requester, share):
    client.force_login(requester)

    response = client.post(new, {**TYPED, "match_share": share})

    assert response.status_code == 422
    assert "match_share" in response.context["form"].errors


def test_a_match_in_turn_is_said_beside_its_own_field(client, draft, requester, add):
    first = add()
    second = add(matches=first)
    client.force_login(requester)

    response = client.post(
        reverse("intake:funding_line", args=[draft.number, first.pk]),
        {**TYPED, "grant_matched": second.pk, "seen_version": "1"},
    )

    assert response.status_code == 422
    assert "grant_matched" in response.context["form"].errors


def test_looking_at_a_program_saves_nothing_and_keeps_what_was_typed(
    client, new, requester, drivers
):
    client.force_login(requester)

    response = client.post(
        new,
        {"source": "Auto theft", "program": program("MVCPA").pk, "action": "look"},
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="Auto theft"' in page
    assert "asks for a local match of 20% of the grant" in page
    assert "grants 30% of the applications" in page
    assert not FundingLine.objects.exists()


def test_a_programs_match_is_filled_in_with_one_click_and_not_saved(
    client, new, requester, drivers
):
    client.force_login(requester)

    response = client.post(
        new, {**TYPED, "program": program("MVCPA").pk, "action": "take_match"}
    )

    form = response.context["form"]
    assert form["match_share"].value() == "20"
    assert form["match_of"].value() == "award"
    assert response.context["facts"].proposes == ""
    assert not FundingLine.objects.exists()


@pytest.mark.parametrize("pk", ["", "none", "999999999999999999999"])
def test_a_program_that_is_none_says_nothing(client, draft, requester, drivers, pk):
    client.force_login(requester)

    response = client.get(
        reverse("intake:grant_program", args=[draft.number]), {"program": pk}
    )

    assert response.context["facts"] is None


@pytest.mark.parametrize(("given", "proposes"), [("", True), ("25", False)])
def test_a_program_proposes_its_match_where_none_is_given(
    client, draft, requester, drivers, given, proposes
):
    client.force_login(requester)

    response = client.get(
        reverse("intake:grant_program", args=[draft.number]),
        {"program": program("PSGP").pk, "match_share": given},
    )

    assert ("take_match" in response.content.decode()) is proposes
    assert "abc7news.com" in response.content.decode()


def test_a_program_known_from_memory_says_so(client, draft, requester, drivers):
    client.force_login(requester)

    response = client.get(
        reverse("intake:grant_program", args=[draft.number]),
        {"program": program("SS4A").pk},
    )

    assert "no published source" in response.content.decode()


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("outsider", 404)])
def test_programs_are_asked_for_by_who_may_write(client, draft, request, who, status):
    client.force_login(request.getfixturevalue(who))

    response = client.get(reverse("intake:grant_program", args=[draft.number]))

    assert response.status_code == status


def test_partners_money_warns_with_sources(client, new, requester):
    client.force_login(requester)

    page = client.get(new).content.decode()

    assert "$2.6 million of the $32.3 million" in page
    assert "https://www.thecity.nyc/2020/3/3/" in page


def test_a_conflict_shows_both_field_by_field(client, draft, requester, add, now):
    line = add()
    change_funding_line(
        line=line,
        details=replace(GRANT, successor_source="Parking fund"),
        seen_version=1,
        by=Actor.of(requester),
        now=now,
    )
    client.force_login(requester)

    response = client.post(
        reverse("intake:funding_line", args=[draft.number, line.pk]),
        {**TYPED, "successor_source": "General Fund", "seen_version": "1"},
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Stored now: Parking fund" in page
    assert "Yours: General Fund" in page


@pytest.mark.parametrize(
    ("said", "text", "is_named"),
    [
        ({}, "Nobody named", False),
        (
            {"successor_source": "General Fund"},
            "General Fund, but nobody answers for it",
            False,
        ),
        (
            {"successor_owner": "R. Delgado"},
            "R. Delgado answers for it, but no source is named",
            False,
        ),
        (
            {"successor_source": "General Fund", "successor_owner": "R. Delgado"},
            "General Fund; R. Delgado answers for it",
            True,
        ),
        ({"switch_off_plan": "Poles down"}, "Switched off: Poles down", True),
        ({"allows": ("one_time:capital",)}, "Pays nothing that goes on", True),
    ],
)
def test_the_table_says_who_pays_afterwards(draft, add, said, text, is_named):
    add(**said)

    afterwards = selectors.funding_table(draft).rows[0].afterwards

    assert (afterwards.text, afterwards.is_named) == (text, is_named)


@pytest.mark.parametrize(
    ("match_of", "named", "says", "is_short"),
    [
        ("award", 0, "Asks for $60,000; nobody named", True),
        ("award", 60_000_00, "Asks for $60,000; $60,000 named", False),
        ("project", 60_000_00, "Asks for $75,000; $60,000 named", True),
    ],
)
def test_the_table_says_how_much_of_the_match_is_named(
    draft, add, match_of, named, says, is_short
):
    grant = add(match_share=Decimal("0.2"), match_of=match_of)
    if named:
        add(source="Match", source_type="general_fund", cents=named, matches=grant)

    first, *rest = (row.match for row in selectors.funding_table(draft).rows)

    assert first == MatchState(says, is_short)
    assert rest in ([], [MatchState("Is the match of “State grant”")])


@pytest.mark.parametrize(
    ("certainty", "says"),
    [
        ("awarded", "all of it counts"),
        ("requested", "half of it counts"),
        ("applied", "15% of it counts"),
        ("planned", "nothing of it counts yet"),
    ],
)
def test_the_table_says_what_certainty_counts_for(draft, add, certainty, says):
    add(certainty=certainty)

    assert selectors.funding_table(draft).rows[0].counts == says


def test_an_application_counts_as_its_program_usually_grants(draft, add, drivers):
    add(certainty="applied", program=program("SLCGP"))

    assert selectors.funding_table(draft).rows[0].counts == "50% of it counts"


def test_the_table_takes_one_query_for_any_number_of_sources(draft, add):
    add()
    with CaptureQueriesContext(connection) as few:
        selectors.funding_table(draft)
    for _line in range(3):
        add()

    with CaptureQueriesContext(connection) as many:
        selectors.funding_table(draft)

    assert len(few) == len(many) == 1
