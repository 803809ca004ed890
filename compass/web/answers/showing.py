"""What every template can say about an answer."""

from flask.blueprints import BlueprintSetupState

from compass.web.answer_words import answer_lines, unknown_words
from compass.web.risk_maps import risk_map


def add_answers(setup: BlueprintSetupState) -> None:
    setup.app.jinja_env.globals.update(
        answer_lines=answer_lines, unknown_words=unknown_words, risk_map=risk_map
    )
