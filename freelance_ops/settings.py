"""The one settings file. What an operator may change is in environment.py; nothing else asks how we are run."""

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from . import environment as given
from . import reactions
from .beats import BEATS, schedule

BASE = given.BASE
_read = given.Reader(os.environ)
try:
    DATA = given.data_folder(_read.text("DATA", "data"))
    SECRET_KEY = given.secret_key(_read, DATA)
    PORT = _read.whole("PORT", 8000, 1, 65535)
    PUBLIC_URL = _read.url(
        "PUBLIC_URL", ("http", "https"), "an address like https://desk.example", f"http://127.0.0.1:{PORT}"
    ).rstrip("/")
    ALLOWED_HOSTS = _read.words("ALLOWED_HOSTS")
    TRUSTED_PROXIES = given.proxies(_read)
    DATABASES = {"default": given.database(_read, DATA)}
    REDIS_URL = _read.url("REDIS_URL", ("redis", "rediss"), "redis://host:port/0")
    _email = given.email(_read)
    EMAIL_FROM = _read.text("EMAIL_FROM", f"maktab@{urlsplit(PUBLIC_URL).hostname}")
    _vault = given.vault(_read, DATA)
    SWEEP_SECONDS = _read.whole("SWEEP_SECONDS", 15, 1, 3600)
    HSTS = _read.one_of("HSTS", given.HSTS, "HOST")
    DEBUG = _read.flag("DEBUG", default=False)
    LOG_LEVEL = _read.one_of("LOG_LEVEL", given.LOG_LEVELS, "INFO")
    DEMO = _read.flag("DEMO", default=True)
except given.BadValue as problem:
    raise SystemExit(f"Maktab cannot start: {problem}") from problem

_public = urlsplit(PUBLIC_URL)
IS_SECURE = _public.scheme == "https"
ALLOWED_HOSTS = ALLOWED_HOSTS or [str(_public.hostname), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"]

# --- the house ---------------------------------------------------------------------------------------------------
LOCAL_APPS = [
    "freelance_ops", "desk", "portal", "reviews", "payments", "orders", "clients", "outbox", "files", "accounts",
    "core",
]  # fmt: skip
INSTALLED_APPS = [
    *LOCAL_APPS,
    "freelance_ops.admin.BooksConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "lucide",
]
MIDDLEWARE = [
    "freelance_ops.proxies.client_address",
    "freelance_ops.access_log.access_log",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "freelance_ops.copies.no_copies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.reader_language",
    "freelance_ops.bodies.bounded_bodies",
    "accounts.middleware.current_business",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "freelance_ops.errors.unfinished_step",
]
ROOT_URLCONF = "freelance_ops.urls"
WSGI_APPLICATION = "freelance_ops.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # e-mail addresses are unique regardless of case, by constraint
    "security.W005",  # whether subdomains keep to HTTPS too is the operator's choice: HSTS
    "security.W021",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REACTIONS = reactions.REACTIONS
SECRET_LETTERS = reactions.SECRET_LETTERS
# Apps whose `wording.WORDING` tells a timeline how to show their events.
EVENT_WORDING = ["clients", "orders", "payments", "reviews"]

# --- storage -----------------------------------------------------------------------------------------------------
BUILD = BASE / "build"
STORAGES = {
    "default": _vault,
    "vault": _vault,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = BUILD / "static"
STATICFILES_DIRS = [folder for folder in (BASE / "static", BUILD / "assets") if folder.is_dir()]
WHITENOISE_MAX_AGE = 60
CACHES: dict[str, dict[str, object]]
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    # It holds the counters of the rate limits. Where little fits, a flood of addresses pushes others' counters out.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LARGEST_BODY = 80 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = DATA / "uploads"  # beside the vault: a system's own folder may lie in memory
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)

# --- language and time -------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
FORMAT_MODULE_PATH = ["freelance_ops.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- people ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.DeskBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
HAS_MAIL = bool(_email)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if HAS_MAIL else "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # another address of the account: the password once more
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {"add_email": "freelance_ops.account_forms.OwnAddressForm"}
ACCOUNT_ADAPTER = "freelance_ops.adapter.AccountAdapter"
# Beside the library's own limits of sign-in: how often one address may press the buttons of the open pages.
ACCOUNT_RATE_LIMITS = {
    "portal": "60/m/ip,600/h/ip",
    "portal_code": "20/m/ip,100/h/ip",
    "inquiry": "10/m/ip,60/h/ip",
    "invitation": "5/h/user,20/d/user",
}

# --- letters -----------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 20
for _name in ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL"):
    if _email.get(_name) is not None:
        globals()[_name] = _email[_name]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = EMAIL_FROM

# --- workers -----------------------------------------------------------------------------------------------------
# The database is the queue of record: a broker message only says "look now", so results are not kept.
QUEUE = DATA / "queue"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object]
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 600,
        "socket_timeout": 30,
        "socket_connect_timeout": 3,
        "unacked_restore_throttle": 1,
    }
else:
    CELERY_BROKER_URL = "filesystem://localhost"  # with the guard of folder_queue.py
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE / "messages"),
        "data_folder_out": str(QUEUE / "messages"),
        "control_folder": str(QUEUE / "control"),
        "processed_folder": str(QUEUE / "processed"),
        "store_processed": False,
        "polling_interval": 0.2,
    }
    for _folder in ("messages", "control", "processed"):
        (QUEUE / _folder).mkdir(parents=True, exist_ok=True)
CELERY_BEAT_SCHEDULE = schedule(BEATS, SWEEP_SECONDS)
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA / "beat-schedule")
CELERY_BEAT_MAX_LOOP_INTERVAL = min(SWEEP_SECONDS, 60)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]

# --- headers -----------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "freelance_ops.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer would break the Origin check of CSRF
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # proxies.py drops the header of strangers
SECURE_SSL_REDIRECT = IS_SECURE and bool(TRUSTED_PROXIES)  # without a proxy to believe it would never end
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE and HSTS != "OFF" else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS in {"SUBDOMAINS", "PRELOAD"}
SECURE_HSTS_PRELOAD = HSTS == "PRELOAD"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True

# --- logs --------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "freelance_ops.access_log.TokenlessFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
        "django.server": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
