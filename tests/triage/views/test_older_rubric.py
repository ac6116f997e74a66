"""Nobody meets figures of an older rubric without being told, while a new one judges."""

import csv
import io

import pytest
from django.urls import reverse

from accounts.actors import Actor
from notifications.models import LongWork
from tests.conftest import NOW
from tests.notifications.working import work_off
from tests.triage.conftest import load_next_rubric
from tests.triage.services.acts import decide
from triage.models import Rubric

pytestmark = pytest.mark.django_db

QUEUE = reverse("triage:queue")


@pytest.fixture
def behind(light) -> Rubric:
    """A submitted request, judged by 2026.1 while 2026.2 is live."""
    return load_next_rubric()


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


def judge_all() -> None:
    work_off()


def exported(client) -> dict[str, str]:
    text = client.get(reverse("triage:queue_csv")).getvalue().decode("utf-8-sig")
    return next(csv.DictReader(io.StringIO(text)))


def test_queue_says_which_rows_an_older_rubric_judged(as_manager, behind):
    before = as_manager.get(QUEUE).text
    judge_all()
    after = as_manager.get(QUEUE).text

    assert "still by rubric 2026.1" in before
    assert "0 of 1; you may close this page" in before
    assert "still by rubric" not in after
    assert "you may close this page" not in after


def test_export_says_which_rows_an_older_rubric_judged(as_manager, behind):
    before = exported(as_manager)
    judge_all()
    after = exported(as_manager)

    columns = ("Rubric", "Scored by an older rubric")
    assert [before[column] for column in columns] == ["2026.1", "yes"]
    assert [after[column] for column in columns] == ["2026.2", ""]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("triage:workbench", "rubric 2026.1 (now live: 2026.2)"),
        ("triage:request", "Scored by rubric 2026.1"),
    ],
)
def test_page_of_a_request_says_so_until_it_is_judged_again(
    as_manager, light, behind, name, says
):
    address = reverse(name, args=[light.number])
    before = as_manager.get(address).text
    judge_all()

    assert says in before
    assert says not in as_manager.get(address).text


def test_a_decided_request_is_left_as_it_was_decided(as_manager, light, manager):
    decide(light, Actor.of(manager))
    load_next_rubric()

    pages = [
        as_manager.get(QUEUE, {"show": "any"}).text,
        as_manager.get(reverse("triage:workbench", args=[light.number])).text,
        as_manager.get(reverse("triage:request", args=[light.number])).text,
    ]

    assert light.title in pages[0]
    assert not any("still by" in p or "now live" in p or "rules of" in p for p in pages)


class TestProgress:
    @pytest.fixture
    def url(self, behind) -> str:
        return reverse("notifications:progress", args=[LongWork.objects.get().pk])

    def test_page_tells_how_far_it_is_and_when_it_is_over(self, as_manager, url):
        before = as_manager.get(url).text
        judge_all()
        after = as_manager.get(url).text

        assert "0 of 1; you may close this page" in before
        assert f'hx-get="{url}"' in before
        assert "All 1 done" in after
        assert "hx-get" not in after

    def test_fragment_comes_without_the_frame(self, as_manager, url):
        response = as_manager.get(url, headers={"HX-Request": "true"})

        assert response.text.strip().startswith("<div id=")
        assert "HX-Request" in response["Vary"]

    def test_page_says_why_it_stopped(self, as_manager, url):
        LongWork.objects.update(last_error="1 request could not be judged.")

        assert (
            "0 of 1; you may close this page. It stopped: 1 request could not be "
            "judged. It goes on by itself within two minutes."
        ) in as_manager.get(url).text

    def test_page_says_when_newer_work_took_over(self, as_manager, url):
        LongWork.objects.update(finished_at=NOW)

        assert "0 of 1; newer work took over the rest" in as_manager.get(url).text

    def test_page_is_not_for_who_does_no_triage(self, client, requester, url):
        client.force_login(requester)

        assert client.get(url).status_code == 404

    def test_page_is_for_who_started_the_work(self, client, requester, url):
        LongWork.objects.update(started_by=requester)
        client.force_login(requester)

        assert "Started by A. Nguyen" in client.get(url).text
