"""Every benchmark, one after another, as one table: `python -m benchmarks`."""

from __future__ import annotations

from benchmarks import desk, export, fold, growing, idle, journal, keys, phones, sharing, start
from benchmarks._measure import HEADER


def main() -> None:
    print(HEADER)
    for benchmark in (start, keys, journal, fold, idle, export, phones, desk, growing, sharing):
        benchmark.main()


if __name__ == "__main__":
    main()
