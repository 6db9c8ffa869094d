"""Addresses of the office's books."""

from django.urls import path

from shouwen.web.desk import books

urlpatterns = [
    path("office/", books.books, name="books"),
    path("office/acts/<str:act>/", books.act, name="books-act"),
]
