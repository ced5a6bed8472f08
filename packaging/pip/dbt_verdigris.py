"""Lets macros of dbt call Verdigris. dbt imports this file, because its name begins with ``dbt_``.

Jinja cannot start a program. What a macro can call are the methods that an adapter offers. So this plugin of dbt gives
the adapter for Materialize one further method, ``verdigris``, which the macros in packaging/dbt call.
"""

import json
import re
import signal
import subprocess
import sys
import threading

from dbt.adapters.base import available
from dbt.adapters.factory import FACTORY
from dbt.flags import get_flags
from dbt.plugins import dbtPlugin
from dbt_common.exceptions import DbtRuntimeError

UNITS = {
    "ms": ["ms", "millisecond", "milliseconds"],
    "s": ["s", "sec", "secs", "second", "seconds"],
    "m": ["m", "min", "mins", "minute", "minutes"],
    "h": ["h", "hr", "hrs", "hour", "hours"],
    "d": ["d", "day", "days"],
}
SHORT = {word: unit for unit, words in UNITS.items() for word in words}
PART = re.compile(r"(\d+)\s*([a-z]+)\s*")


def duration(name, value):
    """A number of seconds or an interval of SQL, such as '1 minute', as Verdigris writes it."""
    text = f"{value}s" if type(value) is int else str(value).strip().lower()
    parts = PART.findall(text)
    if not parts or PART.sub("", text) or any(unit not in SHORT for _, unit in parts):
        raise DbtRuntimeError(f"{name} is {value!r}. Write it like 15, '1s', '5 minutes' or '1h 30min'.")
    return "".join(number + SHORT[unit] for number, unit in parts)


def truth(name, value):
    if type(value) is not bool:
        raise DbtRuntimeError(f"{name} is {value!r}. Write true or false.")
    return value


def waiting(poll_interval, lag_threshold):
    """The options about readiness. What is not given is what Verdigris does by default."""
    given = {"--poll": ("poll_interval", poll_interval), "--lag": ("lag_threshold", lag_threshold)}
    return [
        word
        for option, (name, value) in given.items()
        if value is not None
        for word in (option, duration(name, value))
    ]


class Invocation:
    """One invocation of dbt: its project, profile and target are those of every run of Verdigris."""

    def __init__(self, config):
        if "deployment" in config.cli_vars:
            raise DbtRuntimeError("The variable deployment is read in dbt_project.yml. Leave it out of --vars.")
        self.place = [
            "--dbt-project", str(config.project_root),
            "--profiles-dir", str(get_flags().PROFILES_DIR),
            "--profile", config.profile_name,
            "--target", config.target_name,
        ]

    def run(self, verb, *options):
        """Runs a verb and shows its output. The exit code of dbt is 1 for each exit code that is not 0."""
        # If dbt writes its log for a program, stdout has nothing else.
        out = sys.stderr if get_flags().LOG_FORMAT == "json" else None
        code, _ = self._ended([verb, *self.place, *options], stdout=out)
        if code != 0:
            raise DbtRuntimeError(f"verdigris {verb} ended with exit code {code}. Its output tells why.")

    def carry(self, *options):
        """Carries owners, grants and comments to the staged side, if there is one."""
        question = ["grants", *self.place, "--dry-run", "--output", "json"]
        _, report = self._ended(question, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        problems = json.loads(report)["problems"] if report else []
        if [problem["code"] for problem in problems] != ["VG-NOTHING-STAGED"]:
            self.run("grants", *options)

    @staticmethod
    def _ended(arguments, **streams):
        """Runs a command to its end. A signal goes to Verdigris, which ends in order; dbt would leave it running."""
        sys.stdout.flush()
        process = subprocess.Popen([sys.executable, "-m", "verdigris_deploy", *arguments], **streams)

        def hand_on(number, frame):
            process.send_signal(number)

        handled = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
        before = {number: signal.signal(number, hand_on) for number in handled}
        try:
            out, _ = process.communicate()
            return process.returncode, out
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def init(dbt):
    dbt.run("init")


def await_(dbt, poll_interval, lag_threshold):
    options = waiting(poll_interval, lag_threshold)
    dbt.carry()
    dbt.run("await", *options)


def promote(dbt, wait, poll_interval, lag_threshold, dry_run):
    options = waiting(poll_interval, lag_threshold)
    waits = ["--wait"] if truth("wait", wait) else []
    tries = ["--dry-run"] if truth("dry_run", dry_run) else []
    dbt.carry(*tries)
    dbt.run("promote", *waits, *tries, *options)


def cleanup(dbt):
    dbt.run("cleanup", "--yes")


VERBS = {"init": init, "await": await_, "promote": promote, "cleanup": cleanup}


@available.parse_none
def verdigris(adapter, verb, **arguments):
    """Runs a verb for the invocation of dbt. It does nothing while dbt only parses."""
    VERBS[verb](Invocation(adapter.config), **arguments)


class Verdigris(dbtPlugin):
    """Adds the method to the adapter, as if the class of the adapter had it."""

    def initialize(self):
        if "materialize" in FACTORY.plugins:
            adapter = FACTORY.plugins["materialize"].adapter
            adapter.verdigris = verdigris
            adapter._available_ = adapter._available_ | {"verdigris"}
            adapter._parse_replacements_ = {
                **adapter._parse_replacements_, "verdigris": verdigris._parse_replacement_
            }


plugins = [Verdigris]
