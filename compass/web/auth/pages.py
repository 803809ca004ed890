"""Pages of signing in that other parts of the site show too."""

from flask import render_template

from compass.web.auth.carried_words import shown
from compass.web.auth.forms import SignInForm
from compass.web.carried import fields_of


def sign_in_page(form: SignInForm, *, next_address: str, carried: str = "") -> str:
    """``carried``: a form that came too late, to be shown again after the sign-in."""
    return render_template("auth/sign_in.html", form=form, next=next_address, carried=carried)


def carried_page(address: str, carried: str) -> str:
    fields = fields_of(carried)
    return render_template("auth/carried.html", address=address, fields=fields, shown=shown(fields))
