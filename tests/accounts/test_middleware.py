"""What every request passes through."""

import pytest


@pytest.mark.parametrize(
    "path",
    [
        "/requests/%00/",
        "/requests/%00/money/",
        "/systems/%00/",
        "/systems/?q=%00",
        "/systems/export.csv?department=%00",
        "/systems/suggest/?fit_%00=would_do",
        "/projects/%00/",
        "/projects/?department=%00",
        "/queue/?order=newest&after=%00",
        "/api/v1/requests/%00/",
    ],
)
def test_address_with_a_null_character_is_not_understood(client, requester, path):
    client.force_login(requester)

    answer = client.get(path)

    assert answer.status_code == 400
    assert "could not be understood" in answer.content.decode()
