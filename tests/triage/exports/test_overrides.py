from tests.triage.services.acts import set_tier_of
from triage.exports.overrides import headers, rows


def test_overrides_have_a_cell_under_every_head(light, by_manager, manager):
    set_tier_of(light, by_manager, "high")

    (row,) = rows(reader=manager)

    cells = dict(zip(headers(), row, strict=True))
    assert (cells["Tier computed"], cells["Tier set by hand"]) == ("Low", "High")
    assert cells["Set by"] == manager.name
