"""One full context per event, as the services give it."""

from typing import Any

_ABOUT = {
    "number": "HB-2026-001",
    "title": "60 fixed plate readers",
    "path": "/requests/HB-2026-001/",
}

CONTEXTS: dict[str, dict[str, Any]] = {
    "request_submitted": {
        **_ABOUT,
        "answer_by": "2026-12-09",
        "says": "51–70, planning 61: High, could be Critical",
    },
    "request_unassigned": {
        **_ABOUT,
        "department": "Police",
        "says": "51–70, planning 61: High, could be Critical",
        "strongest": "Data and privacy",
    },
    "question_asked": {
        **_ABOUT,
        "path": "/requests/HB-2026-001/answers/data_shared/",
        "question_text": "Who outside the city gets the data?",
        "options": ["Nobody", "Other agencies on request", "A vendor, always"],
        "why": "Sharing decides which agreements and reviews are needed.",
        "note": "The vendor's order form may say.",
        "due_on": "2026-12-04",
        "asked_by": "W. Sato",
    },
    "work_found": {
        **_ABOUT,
        "path": "/requests/HB-2026-001/idea/",
        "department": "Police",
        "found": "Poles for readers stand at two entrances already.",
        "how_far": "a vendor was chosen",
        "asked_by": "W. Sato",
    },
    "question_reminder": {
        **_ABOUT,
        "path": "/requests/HB-2026-001/answers/data_shared/",
        "question_text": "Who outside the city gets the data?",
        "options": ["Nobody", "Other agencies on request", "A vendor, always"],
        "why": "Sharing decides which agreements and reviews are needed.",
        "note": "The vendor's order form may say.",
        "due_on": "2026-12-04",
        "asked_by": "W. Sato",
    },
    "question_unanswered": {
        **_ABOUT,
        "path": "/queue/HB-2026-001/",
        "question_text": "Who outside the city gets the data?",
        "asked": "A. Nguyen",
        "due_on": "2026-12-04",
        "note": "The vendor knows.",
        "says": "51–70, planning 61: High, could be Critical",
    },
    "question_answered": {
        **_ABOUT,
        "question_text": "Who outside the city gets the data?",
        "answer_label": "Other agencies on request",
        "answered_by": "A. Nguyen",
        "before": "51–70, planning 61: High, could be Critical",
        "after": "51–62, planning 56: High",
    },
    "confirmation_waits": {
        **_ABOUT,
        "says": "51–70, planning 61: High, could be Critical",
        "recommended_by": "Y. Marsh",
        "reason": "The grant is awarded and the policy is written.",
        "outcome_label": "Accepted",
    },
    "request_decided": {
        **_ABOUT,
        "outcome_label": "Deferred",
        "reason": "The grant is applied for, not awarded.",
        "would_change": "The award letter.",
        "drivers": ["Data and privacy", "Security", "Money after the grant"],
        "decided_by": "Y. Marsh",
        "until": "2027-03-12",
    },
}


def sample_context(event: str) -> dict[str, Any]:
    return dict(CONTEXTS[event])
