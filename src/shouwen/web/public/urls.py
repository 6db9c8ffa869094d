"""Addresses of the public pages."""

from django.urls import path

from shouwen.web.public import open_data, views

urlpatterns = [
    path("", views.home, name="home"),
    path("services/<str:code>/", views.service, name="service"),
    path("services/<str:code>/versions/<int:version>/", views.service, name="service-version"),
    path("services/<str:code>.json", open_data.service_json, name="service-json"),
    path("services/<str:code>.jsonld", open_data.service_jsonld, name="service-jsonld"),
    path("open/services.json", open_data.services_json, name="services-json"),
    path("open/services.csv", open_data.services_csv, name="services-csv"),
    path("changes.rss", open_data.changes, name="changes"),
    path("track/", views.track_find, name="track-find"),
    path("track/<str:token>/", views.track, name="track"),
    path("track/<str:token>/papers/<str:check_code>.pdf", views.track_paper, name="track-paper"),
    path("paper/", views.paper_check, name="paper-check"),
    path("paper/<str:check_code>", views.paper_check_code, name="paper-check-token"),
    path("regulation/", views.regulation, name="regulation"),
    path("duties/", views.duties, name="duties"),
    path("who/", views.who, name="who"),
    path("wall/", views.wall, name="wall"),
    path("calendar/<str:secret>.ics", views.feed, name="feed"),
    path("healthz", views.healthz, name="healthz"),
    path("sitemap.xml", open_data.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
