"""Entry point for a WSGI server: `gunicorn wsgi:app`."""

from compass.web import create_app

app = create_app()
