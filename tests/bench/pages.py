"""The pages that are measured, with the ratio to the floor each is to reach."""

from dataclasses import dataclass

# Words the generated titles hold often, and hardly ever.
COMMON, RARE = "sensor", "zeppelin"


@dataclass(frozen=True)
class Page:
    """One address; `form` is what is posted, empty for a page that is only opened."""

    name: str
    path: str
    reach: float = 0
    form: str = ""


PAGES = (
    Page("queue, first page", "/queue/", 4),
    Page("filtered and sorted", "/queue/?tier=high&order=newest", 4),
    Page("search a common word", f"/queue/?q={COMMON}", 6),
    Page("search a rare word", f"/queue/?q={RARE}", 4),
    Page("detail: the workbench", "/queue/HB-2026-001/", 5),
    Page("detail: the request's page", "/requests/HB-2026-001/", 5),
    Page("money", "/money/", 5),
    Page("money, filtered", "/money/?flag=CLIFF", 5),
    Page("projects", "/projects/", 4),
    Page("systems", "/systems/", 4),
    Page("empty form", "/requests/new/", 3),
)
