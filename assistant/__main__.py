"""`python -m assistant` is `songline`."""

import sys

from assistant.cli import main

sys.exit(main())
