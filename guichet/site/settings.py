"""Settings of one Guichet, read from the environment (GUICHET_*); the defaults serve the demo."""

import os
import sys
import tempfile
from pathlib import Path

import dj_database_url

from guichet.site.keys import kept_key

ROOT = Path(__file__).resolve().parents[2]
DEMO = os.environ.get("GUICHET_DEMO", "0") == "1"
TESTING = "pytest" in sys.modules or os.environ.get("GUICHET_TESTING") == "1"
DEBUG = False

if TESTING and "GUICHET_VAR" not in os.environ:  # what a test writes never lies beside what the demo keeps
    os.environ["GUICHET_VAR"] = tempfile.mkdtemp(prefix="guichet-test-")
VAR = Path(os.environ.get("GUICHET_VAR", ROOT / "var")) / os.environ.get("PYTEST_XDIST_WORKER", "")
VAR.mkdir(parents=True, exist_ok=True)
LAW_FOLDER = Path(os.environ.get("GUICHET_LAW", ROOT / "law"))
LAW_KEYS = os.environ.get("GUICHET_LAW_KEYS", "")  # the public keys of the authorities: then only a law folder that they signed is used
REFERENCE_FOLDER = Path(os.environ.get("GUICHET_REFERENCE", ROOT / "data"))
VAULT_FOLDER = Path(os.environ.get("GUICHET_VAULT", VAR / "vault"))

OPEN_KEYS = DEMO or TESTING  # keys made here serve the demo and the tests; production brings its own
SECRET_KEY = os.environ.get("GUICHET_SECRET_KEY") or (kept_key(VAR, "secret.key") if OPEN_KEYS else "")
VAULT_MASTER_KEY = os.environ.get("GUICHET_VAULT_KEY") or (kept_key(VAR, "vault.key") if OPEN_KEYS else "")
JOURNAL_KEY = os.environ.get("GUICHET_JOURNAL_KEY") or (kept_key(VAR, "journal.key") if OPEN_KEYS else "")  # signs the hourly roots
MAIL = {  # the server that e-mails leave by; without a host they are printed
    "host": os.environ.get("GUICHET_MAIL_HOST", ""),
    "port": int(os.environ.get("GUICHET_MAIL_PORT", "587")),
    "sender": os.environ.get("GUICHET_MAIL_SENDER", "no-reply@localhost"),
    "user": os.environ.get("GUICHET_MAIL_USER", ""),
    "password": os.environ.get("GUICHET_MAIL_PASSWORD", ""),
    "secure": os.environ.get("GUICHET_MAIL_SECURE", "starttls"),  # starttls, tls, or nothing for a server on the same machine
}
SEAL_FILE = os.environ.get("GUICHET_SEAL", "")  # private key and certificates (PEM) that seal letters; the demo makes its own
ROOTS_COPY = Path(os.environ.get("GUICHET_ROOTS_COPY", VAR / "roots"))  # where they are copied: in production, another machine
ADDRESS = os.environ.get("GUICHET_ADDRESS", "http://localhost:8000")  # where a message tells its reader to sign in
FIGURES_KEPT = 0 if TESTING else 600  # seconds for which the public figures, once counted, are told again
CONTACT = os.environ.get("GUICHET_CONTACT", "")  # where whoever is shut out by a page may write; named in the accessibility statement
ALLOWED_HOSTS = os.environ.get("GUICHET_HOSTS", "localhost,127.0.0.1").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "guichet.journal",
    "guichet.vault",
    "guichet.people",
    "guichet.intake",
    "guichet.casefile",
    "guichet.registry",
    "guichet.delivery",
    "guichet.desk",
    "guichet.portals",
    "guichet.site",
]

MIDDLEWARE = [
    "guichet.site.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "guichet.site.language.ChosenLanguage",
    "guichet.portals.session_limit.SessionLimit",
    "guichet.portals.errors.ErrorPages",
    "guichet.site.headers.NotForOtherSites",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja",
        "DIRS": [],
        "APP_DIRS": False,  # the environment brings its own loaders
        "OPTIONS": {"environment": "guichet.portals.jinja.environment"},
    }
]

DATABASES = {"default": dj_database_url.config("GUICHET_DATABASE_URL", default=f"sqlite:///{VAR / 'guichet.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "detect_types": 0,  # no guess by each column's name what its value is: fields know it, and plain statements take what lies there (0285)
        # Only `guichet work` moves the log into the file: before SQLite 3.51.3 two who do so at once may lose a page.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=0; "
        "PRAGMA cache_size=-8000;",
    }
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}  # a file, so that threads and servers can share a copy
else:
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 10}
    DATABASES["default"]["CONN_MAX_AGE"] = 0 if TESTING else 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

COOKIE_PREFIX = "" if OPEN_KEYS else "__Host-"  # then a browser takes the cookie only over TLS and for this host alone
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not OPEN_KEYS
SESSION_COOKIE_AGE = 60 * 60 * 8  # a working day
SESSION_IDLE = int(os.environ.get("GUICHET_SESSION_MINUTES", "60")) * 60  # seconds without a page after which one signs in again
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = not OPEN_KEYS
CSRF_FAILURE_VIEW = "guichet.portals.errors.form_too_old"
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("GUICHET_ORIGINS", "").split(",") if origin]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if OPEN_KEYS else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not OPEN_KEYS
SECURE_SSL_REDIRECT = not OPEN_KEYS
BEHIND_PROXY = not OPEN_KEYS  # then X-Forwarded-For ends with the address that asks
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # the proxy in front ends TLS, and says so in a header of its own
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # whether browsers are told beforehand (preload) is for the owner of the domain to ask for
X_FRAME_OPTIONS = "DENY"
# Nothing is allowed but what is named. A picture may stand in the page itself: the drafts of letters, which are kept nowhere.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

DRAFT_DAYS = int(os.environ.get("GUICHET_DRAFT_DAYS", "90"))  # a draft that nobody touched for so long is destroyed
DRAFT_REMINDER_DAYS = 14  # before that, who prepares it is told
SCANNER = os.environ.get("GUICHET_SCANNER", "fake" if OPEN_KEYS else "")  # "clamd /run/clamav/clamd.ctl", "clamd host:3310"; "fake" in demo and tests
# Minutes that a letter waits: so long its act may be taken back.
UNDO_MINUTES = int(os.environ.get("GUICHET_UNDO_MINUTES", "0" if TESTING else "2" if DEMO else "10"))

UPLOAD_LIMIT = 50 * 1024 * 1024  # bytes of one file
BODY_LIMIT = 210 * 1024 * 1024  # bytes of a form with all its files
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes of a form without its files

USE_TZ = True
TIME_ZONE = "Europe/Brussels"
USE_I18N = True
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("de", "Deutsch"), ("en", "English")]
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "guichet.site.urls"
WSGI_APPLICATION = "guichet.site.wsgi.application"

STATIC_URL = "/static/"
STATIC_ROOT = None if OPEN_KEYS else VAR / "static"  # the demo serves from where the files lie
STATICFILES_DIRS = [ROOT / "build" / "front"]  # what guichet/portals/front_end.py takes from npm
WHITENOISE_USE_FINDERS = OPEN_KEYS  # production serves what `collectstatic` gathered

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("GUICHET_LOG", "WARNING")},
    "loggers": {"django.request": {"level": "ERROR"}},  # an address that is not found is not told: somebody may have typed a name in it
}
