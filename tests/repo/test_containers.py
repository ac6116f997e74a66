"""No container engine is needed to hold the container files to what they promise."""

import re
import shlex

import pytest
import yaml

from tests.servers import ROOT


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def services(compose) -> dict:
    return compose["services"]


def test_compose_has_every_process_of_the_city(services):
    assert set(services) == {
        "postgres",
        "redis",
        "mail",
        "migrate",
        "web",
        "worker",
        "beat",
    }


@pytest.mark.parametrize("name", ["postgres", "redis", "mail", "worker", "beat"])
def test_long_running_service_has_a_health_check_and_restarts(services, name):
    assert services[name]["healthcheck"]["test"]
    assert services[name]["restart"] == "unless-stopped"


def test_web_health_check_is_the_images_own(services):
    assert "healthcheck" not in services["web"]
    assert "/healthz" in (ROOT / "Dockerfile").read_text()


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_process_waits_for_the_migration(services, name):
    assert services[name]["depends_on"] == {
        "migrate": {"condition": "service_completed_successfully"}
    }


def test_data_outlives_the_containers(compose, services):
    assert set(compose["volumes"]) == {"database", "broker", "media"}
    assert services["postgres"]["volumes"] == ["database:/var/lib/postgresql/data"]
    assert services["redis"]["volumes"] == ["broker:/data"]
    assert "media:/app/var/media" in services["web"]["volumes"]


def test_every_variable_stands_in_env_example():
    text = (ROOT / "docker-compose.yml").read_text()
    asked = set(re.findall(r"\$\{([A-Z_]+)", text))
    x_app = yaml.safe_load(text)["x-app"]["environment"]

    example = (ROOT / ".env.example").read_text()
    for name in asked | set(x_app):
        assert re.search(rf"^{name}=", example, re.MULTILINE), name


def test_only_loopback_ports_are_opened(services):
    for service in services.values():
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), port


def _commands() -> dict[str, list[str]]:
    """Program and subcommand of every process, from Procfile and compose."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / "Procfile").read_text().splitlines():
        name, _, command = line.partition(":")
        found[f"Procfile {name}"] = shlex.split(command)[:4]
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    for name, service in compose["services"].items():
        if "command" in service:
            found[f"compose {name}"] = shlex.split(service["command"])[:4]
    return found


def test_compose_runs_the_commands_the_suite_runs():
    """Journeys start what Procfile says; compose must not drift from it."""
    commands = _commands()

    assert commands["compose worker"] == commands["Procfile worker"]
    assert commands["compose beat"] == commands["Procfile beat"]
    assert commands["compose migrate"] == ["python", "manage.py", "prepare"]
    image = (ROOT / "Dockerfile").read_text()
    assert '"gunicorn", "config.wsgi"' in image
    assert commands["Procfile web"][:2] == ["gunicorn", "config.wsgi"]


def test_image_does_not_run_as_root():
    users = re.findall(r"^USER (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)

    assert users
    assert users[-1] != "root"
