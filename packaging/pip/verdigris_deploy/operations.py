"""The operations of dbt: what the method ``verdigris`` of the adapter for Materialize does, and how it gets there."""

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

# The exit codes after SIGINT and SIGTERM.
INTERRUPTED = (130, 143)

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
        # If dbt writes its log for a program, stdout has nothing else.
        self.out = sys.stderr if get_flags().LOG_FORMAT == "json" else None

    def say(self, sentence):
        print(sentence, file=self.out)

    def run(self, verb, *options):
        """Runs a verb and shows its output. The exit code of dbt is 1 for each exit code that is not 0."""
        code, _ = self._ended([verb, *self.place, *options], stdout=self.out)
        if code != 0:
            raise DbtRuntimeError(f"verdigris {verb} ended with exit code {code}. Its output says why.")

    def carry(self):
        """Carries owners, grants and comments to the staged side, if there is one."""
        if not self._nothing_is_staged(self._carried()):
            self.run("grants")

    def carry_dry(self):
        """Shows what would be carried. Returns whether something is left to carry."""
        report = self._carried()
        if self._nothing_is_staged(report):
            return False
        self.run("grants", "--dry-run")
        return bool(report.get("steps"))

    def _carried(self):
        """The report of what would be carried. Nothing of it is shown."""
        question = ["grants", *self.place, "--dry-run", "--output", "json"]
        code, report = self._ended(question, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if code in INTERRUPTED:
            raise DbtRuntimeError(f"verdigris grants --dry-run ended with exit code {code}: it was interrupted.")
        try:
            return json.loads(report)
        except ValueError:
            # The verb itself runs into the same and shows why.
            return {}

    @staticmethod
    def _nothing_is_staged(report):
        return [problem["code"] for problem in report.get("problems", [])] == ["VG-NOTHING-STAGED"]

    @staticmethod
    def _ended(arguments, **streams):
        """Runs a command to its end. A signal goes to Verdigris, which ends in order; dbt would leave it running."""
        sys.stdout.flush()
        process = None
        early = []

        def hand_on(number, frame):
            process.send_signal(number) if process else early.append(number)

        handled = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
        before = {number: signal.signal(number, hand_on) for number in handled}
        try:
            process = subprocess.Popen([sys.executable, "-m", "verdigris_deploy", *arguments], **streams)
            for number in early:
                process.send_signal(number)
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
    if not truth("dry_run", dry_run):
        dbt.carry()
        dbt.run("promote", *waits, *options)
    elif dbt.carry_dry():
        dbt.say("deploy_promote carries this before it promotes, so its plan is not known yet. deploy_await carries it"
                " too. Run that, then ask again.")
    else:
        dbt.run("promote", *waits, "--dry-run", *options)


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
        if "materialize" not in FACTORY.plugins:
            return
        adapter = FACTORY.plugins["materialize"].adapter
        try:
            available_ = adapter._available_ | {"verdigris"}
            replacements = {**adapter._parse_replacements_, "verdigris": verdigris._parse_replacement_}
        except (AttributeError, TypeError):
            # dbt does not document these. An error here would end every command of dbt; without the method, only the
            # macros end with one.
            return
        adapter.verdigris = verdigris
        adapter._available_ = available_
        adapter._parse_replacements_ = replacements
