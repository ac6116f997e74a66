"""The real settings, without what would only slow tests down."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-and-never-anywhere-else")

from config.settings import *  # noqa: F403, TID251
from config.settings import STORAGES  # noqa: TID251

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Without it WhiteNoise warns of collected files, which tests do not make.
WHITENOISE_AUTOREFRESH = True
# Nudges after commit go nowhere; tests with a worker start one with its own broker.
CELERY_BROKER_URL = "memory://"
