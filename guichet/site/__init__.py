"""Wiring: settings, addresses, the page frame and the one clock."""
