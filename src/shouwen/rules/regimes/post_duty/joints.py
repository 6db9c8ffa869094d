"""How a scheme hangs together: every key once, everything named is there, and superiors lead up to
the main leader without a loop. What does not is not even kept as a draft."""

from collections import Counter
from collections.abc import Iterable, Iterator

from shouwen.rules.facts.scheme import Post, Scheme
from shouwen.rules.verdict import Bar


def loose_joints(scheme: Scheme) -> tuple[Bar, ...]:
    """Every bar between this content and a draft of it."""
    found = (*_twice(scheme), *_nowhere(scheme))
    return found or tuple(_loops(scheme))


def _twice(scheme: Scheme) -> Iterator[Bar]:
    for clause, code, keys in (
        ("2.7.1", "function_twice", (f.key for f in scheme.functions)),
        ("2.7.2", "section_twice", (s.key for s in scheme.sections)),
        ("2.7.3", "post_twice", (p.key for p in scheme.posts)),
        ("2.4.4", "person_twice", (p.key for p in scheme.people)),
        ("2.7.3", "succession_twice", (s.post for s in scheme.successions)),
    ):
        yield from (Bar(clause, code, {"key": key}) for key in repeated(keys))
    for section in scheme.sections:
        for key in repeated(duty.key for duty in section.duties):
            yield Bar("2.7.2", "section_duty_twice", {"section": section.name, "key": key})


def repeated(keys: Iterable[str]) -> list[str]:
    """The keys that come more than once, each once, in order."""
    return [key for key, n in Counter(keys).items() if n > 1]


def _nowhere(scheme: Scheme) -> Iterator[Bar]:
    functions = {function.key for function in scheme.functions}
    for section in scheme.sections:
        for duty in section.duties:
            if duty.function and duty.function not in functions:
                params = {"section": section.name, "duty": duty.text, "function": duty.function}
                yield Bar("2.7.2", "function_unknown", params)
        if section.supervised_by and section.supervised_by not in scheme.post:
            params = {"section": section.name, "post": section.supervised_by}
            yield Bar("2.8", "superior_unknown", params)
    for post in scheme.posts:
        yield from _of_a_post(scheme, post)
    for way in scheme.successions:
        if way.post in scheme.post:
            yield Bar("2.7.3", "succession_of_a_post_that_stays", {"post": way.post})
        if way.successor not in scheme.post:
            yield Bar("2.7.3", "successor_unknown", {"post": way.post, "successor": way.successor})


def _of_a_post(scheme: Scheme, post: Post) -> Iterator[Bar]:
    section = scheme.section.get(post.section)
    if section is None:
        yield Bar("2.7.3", "section_unknown", {"post": post.name, "section": post.section})
    else:
        known = {duty.key for duty in section.duties}
        for duty in post.duties:
            if duty.section_duty and duty.section_duty not in known:
                params = {"post": post.name, "task": duty.task, "duty": duty.section_duty}
                yield Bar("2.7.3", "section_duty_unknown", params)
    for clause, code, person in (
        ("2.4.4", "holder_unknown", post.holder),
        ("2.7.4", "b_role_unknown", post.b_role),
    ):
        if person and person not in scheme.person:
            yield Bar(clause, code, {"post": post.name, "person": person})


def _loops(scheme: Scheme) -> Iterator[Bar]:
    """Each loop once, told from the first of its posts; a post above itself is the shortest."""
    told: set[str] = set()
    for post in scheme.posts:
        way = [post.key]
        while above := scheme.superior(scheme.post[way[-1]]):
            if above in told:
                break
            if above in way:
                loop = way[way.index(above) :]
                told.update(loop)
                names = [scheme.post[key].name for key in (*loop, above)]
                code = "superior_of_itself" if len(loop) == 1 else "superiors_in_a_loop"
                yield Bar("2.8", code, {"post": names[0], "way": " → ".join(names)})
                break
            way.append(above)
        told.update(way)
