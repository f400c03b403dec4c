"""The room "delivery" as Django knows it."""

from django.apps import AppConfig


class DeliveryRoom(AppConfig):
    name = "guichet.delivery"
    label = "delivery"
