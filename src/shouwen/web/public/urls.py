"""Addresses of the public pages. Each stands in every language: as it is in Chinese, below
``/zh-hant/`` and ``/en/`` in the others."""

from django.urls import path

from shouwen.web.public import views

urlpatterns = [
    path("", views.home, name="home"),
    path("services/<str:code>/", views.service, name="service"),
    path("services/<str:code>/versions/<int:version>/", views.service, name="service-version"),
    path("track/", views.track_find, name="track-find"),
    path("track/<str:token>/", views.track, name="track"),
    path("track/<str:token>/papers/<str:check_code>.pdf", views.track_paper, name="track-paper"),
    path("paper/", views.paper_check, name="paper-check"),
    path("paper/<str:check_code>", views.paper_check_code, name="paper-check-token"),
    path("regulation/", views.regulation, name="regulation"),
    path("duties/", views.duties, name="duties"),
    path("who/", views.who, name="who"),
    path("wall/", views.wall, name="wall"),
]
