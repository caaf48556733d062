"""The tests; they calculate on one thread a process, as the command does: idle threads of
OpenBLAS wait for work busily, and took a third of the suite's processor time.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
