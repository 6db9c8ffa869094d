"""The office: jurisdiction, unit, sections, posts with their duties, people and who sits where."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from shouwen.records.models._base import Row, one_of
from shouwen.rules.words import BodyKind, DutyGroup, Rank, SittingRole


class Jurisdiction(Row):
    """A county or city whose units one installation serves (decision 16). ``roster_version``
    grows with every change of who is where, ``books_version`` besides with every change of posts
    and sittings, ``catalogue_version`` with every change of what the public reads of services, so
    that what was read once may be kept until then."""

    code = models.CharField(max_length=12, unique=True)  # area code, e.g. 511602
    name = models.CharField(max_length=80)
    books_version = models.PositiveIntegerField(default=1)
    catalogue_version = models.PositiveIntegerField(default=1)
    roster_version = models.PositiveIntegerField(default=1)
    roster_at = models.DateTimeField(null=True)  # when who is where last changed


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
    body_kind = models.CharField(max_length=12, blank=True)  # who reconsiders follows from it
    review_body = models.CharField(max_length=120, blank=True)  # 复议机关 (行政复议法 art. 24, 27)
    review_address = models.CharField(max_length=200, blank=True)
    review_online = models.CharField(max_length=200, blank=True)
    court = models.CharField(max_length=120, blank=True)
    hours = models.JSONField()  # [[weekday 1-7, "09:00", "12:00"], …], Asia/Shanghai

    class Meta:
        """One unit of a key in a jurisdiction; complaint phone never empty."""

        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "key"], name="one_unit_of_a_key"),
            models.CheckConstraint(
                condition=Q(body_kind__in=["", *(kind.value for kind in BodyKind)]),
                name="body_kind_is_known",
            ),
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
    is_office = models.BooleanField(default=False)  # the Office (办公室), which takes over (3.2c)
    is_window = models.BooleanField(default=False)  # a service window: delegates first (3.2b)

    class Meta:
        """One section of a key in a unit, one Office."""

        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="one_section_of_a_key"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(is_office=True), name="one_office_a_unit"
            ),
        ]


class Post(Row):
    """A post: authority and work belong to it, people sit on it. ``deputy_order``: its place in
    the order in which deputies follow the main leader, laid down by them beforehand (3.4a).
    ``closed_at``: since when a later scheme no longer has it; its open work went to another."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    section = models.ForeignKey(Section, models.PROTECT)
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=30)
    room = models.CharField(max_length=40)
    rank = models.CharField(max_length=8, default=Rank.STAFF.value)
    heads_section = models.BooleanField(default=False)
    deputy_order = models.PositiveSmallIntegerField(null=True)
    qualifications = models.JSONField(default=list)  # what its holder must be qualified in
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """One post of a key in a section, one head a section; only deputies follow in order."""

        constraints = [
            one_of("post_rank_is_known", "rank", Rank),
            models.CheckConstraint(
                condition=Q(deputy_order__isnull=True) | Q(rank=Rank.DEPUTY.value),
                name="only_deputies_follow_in_order",
            ),
            models.UniqueConstraint(fields=["section", "key"], name="one_post_of_a_key"),
            models.UniqueConstraint(
                fields=["section"], condition=Q(heads_section=True), name="one_head_a_section"
            ),
        ]


class Function(Row):
    """A function of the unit (2.7.1), from the paper that set the unit up."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="functions")
    key = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=200)

    class Meta:
        """One function of a key in a unit."""

        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="one_function_of_a_key")
        ]


class SectionDuty(Row):
    """What a section does of a function of its unit (2.7.2)."""

    section = models.ForeignKey(Section, models.PROTECT, related_name="duties")
    function = models.ForeignKey(Function, models.PROTECT, null=True, related_name="duties")
    key = models.CharField(max_length=40)
    text = models.CharField(max_length=300)

    class Meta:
        """One duty of a key in a section."""

        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="one_section_duty_of_a_key")
        ]


class Duty(Row):
    """A duty of a post, with the powers it carries (2.4.2): nobody has a power but through one.
    A task, what it requires, how it is measured, and the document it comes from (2.4.3)."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="duties")
    section_duty = models.ForeignKey(
        SectionDuty, models.PROTECT, null=True, related_name="post_duties"
    )
    group = models.CharField(max_length=10, default=DutyGroup.BUSINESS.value)
    task = models.CharField(max_length=200)
    requirement = models.CharField(max_length=300, blank=True)
    indicator = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    powers = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Every duty is of one of the three groups."""

        constraints = [one_of("duty_group_is_known", "group", DutyGroup)]


class Person(Row):
    """Somebody of the office, and what they are qualified in. ``left_at``: since when they are of
    it no more; what they did stays theirs."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    name = models.CharField(max_length=60)
    qualifications = models.JSONField(default=list)
    left_at = models.DateTimeField(null=True)


class DutyDay(Row):
    """The leader on duty on a day (Asia/Shanghai): whoever sits on ``post`` (3.2c)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duty_days")
    day = models.DateField()
    post = models.ForeignKey(Post, models.PROTECT)

    class Meta:
        """One leader a day."""

        constraints = [
            models.UniqueConstraint(fields=["unit", "day"], name="one_duty_leader_a_day")
        ]


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
    """A sign-in. It carries no permission: what its person may do comes from posts (2.4.2). The
    administrator's belongs to no person of the office. ``password_given``: somebody else knows the
    password, for they gave it; nothing is done with the account before its owner chose another."""

    sign_in = models.CharField(max_length=60, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True)
    password_given = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)  # sets up, decides nothing

    USERNAME_FIELD = "sign_in"
    objects = Accounts()
