"""Every address of Guichet, and the room that answers it."""

from importlib.util import find_spec

from django.urls import include, path
from django.urls.resolvers import URLResolver

urlpatterns: list[URLResolver] = []
if find_spec("guichet.portals.urls"):
    urlpatterns = [path("", include("guichet.portals.urls"))]
