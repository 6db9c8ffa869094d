"""Addresses of the public pages. Each stands in every language: as it is in Chinese, below
``/zh-hant/`` and ``/en/`` in the others."""

from django.urls import path

from shouwen.web.public import answering, applying, asking, hearings, promise, returning, views

urlpatterns = [
    path("", views.home, name="home"),
    path("events/<str:name>/", views.event, name="event"),
    path("sections/<str:name>/", views.section, name="section"),
    path("services/<str:code>/", views.service, name="service"),
    path("services/<str:code>/versions/<int:version>/", views.service, name="service-version"),
    path("services/<str:code>/apply/", applying.begin, name="apply"),
    path("apply/", applying.resume, name="apply-resume"),
    path("apply/<str:token>/", applying.write, name="apply-draft"),
    path("apply/<str:token>/sent/", applying.sent, name="apply-sent"),
    path("apply/<str:token>/files/<uuid:key>", applying.file, name="apply-file"),
    path("apply/<str:token>/<str:page>/", applying.write, name="apply-page"),
    path("track/", views.track_find, name="track-find"),
    path("track/<str:token>/", views.track, name="track"),
    path("track/<str:token>/papers/<str:check_code>.pdf", views.track_paper, name="track-paper"),
    path("track/<str:token>/answer/", answering.answer, name="track-answer"),
    path("track/<str:token>/answer/<str:key>/", answering.point, name="track-point"),
    path("track/<str:token>/answer/files/<uuid:key>", answering.file, name="answer-file"),
    path("track/<str:token>/withdraw/", answering.take_back, name="track-withdraw"),
    path("track/<str:token>/serving/", answering.be_served, name="track-serving"),
    path("track/<str:token>/hearing/", answering.ask_hearing, name="track-hearing"),
    path("track/<str:token>/return/", returning.ask_back, name="track-return"),
    path("track/<str:token>/power/", returning.power, name="track-power"),
    path("hearings/<str:token>/", hearings.hearing, name="hearing"),
    path("power-of-attorney/", returning.blank_power, name="power-of-attorney"),
    path("ask/", asking.ask, name="ask"),
    path("asked/<str:token>/", asking.asked, name="asked"),
    path("asked/<str:token>/slip/", asking.slip, name="asked-slip"),
    path("asked/<str:token>/more/", asking.write, name="asked-more"),
    path("asked/<str:token>/rating/", asking.rated, name="asked-rating"),
    path("paper/", views.paper_check, name="paper-check"),
    path("paper/<str:check_code>", views.paper_check_code, name="paper-check-token"),
    path("regulation/", views.regulation, name="regulation"),
    path("promise/", promise.promise, name="promise"),
    path("promise/sections/<str:section>/", promise.promise, name="promise-section"),
    path("promise/services/<str:code>/", promise.promise_of, name="promise-service"),
    path("duties/", views.duties, name="duties"),
    path("who/", views.who, name="who"),
    path("others/", views.other_units, name="other-units"),
    path("wall/", views.wall, name="wall"),
]
