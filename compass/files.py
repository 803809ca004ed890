"""What the disk must know before a file counts as written."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """On return the names in the folder are on the disk; fsync of a file keeps its content only."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
