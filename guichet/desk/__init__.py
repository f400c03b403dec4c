"""The one way in: the only room that opens a transaction holding the journal."""
