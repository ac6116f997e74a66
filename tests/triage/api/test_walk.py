"""A program asks, answers, submits and reads how it is judged, over the API alone."""

import pytest

from notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db


def test_program_asks_answers_submits_and_reads_the_judgement(program, rubric, city):
    idea = {"title": "Shade map", "problem": "No shade.", "department": "PRK"}
    number = program.post("requests/", idea).json()["number"]
    here = f"requests/{number}/"

    wide = program.get(f"{here}assessments/").json()["results"][0]
    question = program.get(f"{here}assessments/{wide['id']}/").json()["ask_next"][0]
    asked = next(
        item
        for section in program.get("questionnaire/").json()["sections"]
        for item in section["questions"]
        if item["id"] == question["question"]
    )
    program.post(
        f"{here}answers/",
        {
            "answers": [
                {
                    "question": asked["id"],
                    "kind": "known",
                    "option": asked["options"][0]["value"],
                }
            ]
        },
    )
    sent = program.post(f"{here}submit/", {"version": 1}).json()
    narrow = program.get(f"{here}assessments/").json()["results"][0]

    assert (wide["low"], wide["high"]) == (0.0, 100.0)
    assert narrow["high"] - narrow["low"] < 100
    assert narrow["answers_revision"] == sent["answers_revision"]
    assert sent["step"] == "submitted"
    assert sent["tier"] == narrow["tier"]
    assert OutboxMessage.objects.get().event == "request_submitted"
