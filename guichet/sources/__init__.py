"""The outside has a face: every adapter, each with a fake and a failing fake."""
