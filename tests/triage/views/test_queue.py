import pytest
from django.urls import reverse

from intake.models import ProjectRequest
from tests.triage.selectors.test_queue import sent

QUEUE = "/queue/"


def test_queue_shows_rows_with_links_to_the_workbench(client, triager, requester):
    row = sent(requester, title="Weir gauges")
    client.force_login(triager)

    response = client.get(QUEUE)

    assert response.status_code == 200
    assert reverse("triage:workbench", args=[row.number]) in response.text
    assert "Weir gauges" in response.text


@pytest.mark.parametrize("who", ["requester", "admin"])
def test_queue_refuses_who_does_no_triage(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(QUEUE).status_code == 403
    assert client.get(reverse("triage:queue_csv")).status_code == 403


def test_queue_for_a_reader_has_nothing_to_tick(client, leader, requester):
    sent(requester)
    client.force_login(leader)

    response = client.get(QUEUE)

    assert 'name="pick"' not in response.text


def test_queue_search_from_the_masthead_finds_decided_ones(client, triager, requester):
    sent(requester, step="decided", outcome="declined", decided_at="2026-12-01T00:00Z")
    client.force_login(triager)

    found = client.get(QUEUE, {"q": "idea"}).context["queue"].rows
    open_only = client.get(QUEUE, {"q": "idea", "show": "open"}).context["queue"].rows

    assert (len(found), len(open_only)) == (1, 0)


def test_chip_leads_to_the_list_without_it(client, triager, requester):
    sent(requester)
    client.force_login(triager)

    response = client.get(QUEUE, {"q": "idea", "tier": "high", "show": "open"})

    chips = {chip.label: chip.url for chip in response.context["chips"]}
    assert chips["Tier, at worst: High"] == "/queue/?q=idea&show=open"


@pytest.mark.parametrize(
    "query", [{"order": "nonsense"}, {"department": "x"}, {"view": "'"}, {"tier": "9"}]
)
def test_queue_leaves_out_what_makes_no_sense(client, triager, requester, query):
    sent(requester)
    client.force_login(triager)

    assert len(client.get(QUEUE, query).context["queue"].rows) == 1


def test_queue_with_a_foreign_cursor_starts_at_the_top(client, triager):
    client.force_login(triager)

    response = client.get(QUEUE, {"after": "nonsense", "tier": "high"})

    assert response.headers["Location"] == "/queue/?tier=high"


def test_queue_without_a_match_says_what_to_do(client, triager):
    client.force_login(triager)

    assert "Nothing fits this filter" in client.get(QUEUE, {"q": "zebra"}).text
    assert "Nothing is waiting here" in client.get(QUEUE).text


@pytest.mark.parametrize("size", [2, 40])
def test_queue_page_costs_at_most_twelve_queries(
    client, triager, requester, django_assert_max_num_queries, size
):
    for _ in range(size):
        sent(requester, assignee=triager)
    client.force_login(triager)

    with django_assert_max_num_queries(12) as counted:
        client.get(QUEUE)

    assert len(counted) == 11


def test_export_holds_every_row_and_no_formula(client, triager, requester):
    sent(requester, title="=HYPERLINK(1)", held_rank=4)
    sent(requester, title="Weir, gauges", gap_tier="b3", gap_share="0.67")
    client.force_login(triager)

    response = client.get(reverse("triage:queue_csv"))

    lines = response.getvalue().decode().splitlines()
    assert len(lines) == 3
    assert ",'=HYPERLINK(1)," in lines[1]
    assert '"Weir, gauges"' in lines[2]
    assert ",67.0," in lines[2]


class TestAssignMany:
    url = "/queue/assign/"

    def post(self, client, requests, assignee, **more):
        picks = [f"{r.number}:{r.version}" for r in requests]
        return client.post(self.url, {"pick": picks, "assignee": assignee, **more})

    def test_ticked_requests_go_to_the_person(
        self, client, triager, manager, requester
    ):
        rows = [sent(requester), sent(requester)]
        client.force_login(triager)

        response = self.post(client, rows, manager.pk, list="tier=high&after=x")

        assert response.headers["Location"] == "/queue/?tier=high"
        assert set(ProjectRequest.objects.values_list("assignee", flat=True)) == {
            manager.pk
        }

    def test_one_that_moved_meanwhile_is_told_and_spares_the_others(
        self, client, triager, requester
    ):
        rows = [sent(requester), sent(requester)]
        ProjectRequest.objects.filter(pk=rows[0].pk).update(version=5)
        client.force_login(triager)

        self.post(client, rows, triager.pk)
        page = client.get(QUEUE)

        for row in rows:
            row.refresh_from_db()
        assert [row.assignee for row in rows] == [None, triager]
        assert f"{rows[0].number}: Somebody else changed" in page.text

    def test_without_a_person_keeps_the_ticks(self, client, triager, requester):
        row = sent(requester)
        client.force_login(triager)

        response = self.post(client, [row], "")

        assert response.status_code == 422
        assert "Choose who takes them" in response.text
        assert f'value="{row.number}:1" data-gw-pick checked' in response.text

    def test_without_a_tick_says_so(self, client, triager):
        client.force_login(triager)

        response = self.post(client, [], triager.pk)

        assert response.status_code == 422
        assert "Tick at least one request" in response.text

    def test_reader_is_refused(self, client, leader, requester):
        row = sent(requester)
        client.force_login(leader)

        assert self.post(client, [row], leader.pk).status_code == 403

    def test_get_is_refused(self, client, triager):
        client.force_login(triager)

        assert client.get(self.url).status_code == 405
