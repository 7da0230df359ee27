"""The log file: what went wrong and where in the program, never what people typed."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_NAME = "snogmarry.log"
_BYTES = 500_000
_KEPT = 3


def set_up() -> Path | None:
    """Send the program's log to its file; return the file, None if it cannot be written.

    Nothing goes to the terminal. Calling it again changes nothing.
    """
    logger = logging.getLogger("snogmarry")
    for handler in logger.handlers:
        if isinstance(handler, RotatingFileHandler):
            return Path(handler.baseFilename)
    logger.propagate = False
    try:
        path = user_log_path("snogmarry", appauthor=False, ensure_exists=True) / _NAME
        file = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        logger.addHandler(logging.NullHandler())
        return None
    file.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(file)
    logger.setLevel(logging.INFO)
    return path


def record(error: BaseException) -> Path | None:
    """Log the kind of an exception and its stack; not its message, which may quote people."""
    path = set_up()
    stack = "".join(traceback.format_tb(error.__traceback__))
    logging.getLogger("snogmarry").error("%s\n%s", type(error).__name__, stack)
    return path
