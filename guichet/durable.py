"""What is written to disk so that a power cut does not take it back."""

import os
from pathlib import Path


def fsync_folder(folder: Path) -> None:
    """The names in a folder are on the disk from now on: a file that was renamed into it stays there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
