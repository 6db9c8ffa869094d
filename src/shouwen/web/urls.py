"""Every page and its name: the desk for staff, everything else for everybody."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("shouwen.web.desk.urls")),
    path("", include("shouwen.web.public.urls")),
]
