"""Guichet: the open one-stop shop for combined work and residence permits."""
