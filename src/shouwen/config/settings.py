"""Django's settings. What an office may change comes from :mod:`.environment`, nothing else."""

from pathlib import Path

import dj_database_url

from shouwen.config.environment import read, secret_key

PACKAGE = Path(__file__).resolve().parent.parent
HOME: Path = read("SHOUWEN_HOME")

SECRET_KEY = read("SHOUWEN_SECRET_KEY") or secret_key(HOME)
DEBUG = read("SHOUWEN_DEBUG")
ALLOWED_HOSTS = read("SHOUWEN_HOSTS")
PUBLIC_URL = read("SHOUWEN_URL")
NOTICE = read("SHOUWEN_NOTICE")

INSTALLED_APPS = [
    "django.contrib.contenttypes",  # only because contrib.auth wants it
    "django.contrib.auth",  # password hashing and sign-in; authority comes from posts
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "lucide",
    "shouwen.records",
    "shouwen.web",
]
MIDDLEWARE = [
    "shouwen.config.headers.Headers",
    "shouwen.config.headers.Compressed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shouwen.web.languages.Language",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "shouwen.web.gate.Gate",
]
ROOT_URLCONF = "shouwen.config.urls"
WSGI_APPLICATION = "shouwen.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
FORM_RENDERER = "shouwen.web.forms.FormRenderer"

# --- The database: one file in the home, or PostgreSQL by DATABASE_URL -----------------------
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # an act takes the write lock first, so none fails midway
    "timeout": 20,  # seconds an act waits for the one before it
    "init_command": (
        f"PRAGMA journal_mode=WAL;PRAGMA synchronous={read('SHOUWEN_SYNCHRONOUS')};"
        "PRAGMA recursive_triggers=ON;"  # else REPLACE would delete past append-only triggers
    ),
}
POSTGRES_OPTIONS = {
    "connect_timeout": 5,  # seconds
    "options": "-c lock_timeout=20s",  # an act waits no longer for the one before it
}
DATABASES = {
    "default": dj_database_url.parse(
        read("DATABASE_URL") or f"sqlite:///{HOME / 'shouwen.sqlite3'}",
        conn_max_age=600,  # seconds
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["OPTIONS"] = POSTGRES_OPTIONS | DATABASES["default"].get("OPTIONS", {})

SHOUWEN_RECHECK = read("SHOUWEN_RECHECK")  # acts read what they wrote before they commit

# --- People who sign in ----------------------------------------------------------------------
AUTH_USER_MODEL = "records.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_NAME = "shouwen"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: one working day, lunch and overtime included
SESSION_COOKIE_SAMESITE = "Lax"  # a link in a letter still finds the officer signed in
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"

# --- The wire; the headers that Django does not know are in .headers --------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if read("SHOUWEN_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from within, past the proxy
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # We speak for this name only, not for those below it nor to browsers' preload lists.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Failed guesses (shouwen.web.throttle): each worker counts for itself, the least used go first.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Files -----------------------------------------------------------------------------------
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # straight from the package: nothing to collect first
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = HOME / "uploads"  # served by no address; a page hands files out one by one
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOAD_MAX_BYTES = read("SHOUWEN_UPLOAD_MB") * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = read("SHOUWEN_UPLOAD_FILES")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # an intake of two hundred materials, ten fields each
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes of a form without its files
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes; larger files are streamed to the disk
FONT_DIRS = read("SHOUWEN_FONT_DIRS")

# --- Words and time --------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- Letters ---------------------------------------------------------------------------------
EMAIL_HOST = read("SHOUWEN_MAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = read("SHOUWEN_MAIL_PORT")
EMAIL_HOST_USER = read("SHOUWEN_MAIL_USER")
EMAIL_HOST_PASSWORD = read("SHOUWEN_MAIL_PASSWORD")
EMAIL_USE_TLS = read("SHOUWEN_MAIL_TLS")
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = read("SHOUWEN_MAIL_FROM")
IMAP_URL = read("SHOUWEN_IMAP_URL")
SMS_URL = read("SHOUWEN_SMS_URL")
SMS_TOKEN = read("SHOUWEN_SMS_TOKEN")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": read("SHOUWEN_LOG")},
    # Django's own handlers would mail the administrators, and write twice.
    "loggers": {"django": {"handlers": [], "level": "NOTSET", "propagate": True}},
}
