"""What every test may ask for: a database of its own, an address to visit, a clock that stands still where it is put."""
