"""Everything in one run: figures of different runs do not compare. ``make bench`` calls this."""

import logging
import os
import platform
import tempfile
from pathlib import Path

from benchmarks.dossier import measure_dossier, measure_memory
from benchmarks.home import make_home
from benchmarks.loading import measure_loading
from benchmarks.pages import measure_pages
from benchmarks.timing import print_table


def main() -> None:
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="compass-bench-") as name:
        home = make_home(Path(name))
        print(
            f"Python {platform.python_version()}, {os.cpu_count()} cores, processor time, medians"
        )
        print_table([*measure_pages(home), *measure_loading(), *measure_dossier(home)])
        for line in measure_memory(home):
            print(line)


if __name__ == "__main__":
    main()
