"""A large office with its scheme of duties: the demo office, its sections many times over."""

from dataclasses import replace

from shouwen.acts.founding import Office
from shouwen.life.office import office

AREA = "511699"  # of no real district, so that it stands beside the demo office


def large_office(posts: int) -> Office:
    """The demo office with copies of every section that is neither the Office nor the leaders',
    each with its own posts and people, until there are ``posts`` posts or a few more."""
    small = office()
    leading = {post.section for post in small.posts if post.is_leaders}
    copied = [s for s in small.sections if not s.is_office and s.key not in leading]
    staff = [p for p in small.posts if p.section in {section.key for section in copied}]
    held = {post.holder for post in staff}
    sections, many, people = list(small.sections), list(small.posts), list(small.people)
    for n in range(-(-(posts - len(small.posts)) // len(staff))):
        sections += [replace(s, key=f"{s.key}{n}", name=f"{s.name}{n}") for s in copied]
        many += [
            replace(
                post,
                key=f"{post.key}{n}",
                section=f"{post.section}{n}",
                holder=f"{post.holder}{n}",
                b_role=f"{post.b_role}{n}" if post.b_role in held else post.b_role,
            )
            for post in staff
        ]
        people += [replace(p, key=f"{p.key}{n}") for p in small.people if p.key in held]
    people = [replace(person, key=f"large-{person.key}") for person in people]
    many = [
        replace(post, holder=f"large-{post.holder}", b_role=f"large-{post.b_role}") for post in many
    ]
    return replace(
        small,
        area=AREA,
        sections=tuple(sections),
        posts=tuple(many),
        people=tuple(people),
    )
