"""The product's own settings, plus the address of the floor that its pages are held against."""

from freelance_ops.settings import *  # noqa: F403

ROOT_URLCONF = "tools.bench.urls"
WSGI_APPLICATION = "tools.bench.wsgi.application"
