"""What is pointed out in a scheme and refused to nobody (2.7.4)."""

from collections import Counter
from collections.abc import Iterator

from shouwen.rules.facts.scheme import Post, Scheme
from shouwen.rules.policy import number
from shouwen.rules.verdict import Notice
from shouwen.rules.words import Power


def pointed_out(scheme: Scheme) -> tuple[Notice, ...]:
    """Every hint: two who cover each other in a small section, a B-role who would decide on what
    they did themselves, more posts on one person than anybody can do, a holder without what the
    post asks for, a section that nobody heads."""
    return (
        *_mutual_cover(scheme),
        *_cover_in_the_chain(scheme),
        *_many_posts(scheme),
        *_unqualified_holders(scheme),
        *_sections_without_head(scheme),
    )


def _mutual_cover(scheme: Scheme) -> Iterator[Notice]:
    small = number("small_section")
    people: dict[str, set[str]] = {}
    for post in scheme.posts:
        people.setdefault(post.section, set()).add(post.holder)
    covers = {(p.section, p.holder, p.b_role): p for p in scheme.posts if p.holder and p.b_role}
    for (section, one, other), post in covers.items():
        if one < other and (section, other, one) in covers and len(people[section]) <= small:
            params = {
                "section": scheme.section[section].name,
                "one": _name(scheme, post.holder),
                "other": _name(scheme, post.b_role),
            }
            yield Notice("2.7.4", "mutual_cover", params)


def _cover_in_the_chain(scheme: Scheme) -> Iterator[Notice]:
    """Whoever examines for the holder must not be the one who reviews or decides after (7.4.2a)."""
    for post in scheme.posts:
        if Power.EXAMINE not in post.powers or not post.b_role:
            continue
        for above in _above(scheme, post):
            if above.holder == post.b_role and above.powers & {Power.REVIEW, Power.DECIDE}:
                params = {
                    "post": post.name,
                    "person": _name(scheme, post.b_role),
                    "above": above.name,
                }
                yield Notice("2.7.4", "cover_in_the_chain", params)


def _above(scheme: Scheme, post: Post) -> Iterator[Post]:
    key = scheme.superior(post)
    while key:
        yield scheme.post[key]
        key = scheme.superior(scheme.post[key])


def _many_posts(scheme: Scheme) -> Iterator[Notice]:
    most = number("posts_a_person")
    borne = Counter(who for post in scheme.posts for who in {post.holder, post.b_role} if who)
    for who, n in borne.items():
        if n > most:
            params = {"person": _name(scheme, who), "n": n, "most": most}
            yield Notice("2.7.4", "many_posts", params)


def _unqualified_holders(scheme: Scheme) -> Iterator[Notice]:
    for post in scheme.posts:
        if post.holder:
            has = scheme.person[post.holder].qualifications
            if lacks := [q for q in post.qualifications if q not in has]:
                params = {
                    "post": post.name,
                    "person": _name(scheme, post.holder),
                    "lacks": "、".join(lacks),
                }
                yield Notice("2.4.1", "holder_unqualified", params)


def _sections_without_head(scheme: Scheme) -> Iterator[Notice]:
    for section in scheme.sections:
        if section.key not in scheme.head:
            yield Notice("2.8", "section_without_head", {"section": section.name})


def _name(scheme: Scheme, key: str) -> str:
    return scheme.person[key].name
