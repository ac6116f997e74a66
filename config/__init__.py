"""Settings, URLs and the Celery application; imported by nobody."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
