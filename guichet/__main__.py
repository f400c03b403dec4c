"""`python -m guichet ...` is the console command `guichet ...`."""

import sys

from guichet.site.cli import main

if __name__ == "__main__":
    sys.exit(main())
