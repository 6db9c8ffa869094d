"""Every page and its name."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
