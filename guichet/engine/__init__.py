"""What follows: a pure reading of a journal under the law; no clock, no database."""
