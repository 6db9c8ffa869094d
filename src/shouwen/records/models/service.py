"""Services and their versions: the catalogue."""

from django.db import models
from django.db.models import F, Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.matter import Matter
from shouwen.records.models.office import Jurisdiction, Person, Post, Section
from shouwen.rules.facts.version import PUBLIC
from shouwen.rules.words import Language, LimitUnit, Medium, VersionState


class Service(Row):
    """A matter the office handles for people. Its code is its key: names repeat."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    department = models.CharField(max_length=80, blank=True)  # as the source list names it
    section = models.ForeignKey(Section, models.PROTECT, null=True)
    handler = models.ForeignKey(Post, models.PROTECT, null=True)

    class Meta:
        """One service of a code in a jurisdiction."""

        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "code"], name="one_service_of_a_code")
        ]


class ServiceVersion(models.Model):
    """One version of a service. Limits stand beside the guide as columns, so that the database
    itself refuses a promise looser than the law (5.2.2e), whoever writes it. It is in force in
    [valid_from, valid_until); ``revision`` counts how often it was saved as a draft."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    service = models.ForeignKey(Service, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    guide = models.JSONField()
    statute_n = models.PositiveIntegerField(null=True)
    promise_n = models.PositiveIntegerField(null=True)
    limit_unit = models.CharField(max_length=12, null=True)  # of both: one unit
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        Person, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    written_at = models.DateTimeField(null=True)
    submitted_from = models.ForeignKey(
        Post, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    reviewed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    opinion = models.CharField(max_length=500, blank=True)  # of the last review
    published_at = models.DateTimeField(null=True)
    announced_for = models.DateField(null=True)  # published to come into force on this day
    valid_from = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)  # its matter closed after another took over
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        """Numbers run on; one version of a service is in force, and one announced; the promise
        keeps within the law. That no two were in force at one time migration 0017 adds."""

        constraints = [
            one_of("version_state_is_known", "state", VersionState),
            models.UniqueConstraint(fields=["service", "number"], name="versions_are_numbered"),
            models.UniqueConstraint(
                fields=["service"],
                condition=Q(state=VersionState.PUBLISHED.value),
                name="one_published_version_a_service",
            ),
            models.UniqueConstraint(
                fields=["service"],
                condition=Q(state=VersionState.ANNOUNCED.value),
                name="one_announced_version_a_service",
            ),
            models.CheckConstraint(
                condition=Q(statute_n__isnull=True) | Q(promise_n__lte=F("statute_n")),
                name="promise_within_statute",
            ),
            models.CheckConstraint(
                condition=Q(promise_n__isnull=True, statute_n__isnull=True)
                | Q(
                    limit_unit__isnull=False,
                    limit_unit__in=[unit.value for unit in LimitUnit],
                ),
                name="limits_have_one_unit",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in PUBLIC])
                | Q(promise_n__isnull=False, published_at__isnull=False),
                name="published_means_promised_and_dated",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[s.value for s in VersionState if s not in PUBLIC],
                    valid_from__isnull=True,
                    valid_until__isnull=True,
                )
                | Q(
                    state=VersionState.ANNOUNCED.value,
                    announced_for__isnull=False,
                    valid_from__isnull=True,
                    valid_until__isnull=True,
                )
                | Q(
                    state=VersionState.PUBLISHED.value,
                    valid_from__isnull=False,
                    valid_until__isnull=True,
                )
                | Q(
                    state=VersionState.SUPERSEDED.value,
                    valid_from__isnull=False,
                    valid_until__isnull=False,
                )
                | Q(
                    state=VersionState.WITHDRAWN.value,
                    valid_from__isnull=True,
                    valid_until__isnull=True,
                )
                | Q(
                    state=VersionState.WITHDRAWN.value,
                    valid_from__isnull=False,
                    valid_until__isnull=False,
                ),
                name="its_state_says_when_it_is_in_force",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="a_withdrawal_says_since_when_and_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "published_at", "matter"],
                condition=Q(published_at__isnull=False),
                name="versions_by_publication",
            ),
            models.Index(
                fields=["jurisdiction", "withdrawn_at", "matter"],
                condition=Q(withdrawn_at__isnull=False),
                name="versions_by_withdrawal",
            ),
            models.Index(
                fields=["matter"],
                condition=Q(state=VersionState.SUPERSEDED.value, superseded_at__isnull=True),
                name="versions_to_be_closed",
            ),
        ]


class Wording(Row):
    """What a version says in another language: ``texts`` by their places in the guide. Half written
    it is kept, and shown to nobody until it was published."""

    version = models.ForeignKey(
        ServiceVersion, models.PROTECT, related_name="wordings", db_index=False
    )
    language = models.CharField(max_length=10)
    texts = models.JSONField()
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        """A version is worded once in a language."""

        constraints = [
            one_of("wording_language_is_known", "language", Language),
            models.UniqueConstraint(fields=["version", "language"], name="worded_once_a_language"),
        ]


class OutsidePublication(Row):
    """Where else the public was told: a version of a service, or with no version the whole
    catalogue, in the press or on a board, with the photograph that proves it (5.3b). ``since`` is
    the day on which the version itself was published."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    version = models.ForeignKey(ServiceVersion, models.PROTECT, null=True)
    since = models.DateField(null=True)
    medium = models.CharField(max_length=16)
    place = models.CharField(max_length=200)
    day = models.DateField()
    photo_name = models.CharField(max_length=200)
    photo_type = models.CharField(max_length=80)
    photo_digest = models.CharField(max_length=80)
    person = models.ForeignKey(Person, models.PROTECT, db_index=False, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """Nothing was made public before it was published, and a photograph proves it."""

        constraints = [
            one_of("publication_medium_is_known", "medium", Medium),
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(photo_digest=""),
                name="a_publication_says_where_and_has_its_photograph",
            ),
            models.CheckConstraint(
                condition=Q(version__isnull=True, since__isnull=True)
                | Q(version__isnull=False, since__isnull=False, day__gte=F("since")),
                name="nothing_is_shown_before_it_is_published",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "day"], name="publications_by_day")]
