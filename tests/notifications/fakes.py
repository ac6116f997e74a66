"""Stand-ins for what higher floors give through settings."""

from notifications.digests import Figure, Row, Section


def may_see(*, subject_id, contact):
    return True


def may_not_see(*, subject_id, contact):
    return False


def may_act(*, subject, contact):
    return subject == "12"


def headline(period, reader):
    return Section(
        key="headline",
        title="This week",
        figures=(
            Figure(
                "Waiting for a first answer", "6", "last week 8", "better", "5 late"
            ),
            Figure("Decisions due", "4", "last week 2", "worse", path="/queue/"),
            Figure("Unfunded every year", "$410k", "last week $385k", "worse"),
            Figure("Told in time", "38%", "last week 38%"),
        ),
        verdict=("2 decisions need you", "$410k a year is unfunded from FY2028"),
    )


def decide(period, reader):
    return Section(
        key="decide",
        title="Decide this week",
        rows=(
            Row(
                "Drone as first responder",
                "Police · waiting 35 days\n57–70, planning 64: High\nGap: 95%",
                path="/queue/HB-2026-002/",
                button="Read and confirm",
                bar=("57.1", "63.0", "70.0", "high"),
            ),
            Row("Park cameras & <masts>", "Police", "2 Nov", path="/queue/x/"),
        ),
        more=3,
        verdict=("1 project found late",),
    )


def quiet(period, reader):
    return Section(key="quiet", title="Projects")


def empty_told(period, reader):
    return Section(key="late", title="Came in late", empty="Nobody came in late.")


def who_reads(period, reader):
    """Shows whose rights an edition was built with."""
    return Section(
        key="who", title="Rights", rows=(Row(",".join(sorted(reader.roles))),)
    )


def broken_work(now):
    raise RuntimeError("broken")


DONE: list[object] = []


def noted_work(now):
    DONE.append(now)


SLICES: list[object] = []


def count_slice(work, *, clock, until):
    """The next of the ends a test laid out."""
    reached = SLICES.pop(0)
    if isinstance(reached, Exception):
        raise reached
    return reached
