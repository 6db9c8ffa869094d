"""Addresses of the desk."""

from django.urls import include, path

from shouwen.web.desk import absence, acts, duties, intake, seats, sign_in, unlisted, views

urlpatterns = [
    path("", views.queue, name="queue"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/password/", sign_in.password, name="password"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("find/", views.find, name="find-case"),
    path("peek/<uuid:obligation>/", views.peek, name="peek"),
    path("intake/", intake.choose, name="intake-choose"),
    path("intake/<str:code>/", intake.intake, name="intake"),
    path("papers/<str:token>.pdf", views.paper, name="paper"),
    path("seats/", seats.seats, name="seats"),
    path("calendar/", seats.absences, name="absences"),
    path("duties/", duties.duties, name="matrix"),
    path("powers/", seats.why, name="powers"),
    path("", include("shouwen.web.desk.books_urls")),
    path("", include("shouwen.web.desk.services_urls")),
    path("cases/<str:number>/", views.case, name="case"),
    path("cases/<str:number>/received/", views.received, name="received"),
    path("cases/<str:number>/correction/", acts.correction, name="correction"),
    path("cases/<str:number>/ledger/", views.ledger, name="ledger"),
    path("cases/<str:number>/files/<uuid:key>/", views.file, name="file"),
    path("cases/<str:number>/acts/<str:act>/", acts.act, name="act"),
    path("unlisted/", unlisted.listed, name="unlisted-list"),
    path("unlisted/new/", unlisted.receive, name="unlisted-receive"),
    path("unlisted/<str:number>/", unlisted.one, name="unlisted"),
    path("unlisted/<str:number>/acts/<str:act>/", unlisted.act, name="unlisted-act"),
    path("absences/mine/", absence.mine, name="my-absences"),
    path("absences/new/", absence.ask, name="absence-request"),
    path("absences/sudden/", absence.sudden, name="absence-sudden"),
    path("absences/<str:number>/", absence.one, name="absence"),
    path("absences/<str:number>/ledger/", absence.ledger, name="absence-ledger"),
    path("absences/<str:number>/acts/<str:act>/", absence.act, name="absence-act"),
]
