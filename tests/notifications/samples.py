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
    "money_ends": {
        **_ABOUT,
        "path": "/requests/HB-2026-001/money/sources/1/after/",
        "source": "State auto theft grant",
        "ends_on": "2028-09-30",
        "left": "in 18 months",
        "is_over": False,
        "pays": "$190,962",
        "missing": "$150,000",
        "missing_year": "FY2030",
        "years": [
            {"year": "FY2027", "cost": "$251,258", "missing": "$96,258"},
            {"year": "FY2028", "cost": "$190,962", "missing": "$10,962"},
            {"year": "FY2029", "cost": "$239,307", "missing": "$194,307"},
            {"year": "FY2030", "cost": "$202,592", "missing": "$202,592"},
            {"year": "FY2031", "cost": "$253,881", "missing": "$253,881"},
        ],
        "ask": "P. Ivanova, ivanova@harlowbend.example",
        "call_on": "2027-10-15",
        "call_is_expected": True,
        "because": ["you are named as its owner", "you look after IT's finances"],
        "signs_in": False,
    },
    "budget_day": {
        "number": "FY2028",
        "title": "Department budget requests due to IT for review",
        "path": "/money/calendar/",
        "on": "2026-12-11",
        "left": "in 18 days",
        "count": 12,
        "more": 10,
        "requests": [
            {
                "number": "HB-2026-001",
                "title": "60 fixed plate readers",
                "department": "Police",
                "missing": "$96,258",
            },
            {
                "number": "HB-2026-007",
                "title": "Drone program",
                "department": "Police",
                "missing": "$40,000",
            },
        ],
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
