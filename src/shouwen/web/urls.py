"""Every page and its name: the desk for staff, setup for the administrator, everything else for
everybody."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("shouwen.web.desk.urls")),
    path("setup/", include("shouwen.web.setup.urls")),
    path("", include("shouwen.web.public.urls")),
]
