import json

import pytest

from accounts import city as the_city
from accounts.models import BudgetEvent
from intake.models import BusinessCase, Partner
from tests.conftest import NOW
from tests.triage.budget_request.conftest import add_line, entry_of, own_line, read
from tests.triage.conftest import answer
from triage.budget_request.document import Document, SourceClass, Table
from triage.plain import from_plain, to_plain

pytestmark = pytest.mark.django_db

CASE = {
    "priority": ("priority", 2, "2"),
    "users": ("users", "30 crew members", "30 crew members"),
    "evidence": ("evidence", "Three floods", "Three floods"),
    "goal": ("goal_served", "Safe streets", "Safe streets"),
    "left_out": ("left_out", "Nobody", "Nobody"),
    "slips": ("if_not_funded", "The storm season", "The storm season"),
    "nothing": ("alternative_nothing", "Floods go on", "Floods go on"),
    "proposed": ("why_proposed", "Cheapest", "Cheapest"),
    "procurement": ("procurement", "Cooperative contract", "Cooperative contract"),
    "measure": ("measure", "Late closures", "Late closures"),
    "stop_rule": ("stop_rule", "No fewer", "No fewer"),
    "retention": ("retention", "Five years", "Five years"),
    "removal": ("removal_owner", "Streets", "Streets"),
}


def table_of(document: Document, code: str) -> Table:
    table = document.table(code)
    assert table is not None
    return table


def values_of(document: Document, code: str, row: str) -> tuple[int | None, ...]:
    found = table_of(document, code).row(row)
    assert found is not None
    return found.values


def test_paper_has_thirteen_parts_and_counts_what_is_filled(costed):
    document = read(costed)

    assert [part.number for part in document.parts] == list(range(1, 14))
    assert document.known == sum(entry.is_known for entry in document.entries)
    assert 0 < document.known < document.count


@pytest.mark.parametrize("code", CASE)
def test_part_is_filled_from_its_field(light, code):
    field, value, says = CASE[code]
    BusinessCase.objects.create(project_request=light, updated_at=NOW, **{field: value})

    assert entry_of(read(light), code).value == says


@pytest.mark.parametrize("code", sorted(set(CASE) - {"goal", "priority"}))
def test_what_is_not_entered_names_the_owner_to_ask(light, code):
    if code == "retention":
        light.answers.filter(question="DAT4").delete()
    Partner.objects.create(project_request=light, part="owner", name="R. Vega")

    entry = entry_of(read(light), code)

    assert (entry.value, entry.ask) == ("", "the owner, R. Vega")


def test_nobody_named_is_said_by_role_down_to_the_liaison(light, colleague):
    assert entry_of(read(light), "measure").ask == "the owner"
    light.department.liaison = colleague.contact
    light.department.save()

    assert entry_of(read(light), "measure").ask == (
        "the department’s liaison, Colleague"
    )


def test_answers_serve_where_no_field_does_and_ask_who_knows(light):
    said = entry_of(read(light), "accessibility")
    light.answers.filter(question__in=("PUB2", "DAT2", "VEN5")).delete()
    document = read(light)

    assert said.is_known
    assert entry_of(document, "accessibility").ask == "the vendor, through IT’s contact"
    assert entry_of(document, "rules").ask == "IT’s contact"
    assert entry_of(document, "data_owner").ask == "the City Attorney"


def test_every_entry_is_known_or_names_whom_to_ask(draft, light, costed):
    for request in (light, costed):
        for entry in read(request).entries:
            assert bool(entry.value) != bool(entry.ask), entry


def test_without_cost_no_dollar_is_printed_anywhere(light):
    document = read(light)

    assert not any("$" in entry.value for entry in document.entries)
    assert not list(document.tables)
    assert entry_of(document, "cost").ask == "the owner"


def test_no_number_is_without_a_source_its_class_and_day(costed):
    document = read(costed)

    cited = {item.ref for item in document.assumptions}
    for table in document.tables:
        for row in table.rows:
            assert not any(row.values) or row.refs, row
            assert set(row.refs) <= cited
    for entry in document.entries:
        assert "$" not in entry.value or entry.refs, entry
    dated = {SourceClass.IT, SourceClass.RULE}
    assert all(item.on or item.kind in dated for item in document.assumptions)


def test_assumptions_name_driver_class_and_day(costed):
    by_name = {item.what: item for item in read(costed).assumptions}

    sensors, own = by_name["Sensors"], by_name["Monitoring"]
    assert (sensors.driver, sensors.kind) == ("SENSOR", SourceClass.MEMORY)
    assert sensors.on == the_city.day_of(NOW)
    assert "200 (100 to 400)" in sensors.price.replace("$", "")
    assert (own.driver, own.kind) == ("", SourceClass.DEPARTMENT)
    assert own.on == the_city.day_of(NOW)


def test_fiscal_table_adds_up_and_says_who_pays(costed):
    table = table_of(read(costed), "fiscal")
    rows = {row.code: [year or 0 for year in row.values] for row in table.rows}

    paid = [values for code, values in rows.items() if code.startswith("funding:")]
    assert [sum(year) for year in zip(*paid, strict=True)] == rows["funded"]
    for cost, funded, gap in zip(
        rows["cost"], rows["funded"], rows["gap"], strict=True
    ):
        assert cost - funded == gap
    assert rows["funded"][0] == 500_000


def test_lines_add_up_to_the_cost(costed):
    document = read(costed)

    lines = [row.values for row in table_of(document, "lines").rows]
    assert tuple(map(sum, zip(*lines, strict=True))) == (
        values_of(document, "fiscal", "cost")
    )


def test_hours_stand_by_team_and_are_never_dollars(costed):
    document = read(costed)

    short = values_of(document, "hours", "short")
    assert short[0] == 11_000
    assert entry_of(document, "hours_gap").value.startswith("110 hours in FY2028")


def test_grant_without_successor_asks_the_funder(costed):
    successor = next(
        entry for entry in read(costed).entries if entry.code.startswith("successor:")
    )

    assert not successor.is_known
    assert successor.label == "State grant: who pays afterward"


def test_calendar_of_the_year_is_told(light):
    BudgetEvent.objects.create(
        on="2026-12-11", name="Due to IT", kind="due_to_it", fiscal_year=2028
    )

    assert entry_of(read(light), "calendar").value == "11 Dec 2026: Due to IT"
    assert not entry_of(read(light, 2029), "calendar").is_known


def test_paper_is_read_back_as_it_was_stored(costed):
    document = read(costed)

    stored = json.loads(json.dumps(to_plain(document)))

    assert from_plain(Document, stored) == document


def test_reading_takes_as_many_queries_for_more_lines(
    costed, by_requester, django_assert_max_num_queries
):
    with the_city.remembered(), django_assert_max_num_queries(24):
        read(costed)
    for place in range(6):
        add_line(costed, by_requester, own_line(f"Line {place}"))
    answer(costed, DAT6="biometric")

    with the_city.remembered(), django_assert_max_num_queries(24):
        read(costed)
