from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.estimates import NotAnEstimate, Wrong, in_words, parse

NUMBERS = st.decimals(0, 10**9, places=4, allow_nan=False, allow_infinity=False)


def said(text: str) -> str:
    read = parse(text)
    return in_words(read.low, read.likely, read.high) if read else "unknown"


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("40", "40"),
        (" 1,200 ", "1,200"),
        ("$2,300", "2,300"),
        ("0.08", "0.08"),
        (".5", "0.5"),
        ("3k", "3,000"),
        ("1.2M", "1,200,000"),
        ("15-200", "15–108–200"),
        ("15 – 200", "15–108–200"),
        ("15 to 200", "15–108–200"),
        ("between 15 and 200", "15–108–200"),
        ("about 15 to 200", "15–108–200"),
        ("1,200-1,400", "1,200–1,300–1,400"),
        ("0.1-0.2", "0.1–0.15–0.2"),
        ("15 60 200", "15–60–200"),
        ("15–60–200", "15–60–200"),
        ("15/60/200", "15–60–200"),
        ("15, 60, 200", "15–60–200"),
        ("$2,300 $3,000 $3,600", "2,300–3,000–3,600"),
        ("15-20k", "15,000–17,500–20,000"),
        ("15k-20k", "15,000–17,500–20,000"),
        ("900k-1.2m", "900,000–1,050,000–1,200,000"),
        ("50 ± 10", "40–50–60"),
        ("50 +/- 10", "40–50–60"),
        ("40-40", "40"),
        ("", "unknown"),
        ("?", "unknown"),
        ("Don't know", "unknown"),
        ("don’t know yet", "unknown"),
        ("unknown", "unknown"),
    ],
)
def test_an_estimate_is_read_as_people_write_it(text, understood):
    assert said(text) == understood


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("much", Wrong.NO_NUMBER),
        ("60 cameras", Wrong.NO_NUMBER),
        ("15,60,200", Wrong.NO_NUMBER),
        ("40-", Wrong.NO_NUMBER),
        ("about 50", Wrong.GUESS),
        ("~50", Wrong.GUESS),
        ("50?", Wrong.GUESS),
        ("1 2 3 4", Wrong.TOO_MANY),
        ("200-15", Wrong.ORDER),
        ("15 300 200", Wrong.ORDER),
        ("-5", Wrong.NEGATIVE),
        ("5 ± 10", Wrong.NEGATIVE),
        ("0.00001", Wrong.PLACES),
        ("9999999999999", Wrong.LARGE),
    ],
)
def test_what_is_no_estimate_says_why(text, wrong):
    with pytest.raises(NotAnEstimate) as refused:
        parse(text)

    assert refused.value.wrong is wrong


def test_a_rough_number_is_told_back():
    with pytest.raises(NotAnEstimate) as refused:
        parse("about 50?")

    assert refused.value.guess == "50"


@given(st.lists(NUMBERS, min_size=3, max_size=3).map(sorted))
def test_what_is_written_back_is_read_as_the_same(ends: list[Decimal]):
    read = parse(in_words(*ends))

    assert read
    assert [read.low, read.likely, read.high] == ends


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str):
    try:
        read = parse(text)
    except NotAnEstimate:
        return
    assert read is None or 0 <= read.low <= read.likely <= read.high
