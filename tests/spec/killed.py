"""An import in a process of its own that has everything loaded: what is killed is the import, not Python's start."""

import multiprocessing
import os

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["manage"])


def begin_import(home, sent):
    process = FORKS.Process(target=run, args=("import", str(sent)), kwargs={"home": str(home)})
    process.start()
    return process


def run(*arguments, home):
    """As `python manage.py ARGUMENTS` does, without a word."""
    os.environ["TOUYAN_HOME"] = home
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    from manage import app

    app(list(arguments))
