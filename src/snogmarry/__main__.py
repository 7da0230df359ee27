"""`python -m snogmarry`."""

import sys

from snogmarry.cli import main

if __name__ == "__main__":
    sys.exit(main())
