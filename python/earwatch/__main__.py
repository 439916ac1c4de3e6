"""The command line: `earwatch`, `python -m earwatch`."""

import signal
import sys
from typing import NoReturn

from ._earwatch import main as run


def main() -> NoReturn:
    """Does what the arguments say, and ends with the exit code of the program."""
    # Python would keep Ctrl-C to itself until the program is done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(run(["earwatch", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
