"""The Flask extensions, made once and bound to an app in create_app()."""

from flask_babel import Babel
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf import CSRFProtect

# After the commit of a request nothing is read again: rows need not be fetched a second time.
db = SQLAlchemy(session_options={"expire_on_commit": False})
babel = Babel()
csrf = CSRFProtect()
