"""The macro that draws the fields of forms, without an application around it."""

import jinja2
from wtforms import Form, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from compass.resources import resource

ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(resource("templates")), autoescape=True
)
ENVIRONMENT.globals["_"] = str  # no catalogue: the words as they stand in the source


class Meal(Form):
    drink = RadioField(
        choices=[SelectChoice(value=value, label=value.title()) for value in ("tea", "coffee")]
    )


class Order(Form):
    name = StringField(description="As on the list.", validators=[InputRequired("Enter a name.")])


def draw(form: Form, name: str = "drink") -> str:
    macro = ENVIRONMENT.get_template("components/field.html").module.field
    return macro(form[name])


def test_the_radio_that_was_chosen_is_ticked_and_no_other() -> None:
    drawn = draw(Meal(data={"drink": "coffee"}))

    assert 'value="coffee" checked>' in drawn
    assert drawn.count(" checked") == 1


def test_no_radio_is_ticked_before_a_choice() -> None:
    assert " checked" not in draw(Meal())


def test_a_field_that_was_refused_says_so_to_eyes_and_ears() -> None:
    order = Order()
    order.validate()

    drawn = draw(order, "name")

    assert "govuk-input--error" in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="name-hint name-error"' in drawn
    assert "Enter a name." in drawn


def test_a_field_without_a_fault_says_nothing_of_the_kind() -> None:
    drawn = draw(Order(), "name")

    assert "error" not in drawn
    assert "aria-invalid" not in drawn
