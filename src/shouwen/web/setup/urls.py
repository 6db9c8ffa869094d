"""Addresses of the administrator's pages."""

from django.urls import path

from shouwen.web.setup import views

urlpatterns = [
    path("", views.setup, name="setup"),
    path("accounts/<uuid:person>/<str:act>/", views.account, name="setup-account"),
]
