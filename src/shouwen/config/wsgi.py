"""The door that a WSGI server opens: ``gunicorn shouwen.config.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.config.settings")
application = get_wsgi_application()
