"""Settings, all from the environment; the names stand in .env.example.

One code path for the trial on one machine and for a city: only values differ.
"""

from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import environ
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")
# Everything the running application writes, but for the city's database and files.
VAR_DIR = Path(env.str("VAR_DIR", default="") or BASE_DIR / "var")

# --- What kind of installation this is ---------------------------------------
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
_base = urlsplit(BASE_URL)
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
HTTPS = _base.scheme == "https"

if DEMO and _base.hostname not in _LOOPBACK:
    raise ImproperlyConfigured(
        "DEMO=1 signs anyone in with one click; it is refused unless BASE_URL is a "
        "loopback address such as http://127.0.0.1:8000."
    )

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. `make run` makes one; elsewhere set it to a long "
        "random text in the environment."
    )
if SECRET_KEY.startswith("change-me") and not DEBUG:
    raise ImproperlyConfigured("SECRET_KEY still has the value of .env.example.")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or [_base.hostname or ""]
if _base.hostname in _LOOPBACK:
    ALLOWED_HOSTS = sorted({*ALLOWED_HOSTS, *_LOOPBACK, "[::1]"})
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORT = env.int("PORT", default=8000)

# --- Applications ---------------------------------------------------------------
INSTALLED_APPS = [
    "accounts",
    "notifications",
    "intake",
    "projects",
    "triage",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sites",
    "config.static.ServedFiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_bootstrap5",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_structlog",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "accounts.middleware.NoNullCharacters",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInRequired",
    "accounts.middleware.PrivatePages",
    "accounts.middleware.CityTime",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.LoggedRequests",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.DomainErrors",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
SITE_ID = 1

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.frame",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Database ----------------------------------------------------------------------
DATABASES = {
    "default": env.db_url_config(
        env.str("DATABASE_URL", default="")
        or f"sqlite:///{VAR_DIR / 'groundwork.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Django's defaults lose writers to "database is locked" under a handful of threads.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
        ),
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 0)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache: a table, or Redis that fails open -------------------------------------
# "default" holds what must not be lost while Redis is away: sign-in counts its tries
# there. "figures" holds what can be computed again.
_TABLE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "cache",
    # Its own limit of 300 rows would let a flood push the counters out.
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
CACHE_URL = env.str("CACHE_URL", default="")
CACHES = {
    "default": _TABLE,
    "figures": {
        "BACKEND": "accounts.cache.FailOpenRedisCache",
        "LOCATION": CACHE_URL,
        "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2},
    }
    if CACHE_URL
    else _TABLE,
}

# --- Work: the outbox is the queue of record, Celery only makes it quicker --------
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="") or "filesystem://"
if CELERY_BROKER_URL.startswith("filesystem"):
    _broker = VAR_DIR / "broker"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # In and out are one folder: publisher and worker meet in it.
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "processed_folder": str(_broker / "done"),
        "control_folder": str(_broker / "control"),
        "store_processed": False,
        "polling_interval": 0.2,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_connect_timeout": 0.5,
        "socket_timeout": 1.0,
        "retry_on_timeout": False,
        "max_retries": 1,
        "interval_start": 0.1,
        "interval_step": 0,
    }
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    # All ask "what is due and not done": a missed or doubled tick changes nothing.
    "deliver-outbox": {"task": "notifications.tasks.deliver_outbox", "schedule": 60.0},
    "take-slice": {"task": "notifications.tasks.take_slice", "schedule": 60.0},
    "do-what-is-due": {"task": "notifications.tasks.do_what_is_due", "schedule": 60.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# --- A lower floor reaches a higher one by these names only (docs/adr/0003) -------
REQUEST_CHANGED = "triage.services.assess_request"
DIGEST_SECTIONS = [
    "triage.digests.headline",
    "triage.digests.decide_this_week",
    "triage.digests.money_ahead",
    "triage.digests.came_in_late",
    "projects.digests.projects",
]
PERIODIC_WORK = [
    "notifications.digests.run_due_digests",
    "triage.services.retry_due_assessments",
    "triage.services.derive_missing_money",
    "triage.services.remind_triage_lead",
    "triage.services.count_answers",
    "intake.services.follow_up_asks",
    "triage.services.send_cliff_alarms",
    "triage.services.send_budget_reminders",
]
LONG_WORK = {
    "rescoring": "triage.services.rescoring.rescore_slice",
    "repricing": "intake.services.repricing.reprice_slice",
}
MAY_STILL_SEE = {
    "accounts.budgetevent": "triage.services.may_still_see_budget_day",
    "intake.fundingline": "triage.services.may_still_see_funding_line",
    "intake.projectrequest": "intake.services.may_still_see_request",
    "projects.project": "projects.services.may_still_see_project",
    "notifications.digestrun": "notifications.digests.may_still_see_digest",
}
# What a link in a mail acts on, by its purpose: is it still to be done by this person?
MAY_STILL_ACT = {"ask": "intake.services.may_still_answer"}

# --- Mail ---------------------------------------------------------------------------
# filemail:// keeps each mail as a file in var/mail, shown at /outbox/.
EMAIL_URL = env.str("EMAIL_URL", default="") or "filemail://"
if EMAIL_URL.startswith("filemail"):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(VAR_DIR / "mail")
else:
    _email = env.email_url("EMAIL_URL")
    EMAIL_BACKEND = _email["EMAIL_BACKEND"].replace(
        "django.core.mail.backends.smtp", "notifications.smtp"
    )
    EMAIL_HOST = _email.get("EMAIL_HOST") or "localhost"
    EMAIL_PORT = _email.get("EMAIL_PORT") or 25
    EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER") or ""
    EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD") or ""
    EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
    EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
# EMAIL_TIMEOUT counts per operation; this is for the whole mail. A message being sent for
# longer than its lease is taken for abandoned, hence the margin (system check E001).
OUTBOX_DEADLINE_SECONDS = 30
OUTBOX_LEASE_SECONDS = 90
# A slice of long work ends after two seconds; who is silent for this long is dead.
LONG_WORK_LEASE_SECONDS = 60
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Groundwork <groundwork@harlowbend.example>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Sign-in -------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignUpFields"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "signup": "accounts.sign_in_forms.SignUpForm",
    "reset_password": "accounts.sign_in_forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.sign_in_forms.NewPasswordForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "accounts.sign_in_forms.FirstPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
# One address each: it is also the contact mail goes to. An administrator changes it.
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
# Per account 10 tries in 15 minutes; a city hall is one address, so 300 for it.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/15m/key,300/15m/ip", "login": "300/15m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SIGN_UP_DOMAINS = env.list("SIGN_UP_DOMAINS", default=[])
# {"group at the identity provider": ["role", …]}
OIDC_GROUP_ROLES = env.json("OIDC_GROUP_ROLES", default={})
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": env.json("OIDC_APPS", default=[])}
}

