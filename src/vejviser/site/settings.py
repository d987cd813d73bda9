# SPDX-License-Identifier: EUPL-1.2
"""Django's settings, all from the environment; see docs/operations.md for the list and `vejviser check --deploy` for what is unsafe."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from vejviser.site.environment import Environment

ENVIRONMENT = Environment.read()
HOME: Path = ENVIRONMENT.home
INSTALLATION: str = ENVIRONMENT.installation
# The parts of the public pages have words and templates of their own.
PUBLIC = Path(__file__).parent.parent / "public"

SECRET_KEY, *SECRET_KEY_FALLBACKS = ENVIRONMENT.secret_keys
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
ROOT_URLCONF = "vejviser.site.urls"
WSGI_APPLICATION = "vejviser.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {
    "default": {
        **ENVIRONMENT.database,
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10},
    },
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "vejviser.site.apps.SiteConfig",
    "vejviser.access",
    "vejviser.ledger",
    "vejviser.directory",
    "vejviser.accounts",
    "vejviser.cases",
    "vejviser.referrals",
    "vejviser.notices",
    "vejviser.public",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "vejviser.public.errors.numbers_on_errors",
    "vejviser.site.middleware.safe_headers",
    "vejviser.public.pages.public_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vejviser.site.languages.chosen_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "vejviser.accounts.middleware.session_limits",
    "vejviser.accounts.middleware.second_factor_required",
    "vejviser.site.actor.actor_of_request",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates", *sorted(PUBLIC.glob("*/templates"))],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vejviser.site.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "vejviser.site.templatetags.page"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Language and time. Pages are Danish and English; the zone of stored instants is UTC, of legal days the mechanism's.
LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = sorted(PUBLIC.glob("*/locale"))
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"

# Static files: what `npm ci` brought and our own, gathered and compressed at build.
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.static_folder
STATICFILES_DIRS = [Path(__file__).parent / "static", ENVIRONMENT.assets_folder]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Letters for documents to print, in every script that a document is written in.
FONTS_FOLDER = ENVIRONMENT.fonts_folder

# Cookies: only the session's and the form token's.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-session" if ENVIRONMENT.https else "session"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 15 * 60
CSRF_COOKIE_NAME = "__Host-form" if ENVIRONMENT.https else "form"
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.trusted_origins)
CSRF_FAILURE_VIEW = "vejviser.site.views.form_token_missing"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Headers. A strict content policy: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [NONE],
        "require-trusted-types-for": ["'script'"],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# Forms of the own site must say where they come from; every other site is told nothing.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS: list[str] = ["vejviser.site.uploads.RefuseUploads"]

# Who signs in.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["vejviser.accounts.hashers.Argon2Hasher"]
LOGIN_REDIRECT_URL = "/desk/"
LOGIN_URL = "/accounts/login/"

# Shared by all processes of the server, so that rate limits count once; it holds counters only.
# More of them than networks that flood at once: with the usual 300, a flood from many networks would make all counters be forgotten.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Mail leaves through notices.outbox only.
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = ENVIRONMENT.smtp.host
EMAIL_PORT = ENVIRONMENT.smtp.port
EMAIL_HOST_USER = ENVIRONMENT.smtp.user
EMAIL_HOST_PASSWORD = ENVIRONMENT.smtp.password
EMAIL_USE_TLS = ENVIRONMENT.smtp.starttls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENVIRONMENT.smtp.sender

# Keys.
KEY_STORE = ENVIRONMENT.key_store
MASTER_KEY = ENVIRONMENT.master_key

from vejviser.accounts.sign_in_settings import *  # noqa: E402, F403  the settings of sign-in, beside what they govern

# A log line holds a time, a level, a place in the program and a code: never a name, a query or a text that somebody typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "vejviser.site.logs.PlainFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
