"""Everything a new or updated installation needs before it serves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Make folders, migrate, create the cache table, collect static files and load "
        "the questionnaire and rubric. Safe to run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in self._folders():
            folder.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_reference", verbosity=0)
        self.stdout.write("Ready.")

    def _folders(self) -> list[Path]:
        folders = [settings.VAR_DIR, Path(settings.MEDIA_ROOT)]
        if hasattr(settings, "EMAIL_FILE_PATH"):
            folders.append(Path(settings.EMAIL_FILE_PATH))
        if settings.CELERY_BROKER_URL.startswith("filesystem"):
            options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
            folders += [
                Path(str(options[name]))
                for name in ("data_folder_in", "processed_folder", "control_folder")
            ]
        return folders
