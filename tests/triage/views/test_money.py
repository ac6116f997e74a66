"""What is missing over all requests, and how one request's money was reckoned."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.urls import reverse

from intake.models import ProjectRequest
from tests.conftest import NOW
from tests.factories.accounts import ITTeamFactory
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import assess, submit
from tests.triage.money import review, subscribe
from triage.models import Assessment

MONEY = "/money/"
# Session, person and roles, the city, departments, the list, and looking for kept sums.
KEPT_QUERIES = 7
# Besides: the counts, both scopes, the teams, and keeping them.
QUERIES = 16
FIGURES_QUERIES = 11


@pytest.fixture
def costed(unknown: ProjectRequest, city) -> ProjectRequest:
    subscribe(unknown)
    assess(unknown)
    return unknown


def page_of(client):
    cache.clear()
    return client.get(MONEY).context["page"]


@pytest.mark.parametrize("who", ["requester", "admin"])
def test_money_refuses_who_does_no_triage(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(MONEY).status_code == 403
    assert client.get(reverse("triage:money_csv")).status_code == 403


@pytest.mark.parametrize("who", ["triager", "manager", "leader", "records"])
def test_money_opens_for_everybody_who_sees_triage(client, request, costed, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(MONEY).status_code == 200


def test_money_without_any_request_says_what_to_do(client, leader, city):
    client.force_login(leader)

    response = client.get(MONEY)

    assert "Nothing is costed yet" in response.text
    assert "No request is open or accepted" in response.text


def test_money_adds_up_the_years(client, leader, costed):
    client.force_login(leader)

    page = page_of(client)

    assert page.years[0] == "FY2027"
    first, second, third, *_rest = page.unfunded.rows
    # $123,600 and $127,308 a year, $100,000 of each from the grant; then nothing.
    assert (first.together, second.together) == ("23,600", "27,308")
    assert third.together == "131,127"
    assert (first.begins, first.carried) == ("23,600", "0")
    assert (third.begins, third.carried) == ("0", "131,127")
    assert {flag.code for flag in page.flags} == {"CLIFF"}


def test_money_counts_what_is_open_or_accepted_and_not_retired(client, leader, costed):
    client.force_login(leader)
    ProjectRequest.objects.update(step="decided", outcome="declined", decided_at=NOW)
    declined = page_of(client).costed
    ProjectRequest.objects.update(outcome="accepted")
    accepted = page_of(client).costed
    ProjectRequest.objects.update(is_example=True)
    example = page_of(client).costed

    assert (declined, accepted, example) == (0, 1, 0)


def test_teams_are_short_of_what_all_requests_need_together(
    client, leader, unknown, unknown_too, city
):
    team = ITTeamFactory(name="Security", project_hours_per_fiscal_year=50)
    for project_request in (unknown, unknown_too):
        review(project_request, 40, team=team)
        assess(project_request)
    client.force_login(leader)

    (row,) = page_of(client).teams

    assert (row.name, row.free, row.cells) == (
        "Security",
        "50",
        ("30", "", "", "", ""),
    )


@pytest.fixture
def unknown_too(rubric, requester) -> ProjectRequest:
    return submit(ProjectRequestFactory(created_by=requester), requester)


def test_list_has_the_most_missing_first_and_uncosted_last(
    client, leader, costed, unknown_too
):
    client.force_login(leader)

    rows = client.get(MONEY).context["listed"].rows

    assert [row.number for row in rows] == [costed.number, unknown_too.number]
    assert rows[0].flags == ("The grant stops paying",)
    assert rows[1].missing == ""


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"gap": "not_costed"}, 1),
        ({"flag": "CLIFF"}, 1),
        ({"flag": "MATCH"}, 0),
        ({"department": "999"}, 2),
        ({"gap": "'", "flag": "x"}, 2),
    ],
)
def test_list_is_narrowed_by_what_makes_sense(
    client, leader, costed, unknown_too, query, count
):
    client.force_login(leader)

    assert len(client.get(MONEY, query).context["listed"].rows) == count


def test_list_narrowed_to_nothing_says_so(client, leader, costed):
    client.force_login(leader)

    assert "Nothing fits this filter" in client.get(MONEY, {"flag": "MATCH"}).text


def test_foreign_cursor_starts_at_the_top(client, leader, costed):
    client.force_login(leader)

    assert client.get(MONEY, {"after": "nonsense"}).headers["Location"] == MONEY


def test_page_costs_the_same_at_any_size(
    client, leader, costed, requester, django_assert_num_queries
):
    client.force_login(leader)
    with django_assert_num_queries(QUERIES):
        client.get(MONEY)
    for _ in range(5):
        more = submit(ProjectRequestFactory(created_by=requester), requester)
        review(more, 40)
        assess(more)
    cache.clear()

    with django_assert_num_queries(QUERIES):
        client.get(MONEY)


def test_sums_are_kept_for_seconds(client, leader, costed, django_assert_num_queries):
    client.force_login(leader)
    client.get(MONEY)

    with django_assert_num_queries(KEPT_QUERIES):
        client.get(MONEY)


def test_export_has_the_range_and_flags_in_words(client, leader, costed):
    client.force_login(leader)

    lines = client.get(reverse("triage:money_csv")).getvalue().decode().splitlines()

    assert len(lines) == 2
    assert costed.number in lines[1]
    assert "The grant stops paying" in lines[1]
    assert "CLIFF" not in lines[1]


class TestFigures:
    def url(self, project_request, name="money_figures"):
        return reverse(f"triage:{name}", args=[project_request.number])

    def test_every_line_says_where_it_comes_from(self, client, requester, costed):
        client.force_login(requester)

        page = client.get(self.url(costed)).context["page"]

        (row,) = page.costs.rows
        assert row.source.confidence == "published figures"
        assert row.source.url.startswith("/drivers/")
        assert row.how == "$3,000 ($2,300–$3,600) per camera, times 40"
        assert row.url == reverse(
            "intake:cost_line", args=[costed.number, costed.cost_lines.get().pk]
        )

    def test_tables_add_up_to_the_gap(self, client, triager, costed):
        client.force_login(triager)

        page = client.get(self.url(costed)).context["page"]

        assert page.missing.rows[0].cells[-1].says == f"{costed.gap_cents // 100:,}"
        assert page.paid.rows[0].cells[-1].says == "200,000"

    def test_staff_time_stays_in_hours(self, client, requester, costed):
        review(costed, 40)
        assess(costed)
        client.force_login(requester)

        page = client.get(self.url(costed)).context["page"]

        assert [row.cells[0].says for row in page.hours.rows] == ["40"]
        assert len(page.costs.rows) == 1

    def test_uncosted_says_what_to_do(self, client, requester, unknown):
        client.force_login(requester)

        response = client.get(self.url(unknown))

        assert "Not costed yet" in response.text
        assert len(self.csv(client, unknown)) == 1

    def test_other_departments_see_nothing(self, client, outsider, costed):
        client.force_login(outsider)

        assert client.get(self.url(costed)).status_code == 404
        assert client.get(self.url(costed, "money_figures_csv")).status_code == 404

    def test_line_taken_away_since_keeps_its_figures(self, client, triager, costed):
        costed.cost_lines.all().delete()
        client.force_login(triager)

        (row,) = client.get(self.url(costed)).context["page"].costs.rows

        assert row.url == ""
        assert "no longer there" in row.source.confidence

    def test_export_has_a_row_for_every_year_and_no_code(
        self, client, requester, costed
    ):
        client.force_login(requester)

        lines = self.csv(client, costed)

        # One line, one source, what it pays, what nobody pays: five years of each.
        assert len(lines) == 1 + 4 * 5
        assert (
            "Cost,Cameras,department,recurring,operating,FY2027,93840.00," in lines[1]
        )

    def csv(self, client, project_request):
        response = client.get(self.url(project_request, "money_figures_csv"))
        return response.getvalue().decode().splitlines()

    @pytest.mark.parametrize("lines", [1, 4])
    def test_costs_the_same_for_any_number_of_lines(
        self, client, requester, costed, lines, django_assert_num_queries
    ):
        for _ in range(lines):
            review(costed, 40)
        assess(costed)
        client.force_login(requester)

        with django_assert_num_queries(FIGURES_QUERIES):
            client.get(self.url(costed))


def test_request_page_shows_range_cliff_and_what_to_do(client, requester, costed):
    client.force_login(requester)

    text = client.get(reverse("triage:request", args=[costed.number])).text

    assert "Cliff: FY2029" in text
    assert "Grant stops paying:" in text
    assert "Get the price of “Cameras”" in text
    assert "four times in five" in text
    assert "CLIFF" not in text


def test_workbench_shows_money_of_an_assessment_without_a_range(
    client, triager, costed, monkeypatch
):
    made = costed.assessments.latest("pk")
    older = replace(made.judgement, budget_range=None, it_budget_range=None)
    monkeypatch.setattr(Assessment, "judgement", older)
    client.force_login(triager)

    response = client.get(reverse("triage:workbench", args=[costed.number]))

    assert response.status_code == 200
    assert "four times in five" not in response.text


def test_queue_says_what_the_gap_could_be(client, triager, costed):
    ProjectRequest.objects.update(gap_tier_low=costed.gap_tier, gap_tier_high="b4")
    client.force_login(triager)

    assert "could be Unfunded" in client.get("/queue/").text
