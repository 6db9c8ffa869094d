"""The office: jurisdiction, unit, sections, posts with their duties, people and who sits where."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from shouwen.records.models._base import Row, one_of
from shouwen.rules.words import SittingRole


class Jurisdiction(Row):
    """A county or city whose units one installation serves (decision 16). ``roster_version``
    grows with every change of the office, so that a roster read once may be kept until then."""

    code = models.CharField(max_length=12, unique=True)  # area code, e.g. 511602
    name = models.CharField(max_length=80)
    roster_version = models.PositiveIntegerField(default=1)


class Unit(Row):
    """A public office. No unit goes live without its complaint section and phone (5.4b)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    key = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    sign = models.CharField(max_length=10)  # in numbers of papers: 广审
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=30)
    complaint_section = models.CharField(max_length=80)
    complaint_phone = models.CharField(max_length=30)
    hours = models.JSONField()  # [[weekday 1-7, "09:00", "12:00"], …], Asia/Shanghai

    class Meta:
        """One unit of a key in a jurisdiction; complaint phone never empty."""

        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "key"], name="one_unit_of_a_key"),
            models.CheckConstraint(
                condition=~Q(complaint_phone="") & ~Q(complaint_section=""),
                name="complaints_have_a_section_and_a_phone",
            ),
        ]


class Section(Row):
    """A section of a unit, supervised by one leader's post."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=30)
    room = models.CharField(max_length=40)
    leader = models.ForeignKey("Post", models.PROTECT, null=True, related_name="supervised")

    class Meta:
        """One section of a key in a unit."""

        constraints = [models.UniqueConstraint(fields=["unit", "key"], name="one_section_of_a_key")]


class Post(Row):
    """A post: authority and work belong to it, people sit on it."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    section = models.ForeignKey(Section, models.PROTECT)
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=30)
    room = models.CharField(max_length=40)
    heads_section = models.BooleanField(default=False)

    class Meta:
        """One post of a key in a section, one head a section."""

        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="one_post_of_a_key"),
            models.UniqueConstraint(
                fields=["section"], condition=Q(heads_section=True), name="one_head_a_section"
            ),
        ]


class Duty(Row):
    """A duty of a post, with the powers it carries (2.4.2): nobody has a power but through one."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="duties")
    task = models.CharField(max_length=200)
    powers = models.JSONField(default=list)


class Person(Row):
    """Somebody of the office."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    name = models.CharField(max_length=60)


class Sitting(Row):
    """A person on a post for a half-open period (decision 5)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="sittings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="sittings")
    role = models.CharField(max_length=10)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        """Periods go forward; one open sitting of a role on a post."""

        constraints = [
            one_of("sitting_role_is_known", "role", SittingRole),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="sitting_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["post", "role"],
                condition=Q(until__isnull=True),
                name="one_open_sitting_of_a_role",
            ),
        ]


class Accounts(BaseUserManager["Account"]):
    """How accounts are looked up by Django's sign-in."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account of a sign-in name."""
        return self.select_related("person").get(sign_in=username)


class Account(Row, AbstractBaseUser):
    """A sign-in. It carries no permission: what its person may do comes from posts (2.4.2)."""

    sign_in = models.CharField(max_length=60, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "sign_in"
    objects = Accounts()
