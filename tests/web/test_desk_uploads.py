"""Files handed in: what is kept, what is refused, and how they come out again."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shouwen.exchange.uploads import Refused, keep, place
from tests.web.desk import Desk, intake_form, page

PDF = b"%PDF-1.7\n" + b"x" * 100
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100
JPEG = b"\xff\xd8\xff\xe0" + b"x" * 100
HTML = b"<!doctype html><script>alert(1)</script>"


def package(*parts: str) -> bytes:
    """A ZIP archive with these parts."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return made.getvalue()


# --- The store -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (package("[Content_Types].xml", "word/document.xml"), "wordprocessingml.document"),
        (package("OFD.xml"), "application/ofd"),
    ],
)
def test_a_file_is_known_by_its_content_whatever_its_name_says(tmp_path, content, kind):
    kept = keep(tmp_path, "营业执照.exe", [content], 1000)
    assert kept.media_type.endswith(kind)
    assert place(tmp_path, kept.digest).read_bytes() == content


@pytest.mark.parametrize("content", [HTML, b"MZ\x90", b"", package("a.txt"), b"PK\x03\x04rest"])
def test_what_is_none_of_the_kinds_is_refused_and_leaves_nothing_behind(tmp_path, content):
    with pytest.raises(Refused, match="PDF、JPG、PNG"):
        keep(tmp_path, "扫描.pdf", [content], 10_000)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_too_large_is_refused_before_all_of_it_is_read(tmp_path):
    def endless():
        yield PDF
        while True:
            yield b"x" * 1000

    with pytest.raises(Refused, match="超过 2 MB"):
        keep(tmp_path, "扫描.pdf", endless(), 2 * 1024 * 1024)
    assert list(tmp_path.iterdir()) == []


def test_the_same_content_is_kept_once_for_its_owner_alone(tmp_path):
    first, second = (keep(tmp_path, name, [PDF], 1000) for name in ("一.pdf", "二.pdf"))
    assert first.digest == second.digest
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept.stat().st_mode & 0o077 == 0


def test_a_name_carries_no_path(tmp_path):
    assert keep(tmp_path, "../../etc/口令\n.pdf", [PDF], 1000).name == "....etc口令.pdf"


def test_a_name_reads_the_way_it_is_written(tmp_path):
    assert keep(tmp_path, "申请书\u202efdp.exe", [PDF], 1000).name == "申请书fdp.exe"


# --- The pages -----------------------------------------------------------------------------------
@pytest.fixture
def desk(world, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return Desk(world, monkeypatch)


def food(desk: Desk):
    from shouwen.records.models import ServiceVersion

    version = ServiceVersion.objects.select_related("service").get(pk=desk.world.versions["food"])
    return f"/desk/intake/{version.service.code}/", [m["key"] for m in version.guide["materials"]]


def scan(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")


def test_a_file_comes_in_with_its_material_and_out_as_what_it_is(desk):
    from shouwen.records.models import Attachment

    address, keys = food(desk)
    window = desk.client("heyutong")
    form = intake_form(keys) | {"form-0-files": [scan("申请书.pdf", PDF), scan("二.png", PNG)]}
    assert window.post(address, form).status_code == 302
    first, second = Attachment.objects.order_by("name")
    assert {first.key, second.key} == {keys[0]}
    case = first.case_id
    assert "申请书.pdf" in window.get(page(case)).content.decode()
    out = window.get(f"{page(case)}files/{second.pk}/")
    assert b"".join(out.streaming_content) == PDF
    out.close()
    assert out["Content-Type"] == "application/pdf"
    assert out["Content-Disposition"].startswith("attachment")
    assert out["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_one_case_is_not_found_under_another(desk):
    from shouwen.records.models import Attachment

    address, keys = food(desk)
    window = desk.client("heyutong")
    window.post(address, intake_form(keys) | {"form-0-files": [scan("一.pdf", PDF)]})
    other = desk.world.receive()
    assert window.get(f"{page(other)}files/{Attachment.objects.get().pk}/").status_code == 404


def test_an_error_elsewhere_loses_no_file(desk):
    from shouwen.records.models import Attachment

    address, keys = food(desk)
    window = desk.client("heyutong")
    form = intake_form(keys, applicant="")
    sent = form | {"form-0-files": [scan("一.pdf", PDF)]}
    answer = window.post(address, sent)
    assert answer.status_code == 422
    assert "已收到 一.pdf" in answer.content.decode()
    (token,) = re.findall(r'name="form-0-files-kept" value="([^"]+)"', answer.content.decode())
    mended = form | {"applicant": "徐禾", "form-0-files-kept": [token]}
    assert window.post(address, mended).status_code == 302
    assert Attachment.objects.get().name == "一.pdf"


def test_a_page_of_html_is_refused_with_how_to_mend_it(desk):
    from shouwen.records.models import Attachment

    address, keys = food(desk)
    form = intake_form(keys) | {"form-0-files": [scan("申请书.pdf", HTML)]}
    answer = desk.client("heyutong").post(address, form)
    assert answer.status_code == 422
    assert "请另存为其中一种再交" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_made_up_token_brings_no_file(desk):
    address, keys = food(desk)
    form = intake_form(keys) | {"form-0-files-kept": ["made:up"]}
    answer = desk.client("heyutong").post(address, form)
    assert answer.status_code == 422
    assert "请重新选" in answer.content.decode()


def test_a_file_too_large_is_refused(desk, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    address, keys = food(desk)
    large = scan("大.pdf", PDF + b"x" * 1024 * 1024)
    answer = desk.client("heyutong").post(address, intake_form(keys) | {"form-0-files": [large]})
    assert answer.status_code == 422
    assert "超过 1 MB" in answer.content.decode()


def test_too_many_files_at_once_are_refused(desk, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    address, keys = food(desk)
    many = [scan(f"{n}.pdf", PDF) for n in range(4)]
    answer = desk.client("heyutong").post(address, intake_form(keys) | {"form-0-files": many})
    assert answer.status_code == 413
