"""The life of a version of a service: draft → reviewing → approved → published, in force at once or
announced for a later day → superseded by the next one, or withdrawn (5.1a).

The post that keeps the catalogue writes, the head of the section that handles the service reviews,
the leader who supervises that section publishes; nobody checks what they wrote themselves."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.commitment.languages import (
    it_is_not_public_in_english,
    it_says_what_the_guide_says,
    the_english_is_whole,
    what_is_public_in_english_stays_whole,
)
from shouwen.rules.regimes.commitment.pledges import the_office_has_promised_on_conduct_and_fees
from shouwen.rules.regimes.commitment.publishing import (
    IT_MAY_BE_PUBLISHED,
    another_has_taken_over,
    it_comes_on_a_later_day,
    its_day_has_come,
    no_other_has_taken_over,
    no_other_version_is_announced,
    nobody_saved_meanwhile,
    the_promise_keeps_within_the_statute,
    the_return_says_why,
    the_withdrawal_is_explained,
    who_checks_did_not_write,
)
from shouwen.rules.regimes.time_limit import something_has_run_out
from shouwen.rules.words import Bearer, Power, VersionState

KEEPERS = May(powers=(Power.PUBLISH,))
REVIEWERS = May(
    powers=(Power.REVIEW, Power.DECIDE), bearers=(Bearer.HEAD, Bearer.LEADER, Bearer.MAIN)
)
LEADERS = May(powers=(Power.DECIDE,), bearers=(Bearer.LEADER, Bearer.MAIN))
CLOCK = May(clock=True)
IT_MAY_GO_OUT = (
    *IT_MAY_BE_PUBLISHED,
    the_office_has_promised_on_conduct_and_fees,
    who_checks_did_not_write,
    no_other_version_is_announced,
)

MOVES = (
    Move(
        "service_version.draft_version",
        clause="5.3a",
        before=(None,),
        after=VersionState.DRAFT,
        may=May(powers=(Power.PUBLISH,), clock=True),
        leaves=(the_promise_keeps_within_the_statute,),
    ),
    Move(
        "service_version.write_draft",
        clause="5.3a",
        before=(VersionState.DRAFT,),
        after=None,
        may=KEEPERS,
        leaves=(the_promise_keeps_within_the_statute, nobody_saved_meanwhile),
    ),
    Move(
        "service_version.submit_version",
        clause="5.3a",
        before=(VersionState.DRAFT,),
        after=VersionState.REVIEWING,
        may=KEEPERS,
        needs=IT_MAY_BE_PUBLISHED,
        opens=("review_version",),
        ends=("revise_draft",),
    ),
    Move(
        "service_version.return_version",
        clause="5.3a",
        before=(VersionState.REVIEWING, VersionState.APPROVED),
        after=VersionState.DRAFT,
        may=REVIEWERS,
        leaves=(the_return_says_why,),
        opens=("revise_draft",),
        ends=("review_version", "publish_version"),
    ),
    Move(
        "service_version.approve_version",
        clause="5.3a",
        before=(VersionState.REVIEWING,),
        after=VersionState.APPROVED,
        may=REVIEWERS,
        needs=(who_checks_did_not_write,),
        opens=("publish_version",),
        ends=("review_version",),
    ),
    Move(
        "service_version.publish_version",
        clause="5.1a",
        before=(VersionState.APPROVED,),
        after=VersionState.PUBLISHED,
        may=LEADERS,
        needs=IT_MAY_GO_OUT,
        ends=("publish_version",),
    ),
    Move(
        "service_version.announce_version",
        clause="5.1a",
        before=(VersionState.APPROVED,),
        after=VersionState.ANNOUNCED,
        may=LEADERS,
        needs=IT_MAY_GO_OUT,
        leaves=(it_comes_on_a_later_day,),
        opens=("come_into_force",),
        ends=("publish_version",),
    ),
    Move(
        "service_version.come_into_force",
        clause="5.1a",
        before=(VersionState.ANNOUNCED,),
        after=VersionState.PUBLISHED,
        may=CLOCK,
        needs=(its_day_has_come,),
        ends=("come_into_force",),
    ),
    Move(
        "service_version.supersede_version",
        clause="5.1a",
        before=(VersionState.PUBLISHED,),
        after=VersionState.SUPERSEDED,
        may=CLOCK,
        needs=(another_has_taken_over,),
    ),
    Move(
        "service_version.withdraw_version",
        clause="5.1a",
        before=(VersionState.ANNOUNCED, VersionState.PUBLISHED),
        after=VersionState.WITHDRAWN,
        may=KEEPERS,
        needs=(no_other_has_taken_over,),
        leaves=(the_withdrawal_is_explained,),
        voids=("come_into_force",),
    ),
    Move(
        "service_version.write_in_english",
        clause="5.3a",
        before=(VersionState.ANNOUNCED, VersionState.PUBLISHED),
        after=None,
        may=KEEPERS,
        leaves=(it_says_what_the_guide_says, what_is_public_in_english_stays_whole),
    ),
    Move(
        "service_version.publish_in_english",
        clause="5.3a",
        before=(VersionState.ANNOUNCED, VersionState.PUBLISHED),
        after=None,
        may=KEEPERS,
        needs=(it_is_not_public_in_english, the_english_is_whole),
    ),
    Move(
        "service_version.note_missed",
        clause="5.2.2d",
        before=(VersionState.DRAFT, VersionState.REVIEWING, VersionState.APPROVED),
        after=None,
        may=CLOCK,
        needs=(something_has_run_out,),
    ),
)
