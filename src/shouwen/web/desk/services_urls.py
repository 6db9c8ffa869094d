"""Addresses of the catalogue at the desk."""

from django.urls import path

from shouwen.web.desk import services

urlpatterns = [
    path("services/", services.services, name="services"),
    path("services/new/", services.begin, name="service-begin"),
    path("services/next/<str:code>/", services.begin, name="service-next"),
    path("services/<uuid:version>/", services.write, name="service-write"),
    path("services/<uuid:version>/review/", services.review, name="service-review"),
    path("services/<uuid:version>/mirror/", services.mirror, name="service-mirror"),
    path("services/<uuid:version>/acts/<str:act>/", services.act, name="service-act"),
]
