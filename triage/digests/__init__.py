"""What the weekly digest says of requests; each section in a module of its own."""

from triage.digests.due_decisions import decide_this_week
from triage.digests.four_figures import headline
from triage.digests.late_arrivals import came_in_late
from triage.digests.money_ahead import money_ahead

__all__ = ["came_in_late", "decide_this_week", "headline", "money_ahead"]