# --- Safety ---------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *env.list("IDENTITY_PROVIDER_ORIGINS", default=[])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    # The load balancer's probes speak plain http.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

# --- Language, time, files --------------------------------------------------------------
LANGUAGE_CODE = "en-us"
LANGUAGES = [("en-us", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default="") or str(VAR_DIR / "static")
STATICFILES_DIRS = [
    BASE_DIR / "static",
    # As a folder, not as an app: the package's own template tags are not wanted.
    ("vendor/bootstrap", str(files("django_include_bootstrap") / "static")),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.HashedFiles"},
}
# Source maps are for developers' tools; compressing them takes longer than all the rest.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    *("jpg", "jpeg", "png", "gif", "webp", "zip", "gz", "br", "woff", "woff2"),
    "map",
]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = env.str("MEDIA_ROOT", default="") or str(VAR_DIR / "media")

# --- API -----------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "accounts.api.schema.Schema",
    "EXCEPTION_HANDLER": "accounts.api.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Groundwork",
    "VERSION": "1",
    "DESCRIPTION": "Ask for smart-city projects and read how they are judged.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    # Every shape is shown with the call that uses it; the long list of all of them is not.
    "SWAGGER_UI_SETTINGS": {"defaultModelsExpandDepth": -1},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    # As the serializers say what a change needs, not "every field is optional".
    "COMPONENT_SPLIT_PATCH": False,
    "ENUM_NAME_OVERRIDES": {
        "Tier": "triage.api.outputs.TIERS",
        "GapTier": "triage.api.budget_outputs.GAP_TIERS",
        "Stage": "triage.api.budget_outputs.STAGES",
        "AnswerKind": "intake.models.AnswerKind",
        "HappeningKind": "intake.models.Happening.Kind",
    },
}

# --- Logs: JSON lines ---------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(),
            "foreign_pre_chain": [
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso"),
            ],
        }
    },
    "filters": {"no_secrets": {"()": "accounts.secret_paths.NoSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    # Django writes the address of every page that was refused or failed.
    "loggers": {
        "django.request": {"filters": ["no_secrets"]},
        "django.security.csrf": {"filters": ["no_secrets"]},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

SENTRY_DSN = env.str("SENTRY_DSN", default="")
if SENTRY_DSN:
    import sentry_sdk

    from accounts.secret_paths import before_send

    # What a failing function had at hand holds addresses too, and what people typed.
    sentry_sdk.init(
        dsn=SENTRY_DSN,
        send_default_pii=False,
        include_local_variables=False,
        before_send=before_send,
    )
