"""Pages: HTTP only, no if about the law."""
