"""Which files of the libraries are served."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class ServedFiles(StaticFilesConfig):
    """Without what no page asks for: it would cost a minute to hash and compress."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "redoc",
        "rest_framework",
        "*.rtl.*",
        "bootstrap-*",
        "bootstrap.css*",
        "bootstrap.js*",
        "bootstrap.bundle*",
        "bootstrap.esm*",
        "bootstrap.min.js*",
        "swagger-ui.js*",
        "swagger-ui-es-*",
    ]
