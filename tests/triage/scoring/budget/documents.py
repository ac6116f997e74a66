"""Random documents of the `budget` contract, the same each time for one seed."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.triage.scoring.budget.second_reckoning import CLASSES, STAGES, SURE
from tests.triage.scoring.budget.worked import CATALOGUE

DRIVERS = sorted(code for code, driver in CATALOGUE.items() if driver.timing)
STATUSES = [*SURE, "requested", "applied"]
TEAMS = ["psit", "security", "privacy"]
PAYERS = ["department", "IT"]


def random_document(random):
    """One request of up to eight lines and four sources."""
    first = date(2026, 7, 1)
    start = first + timedelta(days=random.randrange(700))
    return {
        "stage": random.choice(list(STAGES)),
        "start": start.isoformat(),
        "scope": random.choice(["all", "IT"]),
        "lines": [_line(random, start) for _ in range(random.randrange(9))],
        "funding": [_source(random, start) for _ in range(random.randrange(5))],
        "free_hours": {
            team: {"FY2028": random.randrange(400), "default": random.randrange(200)}
            for team in TEAMS
            if random.random() < 0.7
        },
    }


def _line(random, start):
    number = random.randrange(60)
    spread = [number, number + random.randrange(60), number + 60 + random.randrange(90)]
    years = [f"FY{start.year + random.randrange(5)}" for _ in range(2)]
    return {
        "driver": random.choice(DRIVERS),
        "quantity": spread if random.random() < 0.4 else number,
        "price": random.randrange(4000) if random.random() < 0.2 else None,
        "payer": random.choice(PAYERS),
        "team": random.choice(TEAMS),
        "fiscal_years": years if random.random() < 0.3 else None,
    }


def _source(random, start):
    begins = start + timedelta(days=random.randrange(-400, 900))
    return {
        "type": random.choice(["GF", "ENT", "BOND", "GRANT", "XFER", "P3"]),
        "amount": random.randrange(600_000),
        "start": begins.isoformat(),
        "end": (begins + timedelta(days=random.randrange(1500))).isoformat(),
        "status": random.choice(STATUSES),
        "for": random.choice(PAYERS),
        "allows": random.sample(CLASSES, random.randrange(1, 5)),
        "lump_sum": random.random() < 0.3,
        "successor": None,
    }


documents = st.randoms(use_true_random=False).map(random_document)
