"""Mail as it comes: odd charsets, HTML, robots, letters quoted in letters, and nothing at all."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.exchange.mail import read
from shouwen.exchange.plain import plain

HEAD = b"From: =?utf-8?b?5byg5LiJ?= <zhangsan@example.org>\r\nMessage-ID: <one@example.org>\r\n"


def mail(text: str = "开饭馆要什么证？", **headers: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = "张三 <zhangsan@example.org>"
    message["Subject"] = "问一件事"
    message["Message-ID"] = "<one@example.org>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def test_who_wrote_what_under_which_name_is_read():
    said = read(mail().as_bytes())
    assert (said.id, said.sender, said.name) == ("one@example.org", "zhangsan@example.org", "张三")
    assert (said.subject, said.text) == ("问一件事", "开饭馆要什么证？")
    assert not said.automatic


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),  # declared narrower than it is: 镕 is not in GB 2312
        ("gbk", "gbk"),
        ("big5", "big5"),
        ("no-such-charset", "gb18030"),
        ("us-ascii", "utf-8"),
        ("zlib", "utf-8"),  # a codec of Python's that is no charset
        ("", "gb18030"),
    ],
)
def test_words_are_read_in_the_charset_they_have_whatever_they_declare(declared, encoding):
    text = "請問營業" if encoding == "big5" else "朱镕先生问营业执照"
    declares = f'; charset="{declared}"'.encode() if declared else b""
    raw = HEAD + b"Content-Type: text/plain" + declares + b"\r\n\r\n" + text.encode(encoding)
    assert read(raw).text == text


def test_a_subject_in_bytes_that_nobody_declared_is_read():
    assert read("Subject: 问营业执照\r\n\r\n".encode("gb18030")).subject == "问营业执照"


def test_html_is_read_as_words_and_nothing_else():
    message = EmailMessage()
    message.set_content(
        "<head><title>x</title><style>p{color:red}</style></head><body><p>第一行&nbsp;&lt;b&gt;</p>"
        "<script>alert(1)</script><p>第二行<br>第三行 <a href='https://example.org/a'>这里</a></p>",
        subtype="html",
    )
    assert (
        read(message.as_bytes()).text
        == "第一行 <b>\n\n第二行\n第三行 这里（https://example.org/a）"
    )


def test_of_two_versions_of_one_letter_the_plain_one_is_read_unless_it_says_nothing():
    message = mail("  \n")
    message.add_alternative("<p>HTML 里才有话</p>", subtype="html")
    assert read(message.as_bytes()).text == "HTML 里才有话"
    message = mail("纯文本")
    message.add_alternative("<p>HTML</p>", subtype="html")
    assert read(message.as_bytes()).text == "纯文本"


@pytest.mark.parametrize(
    "quoted",
    [
        "> 您好，来信收到",
        "------------------ 原始邮件 ------------------\n发件人: 审批局\n来信收到",
        "-----Original Message-----\nFrom: office\n来信收到",
        "在 2026年10月13日，审批局 写道：\n来信收到",
        "On Tue, Oct 13, 2026 at 9:01 AM office <a@example.org> wrote:\n来信收到",
        "发件人： 审批局\n发送时间： 2026年10月13日\n来信收到",
    ],
)
def test_of_an_answer_only_what_is_new_is_read(quoted):
    raw = mail(f"还有一个问题。\n\n{quoted}\n", In_Reply_To="<ours@localhost>").as_bytes()
    assert read(raw).text == "还有一个问题。"


def test_what_is_quoted_in_a_first_letter_is_what_it_is_about():
    assert "来信收到" in read(mail("请看下面这封。\n-----原始邮件-----\n来信收到").as_bytes()).text


def test_an_answer_that_only_quotes_keeps_what_it_quotes():
    assert read(mail("> 全在引文里", In_Reply_To="<a@b>").as_bytes()).text == "> 全在引文里"


def test_an_html_answer_is_read_without_its_quotation():
    message = mail("", In_Reply_To="<ours@localhost>")
    message.set_content("<p>补充一点</p><blockquote><p>来信收到</p></blockquote>", subtype="html")
    assert read(message.as_bytes()).text == "补充一点"


def test_what_it_answers_is_named_nearest_first_and_each_once():
    raw = mail(In_Reply_To="<c@x>", References="<a@x> <b@x> <c@x>").as_bytes()
    assert read(raw).refers_to == ("c@x", "b@x", "a@x")


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<news.example.org>"},
        {"Return_Path": "<>"},
        {"Subject_": ""},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_what_a_program_wrote_is_known_for_it(headers):
    message = mail(**{name: value for name, value in headers.items() if value})
    if "Subject_" in headers:
        message.replace_header("Subject", "自动回复：我在休假")
    assert read(message.as_bytes()).automatic


@pytest.mark.parametrize("said", ["no", ""])
def test_what_a_person_wrote_is_no_robots(said):
    assert not read(mail(**({"Auto_Submitted": said} if said else {})).as_bytes()).automatic


def test_files_come_with_their_names_however_they_are_packed():
    message = mail()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="营业.pdf")
    message.add_attachment("表格", subtype="csv", filename="清单.csv")
    found = read(message.as_bytes()).enclosed
    assert [file.name for file in found] == ["营业.pdf", "清单.csv"]
    assert found[0].content == b"%PDF-1.7"
    old = b'Content-Type: application/pdf; name="=?gb2312?B?1cXI/Q==?=.pdf"\r\n\r\n%PDF'
    assert read(old).enclosed[0].name == "张三.pdf"


def test_a_letter_within_a_letter_is_a_file_of_it():
    outer = mail("请看转来的信")
    outer.add_attachment(mail("里面的信"))
    said = read(outer.as_bytes())
    assert said.text == "请看转来的信"
    assert [b"one@example.org" in file.content for file in said.enclosed] == [True]


def test_a_file_of_which_only_the_beginning_was_fetched_says_so():
    message = mail()
    message.add_attachment(b"x" * 9000, maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment(b"y" * 9000, maintype="application", subtype="pdf", filename="b.pdf")
    found = read(message.as_bytes()[:-4000], whole=False).enclosed
    assert [file.whole for file in found] == [True, False]


def test_a_mail_without_a_name_is_named_by_what_it_holds():
    assert read(b"\r\nhello").id == read(b"\r\nhello").id != read(b"\r\nhallo").id


def test_parts_within_parts_without_end_leave_who_wrote():
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(3000)
    )
    said = read(HEAD + deep)
    assert (said.sender, said.text) == ("zhangsan@example.org", "")


def test_no_sign_that_a_table_refuses_is_left():
    raw = HEAD + b"Content-Type: text/plain; charset=utf-7\r\n\r\na+2AA-b\x00c\x07d"
    said = read(raw).text
    said.encode("utf-8")
    assert "\x00" not in said


def test_twenty_thousand_signs_are_all_there():
    assert len(read(mail("字" * 20_000).as_bytes()).text) == 20_000


@given(st.binary(max_size=400))
def test_whatever_bytes_a_mailbox_holds_are_read(raw):
    for start in (b"", HEAD, HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"):
        for field in (read(start + raw).name, read(start + raw).subject, read(start + raw).text):
            field.encode("utf-8")


@given(
    st.lists(
        st.sampled_from(
            ["Content-Type: message/rfc822", "Content-Type: multipart/alternative; boundary=b",
             "Content-Type: text/html; charset=x", "Content-Transfer-Encoding: base64", "",
             "--b", "--b--", "Subject: =?utf-8?b?!!!?=", "Content-Disposition: attachment",
             "References: <<a@b>>", "From: =?x?q?=FF?=", "<p><b", "中文", "Message-ID: <>"]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_however_its_lines_are_jumbled_a_mail_is_read(lines):
    said = read("\r\n".join(lines).encode())
    assert said.id


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("没有标签", "没有标签"),
        ("<p>没关上<div>也读", "没关上\n也读"),
        ("<script>一直到最后", ""),
        ("a<!-- 不读 -->b<!--[if mso]>x<![endif]-->c", "abc"),
        ("<b" * 5000 + ">x", "x"),
        ("<div>" * 5000 + "深处", "深处"),
        ("&#0;&#xD800;&nosuch;好", "\ufffd\ufffd&nosuch;好"),
        ("<table><tr><td>甲<td>乙</table>", "甲 乙"),
    ],
    ids=range(8),
)
def test_html_of_any_make_is_words(html, words):
    assert plain(html) == words
