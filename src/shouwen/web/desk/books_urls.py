"""Addresses of the office's books and of what they are kept for."""

from django.urls import path

from shouwen.web.desk import assessment, books, double_duty, pledges, proof, schemes

urlpatterns = [
    path("owed/<uuid:obligation>/", books.owed, name="owed"),
    path("office/", books.books, name="books"),
    path("office/acts/<str:act>/", books.act, name="books-act"),
    path("office/owed/<uuid:about>/<str:act>/", books.owed_act, name="books-owed"),
    path("office/posts/<str:key>/description/", schemes.description, name="post-description"),
    path("office/schemes/", schemes.schemes, name="schemes"),
    path("office/schemes/new/", schemes.draft, name="scheme-draft"),
    path("office/schemes/<int:number>/", schemes.version, name="scheme"),
    path("office/schemes/<int:number>/sheet.csv", schemes.sheet, name="scheme-sheet"),
    path("office/schemes/<int:number>/write/", schemes.write, name="scheme-write"),
    path("office/schemes/<int:number>/successors/", schemes.successions, name="scheme-successors"),
    path("office/schemes/<int:number>/acts/<str:act>/", schemes.act, name="scheme-act"),
    path("proof/", proof.proof, name="proof"),
    path("proof/new/", proof.record, name="proof-record"),
    path("proof/photos/<uuid:key>/", proof.photo, name="proof-photo"),
    path("proof/<uuid:version>/<str:act>/", proof.english, name="english"),
    path("assessment/", assessment.figures, name="assessment"),
    path("assessment/figures.csv", assessment.download, name="assessment-csv"),
    path("assessment/years/", assessment.years, name="assessment-years"),
    path("assessment/years/new/", assessment.open_cycle, name="assessment-open"),
    path("assessment/stages/<uuid:step>/", assessment.stage, name="assessment-stage"),
    path("assessment/years/<uuid:matter>/close/", assessment.close, name="assessment-close"),
    path("pledges/", pledges.pledges, name="pledges"),
    path("pledges/new/<str:kind>/", pledges.draft, name="pledge-draft"),
    path("pledges/<uuid:key>/acts/<str:act>/", pledges.act, name="pledge-act"),
    path("double-duty/", double_duty.double_duty, name="double-duty"),
    path("double-duty/<uuid:post>/<str:act>/", double_duty.act, name="double-duty-act"),
]
