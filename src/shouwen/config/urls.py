"""Every address of the site; the pages and their names are in :mod:`shouwen.web.urls`."""

from django.urls import include, path

urlpatterns = [path("", include("shouwen.web.urls"))]
handler400 = "shouwen.web.failures.unreadable"
handler500 = "shouwen.web.failures.failed"
