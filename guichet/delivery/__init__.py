"""Telling the outside: outbox, attempts, receipts, mailboxes."""
