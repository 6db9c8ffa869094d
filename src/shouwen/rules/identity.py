"""Identity documents, credit codes and phones: what is wrong with them, and how to show them.

Functions answer with a code, or ``None`` when nothing is to be said; :data:`SENTENCES` has what
people read. A *problem* is refused; a *warning* is shown and never in anybody's way. Text is read
the way people type it, with spaces, full-width digits and small letters; :func:`tidied` is what to
store.
"""

import re
from datetime import date
from unicodedata import normalize

SENTENCES: dict[str, str] = {
    "resident_id_old": "这是 15 位的旧号码，已停止使用。请按现在的证件填写 18 位号码。",
    "resident_id_form": "证件号码应为 18 位：前 17 位是数字，最后一位是数字或 X。请对照证件核对。",
    "resident_id_birth": "第 7 至 14 位不是一个已经过去的日期。请对照证件上的出生日期核对。",
    "resident_id_check": "校验位不符，多半有一位抄错或前后颠倒。请对照证件逐位核对。",
    "resident_id_region": "开头的地区代码不在已知的省级代码之中。如与证件一致，可以继续。",
    "credit_code_form": (
        "统一社会信用代码应为 18 位数字和大写字母，不用 I、O、S、V、Z。请对照营业执照或登记证书核对。"
    ),
    "credit_code_check": "校验位不符，多半有一位抄错或前后颠倒。请对照营业执照或登记证书逐位核对。",
    "credit_code_organisation": "第 9 至 17 位（组织机构代码）的校验位不符。如与证书一致，可以继续。",
    "phone_mobile_length": "手机号码应为 11 位。如确实如此，可以继续。",
    "phone_odd": "这不像常见的电话号码，请念一遍核对。如确实如此，可以继续。",
}

# The two digits with which GB/T 2260 begins the codes of provinces; 81 to 83 stand on residence
# permits of people from Hong Kong, Macao and Taiwan.
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")

_RESIDENT_ID = re.compile(r"[0-9]{17}[0-9X]")
_RESIDENT_ID_WEIGHTS = tuple(2**exponent % 11 for exponent in range(17, 0, -1))
_RESIDENT_ID_CHECKS = "10X98765432"

_CREDIT_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_CODE = re.compile(f"[{_CREDIT_CODE_ALPHABET}]{{18}}")
_CREDIT_CODE_WEIGHTS = tuple(3**exponent % 31 for exponent in range(17))

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHECKS = "0X987654321"


def tidied(text: str) -> str:
    """A number as it is stored: without spaces and dashes, half-width, in capitals."""
    return re.sub(r"[\s\-–—]", "", normalize("NFKC", text)).upper()


def resident_id_problem(text: str, today: date) -> str | None:
    """What is wrong with the 18 characters of a resident identity card (GB 11643), a residence
    permit (from 81, 82, 83) or a foreigner's permanent residence card (from 9), which share the
    place of the birth date and the check (ISO 7064 MOD 11-2)."""
    number = tidied(text)
    if re.fullmatch("[0-9]{15}", number):
        return "resident_id_old"
    if not _RESIDENT_ID.fullmatch(number):
        return "resident_id_form"
    try:
        born = date.fromisoformat(number[6:14])
    except ValueError:
        return "resident_id_birth"
    if born > today:
        return "resident_id_birth"
    weighed = sum(
        int(digit) * weight for digit, weight in zip(number[:17], _RESIDENT_ID_WEIGHTS, strict=True)
    )
    return None if _RESIDENT_ID_CHECKS[weighed % 11] == number[17] else "resident_id_check"


def resident_id_warning(text: str) -> str | None:
    """What is odd about a number without a problem: a province nobody knows. Counties come and go,
    so they are not looked at."""
    number = tidied(text)
    province = number[1:3] if number.startswith("9") else number[:2]
    return None if _PROVINCE.fullmatch(province) else "resident_id_region"


