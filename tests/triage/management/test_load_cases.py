import pytest
from django.core.management import CommandError, call_command

from accounts import city as city_module
from accounts.actors import Actor
from accounts.models import Department
from intake.lifecycle import Step
from intake.models import ProjectRequest
from intake.services import load_categories
from notifications.models import OutboxMessage
from tests.triage.conftest import DATA, load_json
from tests.triage.scoring.examples import cases
from triage.demo.case_money import read_case_money
from triage.demo.cases import load_cases
from triage.demo.files import read_cases
from triage.figures.numbers import money
from triage.models import Assessment
from triage.selectors.figures import headline_figures

BANDS = ["Early", "In time", "Late", "After the fact"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(rubric, triager):
    """The eighteen cases, as requests by the id of their case."""
    load_categories(rows=load_json("categories.json"))
    rows = read_cases(DATA / "cases")
    requests = load_cases(rows, read_case_money(DATA / "cases"), by=Actor.of(triager))
    oldest_first = sorted(rows, key=lambda row: (row["year"], row["id"]))
    return {row["id"]: one for row, one in zip(oldest_first, requests, strict=True)}


def test_load_cases_reach_the_tiers_rules_and_bands_expected(loaded):
    assert len(loaded) == 18
    for case_id, project_request in loaded.items():
        expected = cases()[case_id]["expected_triage"]
        score = Assessment.objects.filter(project_request=project_request).latest("pk")
        fired = set(score.result["score"]["fired"])
        possible = set(score.result["score"]["possible"])

        assert score.tier in expected["tier_any_of"], case_id
        assert fired >= set(expected.get("must_fire", ())), case_id
        assert fired | possible >= set(expected.get("must_be_possible", ())), case_id
        assert not fired & set(expected.get("must_not_fire", ())), case_id
        at_least = expected.get("lateness_at_least", "Early")
        band = project_request.lateness_band_low
        assert BANDS.index(band) >= BANDS.index(at_least), case_id


def test_load_cases_were_asked_on_the_first_of_january_of_their_year(loaded):
    for case_id, project_request in loaded.items():
        asked_on = city_module.day_of(project_request.submitted_at)
        assert (asked_on.month, asked_on.day) == (1, 1)
        assert asked_on.year == cases()[case_id]["year"]
        assert project_request.number.startswith(f"HB-{asked_on.year}-")


def test_load_cases_leave_unknown_dates_unknown(loaded):
    for project_request in loaded.values():
        assert project_request.commit_on is None
        assert project_request.fixed_on is None
        assert [h.on for h in project_request.happenings.all()] == [None]
        assert project_request.lateness_low < project_request.lateness_high


def test_load_cases_belong_to_a_department_of_their_own_and_never_count(loaded, now):
    department = Department.objects.get(name="Documented cases")

    assert department.is_example
    assert {one.department for one in loaded.values()} == {department}
    assert all(one.is_example for one in loaded.values())
    assert {one.step for one in loaded.values()} == {Step.SUBMITTED}
    assert not ProjectRequest.objects.real().exists()
    figures = headline_figures(now)
    assert (figures.waiting, figures.told_about, figures.unfunded) == (0, 0, ())


def test_load_cases_mail_is_held_back(loaded):
    assert {m.state for m in OutboxMessage.objects.all()} == {"suppressed"}


def test_load_cases_again_loads_nothing(loaded, triager):
    again = load_cases(read_cases(DATA / "cases"), {}, by=Actor.of(triager))

    assert again == []
    assert ProjectRequest.objects.count() == 18


def test_load_cases_command_lets_the_triage_lead_log_them(
    rubric, city, manager, capsys, tmp_path
):
    city.triage_lead = manager.contact
    city.save()
    one = DATA / "cases" / "16-cibolo-lpr-2025.json"
    (tmp_path / one.name).write_bytes(one.read_bytes())
    (tmp_path / "notes.json").write_text("[]")

    call_command("load_cases", str(tmp_path))

    assert ProjectRequest.objects.get().created_by == manager
    assert "1 of 1 cases loaded." in capsys.readouterr().out


def test_load_cases_command_by_somebody_who_may_not_is_refused(
    rubric, requester, tmp_path
):
    with pytest.raises(CommandError, match="--by EMAIL"):
        call_command("load_cases", str(DATA / "cases"), by=requester.email)

    assert not Department.objects.filter(is_example=True).exists()


def test_load_cases_command_with_a_folder_without_cases_is_refused(city, tmp_path):
    with pytest.raises(CommandError, match="no documented cases"):
        call_command("load_cases", str(tmp_path))


def test_load_cases_show_what_the_documented_money_page_says(loaded):
    page = (DATA.parent / "docs" / "documented-cases.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines()]
    told = {row[0]: tuple(row[2:5]) for row in rows if row[0] in loaded}

    shown = {case_id: _money_of(loaded[case_id]) for case_id in told}

    assert shown == told
    assert set(told) == {
        case_id
        for case_id, case in cases().items()
        if case["expected_triage"]["budget_gap"] in {"yes", "no"}
    }


def _money_of(project_request) -> tuple[str, str, str]:
    if project_request.gap_tier == "not_costed":
        return "not costed", "", ""
    cost, gap = project_request.cost_cents, project_request.gap_cents
    return project_request.gap_tier.upper(), money(cost), money(gap)
