"""Drafts and uploads before submission; nothing legal happens here."""
