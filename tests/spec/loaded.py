"""Commands in a process of their own that has everything loaded: what is waited for, or killed, is the command and not
Python's start."""

import multiprocessing
import os
import sys
from types import ModuleType
from unittest import mock

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["manage"])


def begin(home, *arguments, said=os.devnull):
    """Start `python manage.py ARGUMENTS`; what it says goes into a file."""
    process = FORKS.Process(target=_run, args=(str(home), str(said), *map(str, arguments)))
    with mock.patch.dict(sys.modules, __main__=ModuleType("__main__")):  # else what runs here, a page's test, is loaded
        process.start()
    return process


def _run(home, said, *arguments):
    os.environ["TOUYAN_HOME"] = home
    written = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(written, 1)
    os.dup2(written, 2)
    sys.argv = ["manage.py", *arguments]
    from manage import run

    run()
