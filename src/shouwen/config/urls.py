"""Every address of the site; the pages and their names are in :mod:`shouwen.web.urls`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("shouwen.web.urls")),
    *i18n_patterns(path("", include("shouwen.web.public.urls")), prefix_default_language=False),
]
handler400 = "shouwen.web.failures.unreadable"
handler500 = "shouwen.web.failures.failed"
