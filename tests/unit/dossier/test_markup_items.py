"""What templates find under the name of a question, whatever it is called."""

from compass.dossier.markup_items import ItemsEnvironment


def test_a_name_that_is_not_there_is_nothing_though_dictionaries_have_a_method_of_it():
    template = ItemsEnvironment().from_string(
        '{{ answers["clear"] or "none" }}, {{ answers["b"] }}'
    )

    assert template.render(answers={"b": "yes"}) == "none, yes"
    assert template.render(answers={"b": "yes", "clear": "no"}) == "no, yes"
