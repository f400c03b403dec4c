"""Every address of Guichet, and the room that answers it."""

from django.urls import include, path

handler400 = "guichet.portals.errors.bad_request"
handler403 = "guichet.portals.errors.forbidden"
handler404 = "guichet.portals.errors.not_found"
handler500 = "guichet.portals.errors.broken"
urlpatterns = [path("", include("guichet.portals.urls"))]
