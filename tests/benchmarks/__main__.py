"""Run every benchmark: `make bench`."""

import sys

from tests.benchmarks import builtin_rouge, rerun

if __name__ == "__main__":
    sys.exit(max(builtin_rouge.main(), rerun.main()))
