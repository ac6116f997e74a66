import pytest
from django.core.exceptions import PermissionDenied

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from intake.models import Answer, AnswerKind
from intake.services import (
    AnswerConflict,
    GivenAnswer,
    RequestClosed,
    answer_questions,
    withdraw_request,
)

UNKNOWN = GivenAnswer(AnswerKind.UNKNOWN)


def known(option: str) -> GivenAnswer:
    return GivenAnswer(AnswerKind.KNOWN, option)


def not_applicable(reason: str) -> GivenAnswer:
    return GivenAnswer(AnswerKind.NOT_APPLICABLE, reason=reason)


def give(project_request, given, person, now, seen=None) -> list[str]:
    return answer_questions(
        project_request=project_request,
        given=given,
        seen=seen or {},
        by=Actor.of(person),
        now=now,
    )


def test_answers_of_a_draft_are_stored_with_who_said_so(draft, requester, now):
    changed = give(draft, {"NET1": known("to10"), "INT1": UNKNOWN}, requester, now)

    assert changed == ["NET1", "INT1"]
    answer = Answer.objects.get(question="NET1")
    assert (answer.kind, answer.option, answer.version) == ("known", "to10", 1)
    assert (answer.answered_by, answer.answered_at) == (requester.contact, now)


def test_answers_raise_the_revision_and_not_the_version(draft, requester, now):
    revision, version = draft.answers_revision, draft.version

    give(draft, {"NET1": known("to10")}, requester, now)

    draft.refresh_from_db()
    assert (draft.answers_revision, draft.version) == (revision + 1, version)


def test_answers_of_a_draft_leave_one_entry(draft, requester, now, assessed):
    give(draft, {"NET1": known("to10"), "INT1": UNKNOWN}, requester, now)

    entry = AuditEntry.objects.get(action="intake.draft_answered")
    assert entry.facts["questions"] == ["NET1", "INT1"]
    assert (
        audit.sentence(entry) == f"{requester.name} answered 2 questions of the draft"
    )
    assert assessed[-1] == "intake.draft_answered"


def test_answers_after_submission_leave_before_and_after(submitted, requester, now):
    give(submitted, {"NET1": known("to10")}, requester, now)

    give(submitted, {"NET1": known("none")}, requester, now, seen={"NET1": 1})

    entry = AuditEntry.objects.filter(action="intake.answer_changed").latest("pk")
    assert (entry.facts["before"], entry.facts["after"]) == ("1 to 10", "None")


def test_the_same_answer_again_changes_nothing(draft, requester, now, assessed):
    give(draft, {"NET1": known("to10")}, requester, now)
    told = len(assessed)

    changed = give(draft, {"NET1": known("to10")}, requester, now)

    assert changed == []
    assert len(assessed) == told


@pytest.mark.parametrize(
    "given",
    [
        {"XYZ1": known("none")},
        {"NET1": known("a_million")},
        {"NET1": GivenAnswer(AnswerKind.NOT_ASKED)},
        {"NET1": GivenAnswer(AnswerKind.UNKNOWN, option="none")},
        {"NET1": GivenAnswer(AnswerKind.KNOWN, "none", "because")},
    ],
)
def test_an_impossible_answer_is_refused_naming_the_question(
    draft, requester, now, given
):
    with pytest.raises(Refused) as refused:
        give(draft, {"INT1": UNKNOWN, **given}, requester, now)

    assert list(refused.value.messages) == list(given)
    assert next(iter(given)) in str(refused.value)
    assert not Answer.objects.exists()


def test_not_applicable_by_it_keeps_its_reason(draft, triager, now):
    give(draft, {"NET1": not_applicable("Software only")}, triager, now)

    assert Answer.objects.get().reason == "Software only"


def test_not_applicable_without_a_reason_is_refused(draft, triager, now):
    with pytest.raises(Refused) as refused:
        give(draft, {"NET1": not_applicable("  ")}, triager, now)

    assert list(refused.value.messages) == ["NET1"]


def test_not_applicable_by_the_department_is_not_allowed(draft, requester, now):
    with pytest.raises(PermissionDenied):
        give(draft, {"NET1": not_applicable("No devices")}, requester, now)


def test_what_it_set_as_not_applicable_stays_until_it_opens_it(
    draft, triager, requester, now
):
    give(draft, {"NET1": not_applicable("Software only")}, triager, now)

    with pytest.raises(Refused) as refused:
        give(draft, {"NET1": known("to10")}, requester, now, seen={"NET1": 1})

    assert list(refused.value.messages) == ["NET1"]


def test_an_answer_changed_meanwhile_shows_both_and_writes_none(
    draft, requester, colleague, now
):
    give(draft, {"NET1": known("to10")}, colleague, now)

    with pytest.raises(AnswerConflict) as conflict:
        give(draft, {"NET1": known("none"), "INT1": UNKNOWN}, requester, now)

    clash = conflict.value.clashes[0]
    assert (clash.theirs, clash.theirs_by, clash.yours, clash.version) == (
        "1 to 10",
        colleague.name,
        "None",
        1,
    )
    assert list(Answer.objects.values_list("question", "option")) == [("NET1", "to10")]


def test_two_people_giving_the_same_answer_do_not_clash(
    draft, requester, colleague, now
):
    give(draft, {"NET1": known("to10")}, colleague, now)

    assert give(draft, {"NET1": known("to10")}, requester, now) == []


def test_answers_by_another_department_are_not_allowed(draft, outsider, now):
    with pytest.raises(PermissionDenied):
        give(draft, {"NET1": known("to10")}, outsider, now)


def test_answers_of_a_withdrawn_request_are_a_conflict(draft, requester, now):
    withdraw_request(
        project_request=draft,
        reason="No longer wanted",
        seen_version=draft.version,
        by=Actor.of(requester),
        now=now,
    )

    with pytest.raises(RequestClosed):
        give(draft, {"NET1": known("to10")}, requester, now)


def test_answers_stand_when_scoring_breaks(draft, requester, now, settings):
    settings.REQUEST_CHANGED = "tests.intake.assessing.fail"

    give(draft, {"NET1": known("to10")}, requester, now)

    draft.refresh_from_db()
    assert Answer.objects.get().option == "to10"
    assert draft.assessment_due_at == now
