"""What gunicorn serves, once the start was found safe."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.site.settings")

from guichet.site.start import start_safely  # noqa: E402 - the settings must be named first

start_safely("serve")
application = get_wsgi_application()
