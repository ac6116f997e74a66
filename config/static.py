"""Which files are served, and under which names."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class ServedFiles(StaticFilesConfig):
    """Without what no page asks for: it would cost a minute to hash and compress."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "redoc",
        "rest_framework",
        "ext",  # of htmx
        "*.rtl.*",
        "bootstrap-*",
        "bootstrap.css*",
        "bootstrap.js*",
        "bootstrap.bundle*",
        "bootstrap.esm*",
        "bootstrap.min.js*",
    ]


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Names carry the content's hash, in the imports between our modules too."""

    support_js_module_import_aggregation = True
