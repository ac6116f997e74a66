"""The window of fiscal years that budget figures look at."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FiscalYears:
    """A window of fiscal years, each named by the calendar year it ends in."""

    first: int
    count: int = 5
    start_month: int = 7

    @property
    def years(self) -> range:
        return range(self.first, self.first + self.count)

    def year_of(self, day: date) -> int:
        begins_the_next = self.start_month > 1 and day.month >= self.start_month
        return day.year + 1 if begins_the_next else day.year

    def months_of(self, year: int, start_on: date, end_on: date) -> int:
        """How many calendar months from start to end lie in the fiscal year."""
        begins_before = 1 if self.start_month > 1 else 0
        first_month = (year - begins_before) * 12 + self.start_month - 1
        overlap = (
            min(month_number(end_on), first_month + 11)
            - max(month_number(start_on), first_month)
            + 1
        )
        return max(0, overlap)


def month_number(day: date) -> int:
    """Months since year 0, so that months can be subtracted."""
    return day.year * 12 + day.month - 1
