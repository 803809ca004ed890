"""The first files of a new question set: small, valid, and made to be written over."""

from collections.abc import Callable

from compass.core.documents import Tree

ENGLISH = "en"


def structure(set_id: str, version: str, languages: tuple[str, ...]) -> Tree:
    return {
        "format": "1",
        "id": set_id,
        "version": version,
        "languages": list[Tree](languages),
        "scales": {"progress": ["not-yet", "partly", "fully"]},
        "principles": ["first-principle"],
        "themes": [
            {
                "id": "first-theme",
                "questions": [
                    {
                        "id": "applies",
                        "code": "A1",
                        "kind": "yes-no",
                        "principles": ["first-principle"],
                    },
                    {
                        "id": "how-far",
                        "code": "A2",
                        "kind": "judgement",
                        "scale": "progress",
                        "principles": ["first-principle"],
                        "terms": ["first-term"],
                        "shown_when": {"is": {"applies": "yes"}},
                    },
                ],
            }
        ],
        "glossary": ["first-term"],
    }


def texts(language: str) -> Tree:
    """English, or English with the language in front of it: what is still to be translated."""

    def say(text: str) -> str:
        return text if language == ENGLISH else f"[{language}] {text}"

    return {
        "language": language,
        "title": say("Title of the question set"),
        "summary": say("What it is for, in one or two sentences."),
        "provenance": say("Who wrote it, after which example."),
        "principles": {
            "first-principle": {
                "title": say("First principle"),
                "text": say("What always applies."),
                "dilemma": say("A question without a right answer?"),
            }
        },
        "themes": {
            "first-theme": {"title": say("First theme"), "text": say("What this theme asks.")}
        },
        "scales": {
            "progress": {
                "not-yet": {"label": say("Not yet"), "text": say("We have not begun.")},
                "partly": {"label": say("Partly"), "text": say("We are on the way.")},
                "fully": {"label": say("Fully"), "text": say("We are done, and we can show it.")},
            }
        },
        "questions": {
            "applies": {
                "title": say("Does it apply?"),
                "text": say("Does this apply to the project?"),
                "why": say("Only those for whom it applies are asked more."),
            },
            "how-far": {
                "title": say("How far?"),
                "text": say("How far has the project got?"),
                "why": say("Why it matters to people."),
                "checks": [
                    say("A first thing to look at."),
                    say("A second thing to look at."),
                    say("A third thing to look at."),
                ],
                "bad": _example(say, "harmed"),
                "good": _example(say, "helped"),
            },
        },
        "glossary": {
            "first-term": {"term": say("first term"), "text": say("What the word means.")}
        },
    }


def _example(say: Callable[[str], str], end: str) -> Tree:
    return {
        "service": say(f"A service where people are {end}."),
        "act": say(f"What is done, so that people are {end}."),
        "consequence": say(f"What follows: people are {end}."),
    }
