"""What there is once: the desk for staff, setup for the administrator, data for programs. Pages for
everybody are there in each language (:mod:`shouwen.config.urls`)."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("shouwen.web.desk.urls")),
    path("setup/", include("shouwen.web.setup.urls")),
    path("", include("shouwen.web.public.data_urls")),
]
