"""Somebody at home who applies, and the pages they come by."""

import json
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from shouwen.acts.hearing import tell_interested, tell_right
from shouwen.records.models import Case, DraftFile, Hearing, InterestedParty, Service
from shouwen.rules.facts.hearing import Interested
from tests.acts.world import HAND_OVER, at

WHO = {"id_kind": "resident_id", "applicant": "徐禾", "id_number": "11010519491231002x"}
ALONE = {"acting": "self"}
CONTACT = {"phone": "0826-555-0177", "sms": "on", "email": "xuhe@example.org"}
RESULT = {"by": "hand"}
PDF = b"%PDF-1.7\n1 0 obj<</Type/Pages/Count 3/Kids[]>>endobj\n%%EOF"


class Home:
    """Somebody at home who applies, a page at a time."""

    def __init__(self, client, code):
        self.client = client
        self.code = code
        self.here = ""

    def begin(self):
        return self.moved(self.client.post(f"/services/{self.code}/apply/"))

    def resume_from(self, draft):
        """Take a draft up by its number and code."""
        said = {"number": draft.number, "code": draft.code}
        return self.moved(self.client.post("/apply/", said))

    def moved(self, answer):
        while answer.status_code == 302:
            self.here = answer.headers["Location"]
            answer = self.client.get(self.here)
        self.page = answer
        return self

    @property
    def step(self):
        return self.here.rstrip("/").rpartition("/")[2]

    def say(self, said, **extra):
        return self.moved(self.client.post(self.here, said, **extra))

    def to(self, page):
        token = self.here.split("/")[2]
        self.here = f"/apply/{token}/{page}/"
        return self.moved(self.client.get(self.here))

    def upload(self, *files, **said):
        return self.say({"files": files, **said})

    def fill(self, upload=True):
        """Everything up to the last look; of each material a PDF, or nothing yet."""
        self.begin()
        for said in (WHO, ALONE, CONTACT):
            self.say(said)
        while self.step.startswith("material-"):
            self.upload(pdf()) if upload else self.say({"later": "1"})
        return self.say(RESULT)

    def send(self):
        return self.say({})


def pdf(name="申请表.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def png(width=1200, height=1600, grey=None):
    """A picture of noise, or of one grey."""
    row = bytes([grey]) * width if grey is not None else None
    lines = b"".join(
        b"\0" + (row or bytes((x * 7919 + y * 104729) % 251 for x in range(width)))
        for y in range(height)
    )

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )


def tracked(client, case):
    """The address of a case's page, as the applicant gets there."""
    row = Case.objects.select_related("matter").get(pk=case)
    said = {"number": row.matter.number, "code": row.lookup_code}
    return client.post("/track/", said).headers["Location"]


def neighbour(client, party):
    """The address of the page of somebody else whom a hearing is about, as they get there."""
    row = InterestedParty.objects.select_related("right", "hearing__case__matter").get(pk=party)
    code = json.loads(row.right.content)["lookup_code"]
    said = {"number": row.hearing.case.matter.number, "code": code}
    return client.post("/track/", said).headers["Location"]


def pages(world, client):
    """An address of every page that is written on at home; one draft is open, one was sent."""
    code = Service.objects.get(versions=world.versions["food"]).code
    writing, done = Home(client, code).begin(), Home(client, code).fill().send()
    page = writing.here
    for said in (WHO, ALONE, CONTACT):
        writing.say(said)
    writing.say({"files": pdf(), "add": "1"})
    token = writing.here.split("/")[2]
    file = DraftFile.objects.get(draft__sent_at=None)
    told = tracked(client, world.told())
    client.post(f"{told}answer/application/", {"files": pdf(), "add": "1"})
    answer = DraftFile.objects.exclude(pk=file.pk).get()
    over, accepted = tracked(client, world.delivered()), world.accepted()
    told_right = {"stakes": "相邻住户的通行", "handover": HAND_OVER}
    tell_right(accepted, by=world.holder("food"), at=at("2026-09-21 11:00"), **told_right)
    heard = tracked(client, accepted)
    row = Hearing.objects.get(case=accepted)
    other = {"interested": Interested("何立群", address="滨江路 18 号"), "handover": HAND_OVER}
    tell_interested(row.pk, by=world.holder("food"), at=at("2026-09-21 11:30"), **other)
    return {
        "apply": f"/services/{code}/apply/",
        "apply-resume": "/apply/",
        "apply-page": page,
        "apply-file": reverse("apply-file", args=[token, file.pk]),
        "apply-sent": done.here,
        "track-point": f"{told}answer/application/",
        "answer-file": f"{told}answer/files/{answer.pk}",
        "track-withdraw": f"{told}withdraw/",
        "track-return": f"{over}return/",
        "track-serving": f"{told}serving/",
        "track-hearing": f"{heard}hearing/",
        "track-power": f"{over}power/",
        "hearing": neighbour(client, InterestedParty.objects.get(hearing=row).pk),
        "power-of-attorney": "/power-of-attorney/",
    }
