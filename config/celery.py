"""The Celery application: workers and beat find their settings in Django's."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TRANSPORT_ALIASES["filesystem"] = "config.filebroker:Transport"

app = Celery("groundwork")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Celery's "current" application is the creating thread's alone; the web's other threads
# would publish through a nameless one, to a broker nobody runs.
app.set_default()
