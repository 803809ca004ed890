"""What the checks find in groups, items, option lists, maps, roles, facts and the newer kinds."""

import shutil

import pytest

from compass.core.checking import check_folder

# what is spoilt: file, old text, new text, code of the fault, its path
SPOILT = {
    # groups
    "group in a group": ("set.yaml", "          - id: harm\n            code: S6\n",
                         "          - group: inner\n            questions: []\n"
                         "          - id: harm\n            code: S6\n",
                         "nested-group", "themes.setting.questions.whole-risk.questions"
                         ".inner.group"),
    "group named like a question": ("set.yaml", "group: whole-risk", "group: reach",
                                    "duplicate-id", "themes.setting.questions.reach"),
    "question named like a group": ("set.yaml", "id: priorities", "id: whole-risk",
                                    "duplicate-id", "themes.people.questions.whole-risk"),
    "question of two groups": ("set.yaml", "          - id: heard\n", "          - id: harm\n",
                               "duplicate-id", "themes.people.questions.per-stakeholder"
                               ".questions.harm"),
    "group over nothing": ("set.yaml", "over: stakeholders", "over: nobody", "unknown-id",
                           "themes.people.questions.per-stakeholder.over"),
    "group over a choice": ("set.yaml", "over: stakeholders", "over: channel", "unknown-id",
                            "themes.people.questions.per-stakeholder.over"),
    "unknown key of a group": ("set.yaml", "over: stakeholders", "per: stakeholders", "unknown-key",
                               "themes.people.questions.per-stakeholder.per"),
    "group without texts": ("nl.yaml", "  whole-risk:\n    title: Het hele risico\n"
                            "    text: Eén risico voor de dienst.\n", "", "missing-text",
                            "groups.whole-risk"),
    "condition of a theme": ("set.yaml", "      answered: stakeholders", "      answered: weather",
                             "unknown-question", "themes.people.shown_when.answered"),
    "condition of a group": ("set.yaml", "            data: personal", "            data: secret",
                             "unknown-value", "themes.setting.questions.whole-risk.shown_when"
                             ".includes.data"),
    "look into a group": ("set.yaml", "      answered: stakeholders", "      answered: heard",
                          "condition-type", "themes.people.shown_when.answered"),
    # option lists
    "unknown option list": ("set.yaml", "option_list: data-classes", "option_list: colours",
                            "unknown-id", "themes.setting.questions.data.option_list"),
    "options and a list": ("set.yaml", "        option_list: data-classes\n        principles",
                           "        option_list: data-classes\n        options:\n          - one\n"
                           "        principles", "one-key-too-many",
                           "themes.setting.questions.data.option_list"),
    "choice without options": ("set.yaml", "        option_list: data-classes\n", "",
                               "missing-key", "themes.setting.questions.data.options"),
    "unused option list": ("set.yaml", "option_lists:\n", "option_lists:\n  more:\n    - one\n",
                           "unused-option-list", "option_lists.more"),
    "option list that is a text": ("set.yaml", "  data-classes:\n    - public\n    - internal\n"
                                   "    - personal\n", "  data-classes: public\n", "not-a-list",
                                   "option_lists.data-classes"),
    "option of a list without a label": ("nl.yaml", "    public: Openbaar\n", "", "missing-text",
                                         "option_lists.data-classes.public"),
    "label of an option beside its list": ("nl.yaml", "    title: Klassen van gegevens\n",
                                           "    title: Klassen van gegevens\n    options:\n"
                                           "      public: Openbaar\n", "unknown-key",
                                           "questions.data.options"),
    # other, namely
    "other as an option": ("set.yaml", "          - counter\n          - website\n",
                           "          - counter\n          - other\n", "other-is-option",
                           "themes.setting.questions.channel.other"),
    "other of a date": ("set.yaml", "kind: attestation", "kind: date\n        other: yes",
                        "key-of-other-kind", "themes.close.questions.signed.other"),
    "other that is neither yes nor no": ("set.yaml", 'other: "yes"', "other: perhaps",
                                         "not-yes-or-no", "themes.setting.questions.channel.other"),
    # maps and risks
    "unknown map": ("set.yaml", "map: standard", "map: other", "unknown-id",
                    "themes.setting.questions.whole-risk.questions.harm.map"),
    "map of unknown scales": ("set.yaml", "    severity: severity", "    severity: harm",
                              "unknown-id", "maps.standard.severity"),
    "map without a row": ("set.yaml", "      grave:\n        - medium\n        - high\n"
                          "        - high\n", "", "missing-key", "maps.standard.cells.grave"),
    "map with a short row": ("set.yaml", "        - medium\n        - high\n        - high\n",
                             "        - medium\n        - high\n", "bad-map",
                             "maps.standard.cells.grave"),
    "map with an unknown band": ("set.yaml", "      minor:\n        - low\n",
                                 "      minor:\n        - none\n", "unknown-id",
                                 "maps.standard.cells.minor.0"),
    "band of no cell": ("set.yaml", "    bands:\n", "    bands:\n      - none\n", "unused-band",
                        "maps.standard.cells"),
    "unused map": ("set.yaml", "maps:\n", "maps:\n  spare:\n    severity: trust\n"
                   "    likelihood: trust\n    bands:\n      - one\n    cells:\n      low:\n"
                   "        - one\n        - one\n      high:\n        - one\n        - one\n",
                   "unused-map", "maps.spare"),
    "band without a label": ("nl.yaml", "    medium: Middelmatig\n", "", "missing-text",
                             "maps.standard.medium"),
    "after nothing": ("set.yaml", "after: harm", "after: nothing", "unknown-id",
                      "themes.setting.questions.whole-risk.questions.harm-after.after"),
    "after itself": ("set.yaml", "after: harm", "after: harm-after", "bad-after",
                     "themes.setting.questions.whole-risk.questions.harm-after.after"),
    "after a choice": ("set.yaml", "after: harm", "after: channel", "unknown-id",
                       "themes.setting.questions.whole-risk.questions.harm-after.after"),
    # ranges
    "range without an end": ("set.yaml", "        maximum: 100\n", "", "missing-key",
                             "themes.setting.questions.reach.maximum"),
    "step of nothing": ("set.yaml", "step: 2.5", "step: 0", "bad-range",
                        "themes.setting.questions.reach.step"),
    "steps that miss the end": ("set.yaml", "step: 2.5", "step: 3", "bad-range",
                                "themes.setting.questions.reach.maximum"),
    "step that is a word": ("set.yaml", "step: 2.5", "step: small", "not-a-number",
                            "themes.setting.questions.reach.step"),
    # tables
    "table without rows": ("set.yaml", "        rows:\n          - archive\n          - backup\n",
                           "", "missing-key", "themes.close.questions.places.rows"),
    "table without anything to choose": ("set.yaml", "            scale: trust\n", "",
                                         "missing-key", "themes.people.questions.per-stakeholder"
                                         ".questions.trust.scale"),
    "table with two lists": ("set.yaml", "            scale: trust\n",
                             "            scale: trust\n            option_list: data-classes\n",
                             "one-key-too-many", "themes.people.questions.per-stakeholder"
                             ".questions.trust.option_list"),
    "row without a label": ("nl.yaml", "      archive: In het archief\n", "", "missing-text",
                            "questions.places.rows.archive"),
    "label of no row": ("nl.yaml", "      archive: In het archief\n",
                        "      archive: In het archief\n      cellar: In de kelder\n", "unknown-id",
                        "questions.places.rows.cellar"),
    # roles, phases, links, references
    "unknown role": ("set.yaml", "          - counter-staff\n        phases", "          - mayor\n"
                     "        phases", "unknown-id",
                     "themes.setting.questions.stakeholders.roles.0"),
    "unused role": ("set.yaml", "  - legal\n", "  - legal\n  - mayor\n", "unused-role", "roles.1"),
    "role without a label": ("nl.yaml", "  legal: Jurist\n", "", "missing-text", "roles.legal"),
    "untranslated role": ("nl.yaml", "  legal: Jurist\n", "  legal: Lawyer\n", "untranslated",
                          "roles.legal"),
    "empty role": ("nl.yaml", "  legal: Jurist\n", "  legal:\n", "empty-text", "roles.legal"),
    "role that is a mapping": ("nl.yaml", "  legal: Jurist\n", "  legal:\n    label: Jurist\n",
                               "not-a-text", "roles.legal"),
    "unknown phase": ("set.yaml", "          - idea\n", "          - dream\n", "unknown-value",
                      "themes.setting.questions.stakeholders.phases.0"),
    "unknown relation": ("set.yaml", "relation: same", "relation: twin", "unknown-value",
                         "themes.setting.questions.channel.links.0.relation"),
    "link without a question": ("set.yaml", "            question: groups\n", "", "missing-key",
                                "themes.setting.questions.channel.links.1.question"),
    "link that stands twice": ("set.yaml", "            question: groups\n            relation: "
                               "related", "            question: channel\n            relation: "
                               "same", "duplicate-id", "themes.setting.questions.channel.links.1"),
    "reference that is too long": ("set.yaml", "urn:example:channel", "u" * 201, "too-long",
                                   "themes.setting.questions.channel.references.2"),
    "reference of two lines": ("set.yaml", "urn:example:channel", '"urn:a\\n  b"',
                               "forbidden-character",
                               "themes.setting.questions.channel.references.2"),
    "reference that stands twice": ("set.yaml", '"1.1"', '"1.10"', "duplicate-id",
                                    "themes.setting.questions.channel.references.1"),
    # facts
    "unknown fact": ("set.yaml", "          - privacy-duty", "          - duty", "unknown-id",
                     "themes.setting.questions.data.facts.0"),
    "unused fact": ("set.yaml", "        facts:\n          - privacy-duty\n", "", "unused-fact",
                    "facts.privacy-duty"),
    "fact without a source": ("set.yaml", "source: gdpr", "source: press", "unknown-id",
                              "facts.privacy-duty.source"),
    "fact of no day": ("set.yaml", 'as_of: "2026-11-25"', 'as_of: "2026-11"', "not-a-date",
                       "facts.privacy-duty.as_of"),
    "fact that ends before it begins": ("set.yaml", 'from: "2018-05-25"',
                                        'from: "2018-05-25"\n    until: "2017-01-01"', "bad-range",
                                        "facts.privacy-duty.until"),
    "fact that stands twice": ("set.yaml", "facts:\n  - id: privacy-duty\n",
                               "facts:\n  - id: privacy-duty\n    source: gdpr\n"
                               '    as_of: "2026-11-25"\n  - id: privacy-duty\n', "duplicate-id",
                               "facts.privacy-duty"),
    # points
    "points for no score": ("set.yaml", "step: 2.5", 'step: 2.5\n        points:\n          raw:\n'
                            '            each: "2"', "unknown-id",
                            "themes.setting.questions.reach.points.raw"),
    "points for no value": ("set.yaml", "step: 2.5", 'step: 2.5\n        points:\n          raw:\n'
                            '            high: "2"', "unknown-value",
                            "themes.setting.questions.reach.points.raw.high"),
    "points that are a word": ("set.yaml", "step: 2.5", "step: 2.5\n        points:\n"
                               "          raw:\n            each: many", "not-a-number",
                               "themes.setting.questions.reach.points.raw.each"),
    "points that are a list": ("set.yaml", "step: 2.5", "step: 2.5\n        points:\n"
                               "          - raw", "not-a-mapping",
                               "themes.setting.questions.reach.points"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path, new_kinds_folder):
    copy = tmp_path / "new-kinds" / "1.0.0"
    shutil.copytree(new_kinds_folder, copy)
    return copy


@pytest.mark.parametrize("name", SPOILT)
def test_each_rule_finds_its_fault_at_its_place(name, edit, faults):
    file, old, new, code, path = SPOILT[name]
    edit(file, old, new)

    found = {(fault.code, fault.path) for fault in faults()}

    assert (code, path) in found


def test_one_spoilt_question_of_a_group_is_one_fault(edit, faults):
    edit("set.yaml", "kind: text-list", "kind: wish-list")

    assert [fault.code for fault in faults()] == ["unknown-kind"]


def test_a_group_over_items_that_could_not_be_read_is_no_second_fault(edit, faults):
    edit("set.yaml", "        kind: items", "        kind: thing")

    assert {fault.code for fault in faults()} <= {"unknown-kind", "unknown-question"}


def test_missing_empty_and_untranslated_texts_of_a_group_are_three_findings(edit, faults):
    edit("nl.yaml", "    title: Het hele risico", "    title: The whole risk")
    edit("fr.yaml", "    title: Le risque entier", "    title:")
    edit("de.yaml", "    title: Das ganze Risiko\n", "")

    assert sorted((fault.code, fault.path) for fault in faults()) == [
        ("empty-text", "groups.whole-risk.title"),
        ("missing-text", "groups.whole-risk.title"),
        ("untranslated", "groups.whole-risk.title"),
    ]


def test_a_list_of_items_asked_for_items_repeats_nothing(edit, faults):
    edit("set.yaml", "kind: text-list", "kind: items")
    edit(
        "set.yaml",
        "      - group: whole-risk\n",
        "      - group: whole-risk\n        over: wishes\n",
    )

    assert ("nested-group", "themes.setting.questions.whole-risk.over") in {
        (fault.code, fault.path) for fault in faults()
    }


def test_a_repeated_risk_has_its_first_answer_for_the_same_item(edit, faults):
    edit("set.yaml", "      - group: whole-risk\n",
         "      - group: whole-risk\n        over: stakeholders\n")  # fmt: skip
    edit("set.yaml", "      - id: places\n", "      - id: harm-later\n        code: C3\n"
         "        kind: risk\n        map: standard\n        after: harm\n        principles:\n"
         "          - care\n      - id: places\n")  # fmt: skip

    assert ("bad-after", "themes.close.questions.harm-later.after") in {
        (fault.code, fault.path) for fault in faults()
    }


def test_the_set_itself_has_no_fault(folder):
    assert check_folder(folder) == []
