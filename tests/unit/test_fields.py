"""The macro that draws the fields of forms, without an application around it."""

import jinja2
from wtforms import Form, RadioField
from wtforms.fields.choices import SelectChoice

from compass.resources import resource

ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(resource("templates")), autoescape=True
)


class Meal(Form):
    drink = RadioField(
        choices=[SelectChoice(value=value, label=value.title()) for value in ("tea", "coffee")]
    )


def draw(form: Form) -> str:
    macro = ENVIRONMENT.get_template("components/field.html").module.field
    return macro(form.drink)


def test_the_radio_that_was_chosen_is_ticked_and_no_other() -> None:
    drawn = draw(Meal(data={"drink": "coffee"}))

    assert 'value="coffee" checked>' in drawn
    assert drawn.count(" checked") == 1


def test_no_radio_is_ticked_before_a_choice() -> None:
    assert " checked" not in draw(Meal())
