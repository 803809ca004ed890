"""Each rule for question sets: spoil the fixture set in one place, and that one fault is found."""

import pytest

SPOILT = {
    # what: (file, old, new, code, path)
    "unknown key": ("set.yaml", "format: 1", "format: 1\ncolour: red", "unknown-key", "colour"),
    "missing key": ("set.yaml", "format: 1\n", "", "missing-key", "format"),
    "other format": ("set.yaml", "format: 1", "format: 2", "unknown-format", "format"),
    "folder and id differ": ("set.yaml", "id: every-kind", "id: each-kind", "folder-name", "id"),
    "folder and version differ": ("set.yaml", "1.0.0", "1.0.1", "folder-name", "version"),
    "version with too many digits": ("set.yaml", "version: 1.0.0", "version: 1.0." + "1" * 5000,
                                     "bad-version", "version"),
    "no semantic version": ("set.yaml", "1.0.0", "1.0", "bad-version", "version"),
    "bad id": ("set.yaml", "id: channel", "id: Channel_1", "bad-id",
               "themes.service.questions.Channel_1.id"),
    "id with a space that nobody sees": ("set.yaml", "id: channel", "id: channel\u00a0",
                                         "surrounding-space",
                                         "themes.service.questions.channel\u00a0.id"),
    "number with a space": ("set.yaml", "minimum: 0", "minimum: ' 0'", "surrounding-space",
                            "themes.care.questions.false-alarms.minimum"),
    "question called by a number": ("set.yaml", "id: nickname", "id: 12", "number-as-id",
                                    "themes.service.questions.12.id"),
    "unknown kind": ("set.yaml", "kind: number", "kind: slider", "unknown-kind",
                     "themes.care.questions.false-alarms.kind"),
    "second question of that id": ("set.yaml", "id: nickname", "id: groups", "duplicate-id",
                                   "themes.service.questions.groups"),
    "second question of that code": ("set.yaml", "code: S4", "code: S3", "duplicate-code",
                                     "themes.service.questions.nickname.code"),
    "question without a code": ("set.yaml", "        code: S4\n", "", "missing-key",
                                "themes.service.questions.nickname.code"),
    "question without a principle": ("set.yaml", "          - letter\n        principles:\n"
                                     "          - people-first\n", "          - letter\n",
                                     "missing-key",
                                     "themes.service.questions.channel.principles"),
    "empty list": ("set.yaml", "glossary:\n  - automated-decision\n  - chatbot\n"
                   "  - plain-language\n", "glossary: []\n", "empty-list", "glossary"),
    "unknown term": ("set.yaml", "glossary:\n  - automated-decision\n  - chatbot\n",
                   "glossary:\n  - chatbot\n", "unknown-id",
                   "themes.service.questions.uses-automation.terms.0"),
    "unknown principle": ("set.yaml", "          - control", "          - kindness", "unknown-id",
                          "themes.care.questions.oversight.principles.0"),
    "unknown scale": ("set.yaml", "scale: ease", "scale: comfort", "unknown-id",
                      "themes.words.questions.reading-ease.scale"),
    "scale of one level": ("set.yaml", "    - hard\n    - fair\n", "", "short-scale",
                           "scales.ease"),
    "options of a text": ("set.yaml", "code: S4", "code: S4\n        options:\n          - a",
                          "key-of-other-kind", "themes.service.questions.nickname.options"),
    "bounds of a date": ("set.yaml", "code: C3", "code: C3\n        minimum: 1",
                         "key-of-other-kind", "themes.care.questions.stopped-on.minimum"),
    "bound without a number": ("set.yaml", "minimum: 0", "minimum: none", "not-a-number",
                               "themes.care.questions.false-alarms.minimum"),
    "bounds the wrong way round": ("set.yaml", "minimum: 0", "minimum: 101", "bad-range",
                                   "themes.care.questions.false-alarms.minimum"),
    "optional perhaps": ("set.yaml", 'optional: "yes"', "optional: perhaps", "not-yes-or-no",
                         "themes.service.questions.nickname.optional"),
    "unused term": ("set.yaml", "        terms:\n          - chatbot\n", "", "unused-term",
                    "glossary.1"),
    "unused scale": ("set.yaml", "  ease:", "  spare:\n    - a\n    - b\n  ease:", "unused-scale",
                     "scales.spare"),
    "empty value": ("set.yaml", "code: S4", "code:", "empty-value",
                    "themes.service.questions.nickname.code"),
    "no web address": ("set.yaml", "url: https://", "url: javascript:", "bad-url",
                       "sources.gdpr.url"),
    "no date": ("set.yaml", "date: 2016-04-27", "date: 2016-13", "not-a-date",
                "sources.gdpr.date"),
    "language without a file": ("set.yaml", "  - de\n", "  - de\n  - lu\n", "missing-file",
                                "languages.4"),
    "file without its language": ("set.yaml", "  - de\n", "", "undeclared-language", ""),
    "no language code": ("set.yaml", "  - de\n", "  - de\n  - deutsch\n", "bad-language",
                         "languages.4"),
    # conditions
    "unknown operator": ("set.yaml", "          answered: oversight",
                         "          unless: oversight", "bad-condition",
                         "themes.care.questions.false-alarms.shown_when.unless"),
    "two operators": ("set.yaml", "          answered: oversight",
                      "          answered: oversight\n          is: {channel: letter}",
                      "bad-condition", "themes.care.questions.false-alarms.shown_when"),
    "condition on nothing": ("set.yaml", "          answered: oversight\n", "          is: x\n",
                             "bad-condition",
                             "themes.care.questions.false-alarms.shown_when.is"),
    "condition on an unknown question": ("set.yaml", "answered: oversight", "answered: weather",
                                         "unknown-question",
                                         "themes.care.questions.false-alarms.shown_when.answered"),
    "condition on a part of a number": ("set.yaml", "            - is:\n"
                                        "                channel: letter",
                                        "            - at_least:\n"
                                        "                false-alarms.half: 3",
                                        "condition-type",
                                        "themes.care.questions.stopped-on.shown_when"
                                        ".any.0.at_least.false-alarms.half"),
    "condition with a dot too many": ("set.yaml", "channel: letter", "channel.: letter",
                                      "unknown-question",
                                      "themes.care.questions.stopped-on.shown_when.any.0.is.channel."),
    "condition on a statement": ("set.yaml", "answered: oversight", "answered: introduction",
                                 "condition-type",
                                 "themes.care.questions.false-alarms.shown_when.answered"),
    "is on a multiple choice": ("set.yaml", "                channel: letter",
                                "                groups: children", "condition-type",
                                "themes.care.questions.stopped-on.shown_when.any.0.is.groups"),
    "includes on a single choice": ("set.yaml", "                groups: children",
                                    "                channel: letter", "condition-type",
                                    "themes.care.questions.stopped-on.shown_when"
                                    ".any.1.includes.channel"),
    "at_least on a choice": ("set.yaml", "oversight: largely", "channel: letter",
                             "condition-type",
                             "themes.care.questions.oversight-how.shown_when.all.0.at_least.channel"),
    "before on a number": ("set.yaml", "            - not:\n"
                           "                answered: stopped-on\n",
                           "            - before:\n                false-alarms: 2027-08-02\n",
                           "condition-type", "themes.care.questions.oversight-how.shown_when"
                           ".all.1.before.false-alarms"),
    "before no day": ("set.yaml", "            - not:\n                answered: stopped-on\n",
                      "            - before:\n                stopped-on: 2027-02-30\n",
                      "not-a-date", "themes.care.questions.oversight-how.shown_when"
                      ".all.1.before.stopped-on"),
    "at_least on a date": ("set.yaml", "            - not:\n                answered: stopped-on\n",
                           "            - at_least:\n                stopped-on: 2027\n",
                           "condition-type", "themes.care.questions.oversight-how.shown_when"
                           ".all.1.at_least.stopped-on"),
    "not known without a question": ("set.yaml", "answered: oversight", "not_known: sight",
                                     "unknown-question",
                                     "themes.care.questions.false-alarms.shown_when.not_known"),
    "unknown option": ("set.yaml", "channel: letter", "channel: pigeon", "unknown-value",
                       "themes.care.questions.stopped-on.shown_when.any.0.is.channel"),
    "unknown level": ("set.yaml", "oversight: largely", "oversight: enough", "unknown-value",
                      "themes.care.questions.oversight-how.shown_when.all.0.at_least.oversight"),
    "question that waits for itself": ("set.yaml", "answered: oversight", "answered: false-alarms",
                                       "cycle", "themes.care.questions.false-alarms.shown_when"),
    "questions that wait for each other": ("set.yaml", "            uses-automation: yes",
                                           "            reading-ease: hard\n"
                                           "      - id: loop\n        code: L1\n"
                                           "        kind: yes-no\n        principles:\n"
                                           "          - control\n        shown_when:\n"
                                           "          answered: loop",
                                           "cycle", "themes.care.questions.loop.shown_when"),
    # texts
    "missing text": ("nl.yaml", "    dilemma: Wat als mensen kiezen voor wat hen schaadt?\n", "",
                     "missing-text", "principles.people-first.dilemma"),
    "missing record": ("nl.yaml", "  words:\n    title: Woorden\n"
                       "    text: Of mensen begrijpen wat ze lezen.\n", "",
                       "missing-text", "themes.words"),
    "empty text": ("nl.yaml", "title: Mensen eerst", "title:", "empty-text",
                   "principles.people-first.title"),
    "untranslated text": ("nl.yaml", "title: Mensen eerst", "title: People first", "untranslated",
                          "principles.people-first.title"),
    "text copied from another language": ("de.yaml", "title: Menschen zuerst",
                                          "title: Mensen eerst", "untranslated",
                                          "principles.people-first.title"),
    "needless exception": ("nl.yaml", "  - glossary.chatbot.term",
                           "  - glossary.chatbot.term\n  - themes.words.title", "stale-identical",
                           "identical.1"),
    "text of an unknown question": ("nl.yaml", "  nickname:", "  surname:\n    title: x\n"
                                    "  nickname:", "unknown-id", "questions.surname"),
    "unknown text": ("nl.yaml", "title: Bijnaam", "title: Bijnaam\n    hint: x", "unknown-key",
                     "questions.nickname.hint"),
    "too few checks": ("nl.yaml", "      - Oefen het stoppen een keer per jaar.\n", "",
                       "too-few-checks", "questions.oversight.checks"),
    "example without consequence": ("nl.yaml", "      consequence: Een gezin met een ziek kind "
                                    "wacht tien maanden.\n", "", "missing-text",
                                    "questions.oversight.bad.consequence"),
    "title that is too long": ("nl.yaml", "title: Bijnaam", "title: " + "Bijnaam " * 6,
                               "too-long", "questions.nickname.title"),
    "option without a label": ("nl.yaml", "      counter: Aan het loket\n", "", "missing-text",
                               "questions.channel.options.counter"),
    "unit of a text": ("nl.yaml", "title: Bijnaam", "title: Bijnaam\n    unit: km", "unknown-key",
                       "questions.nickname.unit"),
    "unit that other languages have": ("nl.yaml", '    unit: "%"\n', "", "missing-text",
                                       "questions.false-alarms.unit"),
    "other language": ("nl.yaml", "language: nl", "language: fr", "wrong-language", "language"),
    "alias": ("nl.yaml", "title: Woorden", "title: *woorden", "alias", "themes.words.title"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_each_rule_finds_its_fault_at_its_place(name, edit, faults):
    file, old, new, code, path = SPOILT[name]
    edit(file, old, new)

    found = {(fault.code, fault.path) for fault in faults()}

    assert (code, path) in found


def test_a_fault_names_file_line_and_path(folder, edit, faults):
    edit("nl.yaml", "title: Mensen eerst", "title: People first")

    [fault] = faults()

    assert fault.file == str(folder / "nl.yaml")
    assert (fault.line, fault.path) == (9, "principles.people-first.title")
    assert "People first" in fault.message


def test_faults_of_all_files_are_reported_at_once(edit, faults):
    edit("set.yaml", "code: S4", "code: S3")
    edit("nl.yaml", "title: Mensen eerst", "title:")
    edit("fr.yaml", "title: Les mots", "title: !x Les mots")

    assert sorted(fault.code for fault in faults()) == ["duplicate-code", "empty-text", "tag"]


def test_a_file_with_a_syntax_error_leaves_the_others_checked(edit, faults):
    edit("nl.yaml", "title: Mensen eerst", "title: 'Mensen eerst")
    edit("de.yaml", "title: Menschen zuerst", "title:")

    assert sorted(fault.code for fault in faults()) == ["empty-text", "syntax"]


def test_a_question_with_an_unreadable_kind_does_not_make_its_texts_unknown(edit, faults):
    edit("set.yaml", "kind: number", "kind: slider")

    assert [fault.code for fault in faults()] == ["unknown-kind"]


def test_a_condition_that_can_never_hold_is_found(edit, faults):
    edit(
        "set.yaml",
        "          answered: oversight",
        "          all:\n            - answered: oversight\n"
        "            - not:\n                answered: oversight",
    )

    assert [(fault.code, fault.path) for fault in faults()] == [
        ("contradiction", "themes.care.questions.false-alarms.shown_when")
    ]


def test_a_long_chain_of_conditions_is_no_problem(edit, faults):
    chain = "".join(
        f"      - id: link-{number}\n        code: N{number}\n        kind: yes-no\n"
        "        principles:\n          - control\n        shown_when:\n"
        f"          answered: link-{number + 1}\n"
        for number in range(3000)
    )
    edit("set.yaml", "glossary:", f"{chain}glossary:")

    assert "unknown-question" in {fault.code for fault in faults()}


CONSEQUENCES = {
    "unknown scale": ("set.yaml", "scale: care", "scale: cure",
                      {"unknown-id", "unused-scale"}),
    "unknown kind": ("set.yaml", "kind: judgement", "kind: judgment", {"unknown-kind"}),
    "keys instead of a list": ("set.yaml", "themes:\n", "themes: none\nthemas:\n",
                               {"not-a-list", "unknown-key"}),
    "no word of ours": ("set.yaml", "channel: letter", "channel: Letter", {"unknown-value"}),
    "keys instead of conditions": ("set.yaml", "          any:\n            - is",
                                   "          any:\n              is", {"syntax"}),
    "no language": ("set.yaml", "  - de\n", "  - de\n  - de-AT\n", {"bad-language"}),
    "text instead of checks": ("nl.yaml", "    checks:\n", "    checks: x\n    more:\n",
                               {"not-a-list", "unknown-key"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CONSEQUENCES)
def test_what_only_follows_from_a_fault_is_no_finding(name, edit, faults):
    file, old, new, codes = CONSEQUENCES[name]
    edit(file, old, new)

    found = faults()

    assert {fault.code for fault in found} == codes
    assert len({(fault.file, fault.path) for fault in found}) == len(found)


def test_a_fault_in_a_condition_has_the_line_of_the_part_that_it_is_about(edit, faults):
    edit("set.yaml", "                groups: children", "                groups: giants")

    [fault] = faults()

    assert fault.line == 96
    assert (
        fault.message
        == "'giants' is no possible answer to 'groups': children, older-people, newcomers, nobody"
    )


@pytest.mark.parametrize(
    "first",
    ["", "    when: none\n", "    when: {all: []}\n", "    when: {any_item: {over: groups}}\n"],
    ids=str.strip,
)
def test_of_two_rules_with_one_id_the_first_may_be_the_broken_one(explained_findings, first):
    two = f"labels:\n  - id: automatic\n{first}  - id: automatic\n"

    found = explained_findings(("labels:\n  - id: automatic\n", two))

    assert {fault.code for fault in found} <= {
        "missing-key", "bad-condition", "duplicate-id"
    }  # fmt: skip
    assert found


def test_a_section_that_is_a_list_is_said_as_such(edit, faults):
    edit("nl.yaml", "questions:\n", "questions: []\nelsewhere:\n")

    assert ("not-a-mapping", "questions") in {(fault.code, fault.path) for fault in faults()}
