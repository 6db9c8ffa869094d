"""Addresses for programs: open data, news, calendars, maps of the site. They have one language."""

from django.urls import path

from shouwen.web.public import open_data, promise, views

urlpatterns = [
    path("services/<str:code>.json", open_data.service_json, name="service-json"),
    path("services/<str:code>.jsonld", open_data.service_jsonld, name="service-jsonld"),
    path("open/services.json", open_data.services_json, name="services-json"),
    path("open/services.csv", open_data.services_csv, name="services-csv"),
    path("open/promise.json", promise.promise_json, name="promise-json"),
    path("open/promise.csv", promise.promise_csv, name="promise-csv"),
    path("changes.rss", open_data.changes, name="changes"),
    path("calendar/<str:secret>.ics", views.feed, name="feed"),
    path("healthz", views.healthz, name="healthz"),
    path("sitemap.xml", open_data.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