def credit_code_problem(text: str) -> str | None:
    """What is wrong with a unified social credit code (GB 32100). Codes may begin with a letter:
    military bodies have A, village collectives N."""
    code = tidied(text)
    if not _CREDIT_CODE.fullmatch(code):
        return "credit_code_form"
    weighed = sum(
        _CREDIT_CODE_ALPHABET.index(character) * weight
        for character, weight in zip(code[:17], _CREDIT_CODE_WEIGHTS, strict=True)
    )
    expected = _CREDIT_CODE_ALPHABET[-weighed % 31]
    return None if code[17] == expected else "credit_code_check"


def credit_code_warning(text: str) -> str | None:
    """What is odd about a code without a problem: the organisation code inside (characters 9 to
    17) fails its own check (GB 11714), as some codes in use do."""
    if credit_code_problem(text):
        return None
    organisation = tidied(text)[8:17]
    weighed = sum(
        int(character, 36) * weight
        for character, weight in zip(organisation[:8], _ORGANISATION_WEIGHTS, strict=True)
    )
    fits = _ORGANISATION_CHECKS[weighed % 11] == organisation[8]
    return None if fits else "credit_code_organisation"


_PHONE = re.compile(
    r"""
    ( (\+?86-?)?1[3-9](-?\d){9}                  # mobile
    | (\+?86-?)?0\d{2,3}-?[2-9](-?\d){6,7}       # landline with its area code
    | [48]00(-?\d){7}                            # 400 and 800 lines
    | 1\d{2} | 12\d{3} | 9\d{4}                  # 110, 12345, 95588
    | \+(?!86)\d(-?\d){6,14}                     # abroad, Hong Kong, Macao, Taiwan
    )
    ( (-|转|分机|ext\.?|x|\#) \d{1,6} )?          # extension
    """,
    re.VERBOSE | re.IGNORECASE,
)


# How a country is dialled; 86 alone only where a mobile number follows.
_COUNTRY = re.compile(r"^((\+|00)(86)?|86(?=1[3-9][0-9]{9}$))")


def phone_key(phone: str) -> str:
    """By what a phone is found again, however it was written: its digits, without the sign of a country
    and without China's own 86; an area code is left as it is. What has no digit is its own key. At
    most three times as long as what was written: one sign may stand for three digits."""
    dialled = re.sub(r"[^0-9+]", "", normalize("NFKC", phone))
    return re.sub(r"[^0-9]", "", _COUNTRY.sub("", dialled)) or phone.strip()


def phone_warning(text: str) -> str | None:
    """What is odd about a phone number. Nobody is ever refused for one: people have old, foreign
    and borrowed phones."""
    number = re.sub(r"[\s()]", "", normalize("NFKC", text))
    if _PHONE.fullmatch(number):
        return None
    return "phone_mobile_length" if re.fullmatch(r"1[3-9]\d{4,}", number) else "phone_odd"


# The compound surnames in common use; all others are taken to have one character.
_COMPOUND_SURNAME = re.compile(
    "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|司空|夏侯|端木|长孙|宇文|轩辕|南宫|独孤|申屠"
)


def mask_name(name: str) -> str:
    """A person's name for pages that others see: 张*, 欧阳**; in other scripts the first letter."""
    surname = _COMPOUND_SURNAME.match(name)
    shown = 2 if surname and len(name) > 2 else 1
    return name[:shown] + "*" * min(max(len(name) - shown, 1), 3)  # long names stay readable


def mask_number(number: str) -> str:
    """A document's number: its first and last four characters; of a short one, the last quarter.

    For desks; public pages show no document numbers at all (个人信息保护法 art. 6)."""
    return _masked(number, first=1, last=4, hidden=10)


def mask_phone(phone: str) -> str:
    """A phone number: 138****5678, 082****0101; of a short one, the last quarter."""
    return _masked(phone, first=3, last=4, hidden=4)


def _masked(text: str, first: int, last: int, hidden: int) -> str:
    text = tidied(text)
    if len(text) < first + hidden + last:
        first, last = 0, len(text) // 4
    end = len(text) - last
    return text[:first] + "*" * (end - first) + text[end:]


def bare(name: str) -> str:
    """A name as it is compared with another: blanks in it are nothing."""
    return "".join(name.split())
