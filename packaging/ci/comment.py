"""Writes a plan into a comment on the pull request or merge request of this run, or into the comment of an earlier run.

The argument is a Markdown file. The exit code is 3 if there is no comment, and the output says why.

It takes over only a comment of its own author, because everybody can write a comment that looks like one. It follows no
redirect, which could carry the token to another server.
"""

import json
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

PAGE = 100
TRIES = 3
TIMEOUT_SECONDS = 30
UNIT = 2
ROOM_FOR_END = 1_000
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


class NoComment(Exception):
    """Why there is no comment."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def env(name):
    return os.environ.get(name, "")


class GitHub:
    name = "GitHub"
    longest = 65_536
    permission = (
        "The job needs the permission pull-requests: write, which a pull request from a fork never has."
    )

    def __init__(self):
        event = {}
        if env("GITHUB_EVENT_PATH"):
            with open(env("GITHUB_EVENT_PATH"), encoding="utf-8") as file:
                event = json.load(file)
        pull = event.get("pull_request") or {}
        self.number = pull.get("number")
        self.commit = (pull.get("head") or {}).get("sha") or env("GITHUB_SHA")
        # Of a pull request, GitHub checks out a merge with the base branch.
        self.planned = env("GITHUB_SHA") or self.commit
        self.run = f"{env('GITHUB_SERVER_URL')}/{env('GITHUB_REPOSITORY')}/actions/runs/{env('GITHUB_RUN_ID')}"
        self.base = f"{env('GITHUB_API_URL')}/repos/{env('GITHUB_REPOSITORY')}/issues"
        self.headers = {
            "Authorization": f"Bearer {env('VERDIGRIS_CI_TOKEN')}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        # The token of a job may not ask who it is.
        self.author = env("VERDIGRIS_CI_AUTHOR") or "github-actions[bot]"

    def is_own(self, comment):
        return (comment.get("user") or {}).get("login") == self.author

    def list_address(self):
        return f"{self.base}/{self.number}/comments"

    def update(self, comment):
        return "PATCH", f"{self.base}/comments/{comment['id']}"


class GitLab:
    name = "GitLab"
    longest = 1_000_000
    permission = "The token needs the scope api and a role that may comment; the token of a job (CI_JOB_TOKEN) may not."

    def __init__(self):
        self.number = env("CI_MERGE_REQUEST_IID")
        self.commit = env("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or env("CI_COMMIT_SHA")
        self.planned = env("CI_COMMIT_SHA")
        self.run = env("CI_PIPELINE_URL")
        project = env("CI_MERGE_REQUEST_PROJECT_ID") or env("CI_PROJECT_ID")
        self.base = f"{env('CI_API_V4_URL')}/projects/{project}/merge_requests/{self.number}/notes"
        self.headers = {"PRIVATE-TOKEN": env("VERDIGRIS_CI_TOKEN")}
        self.author = None

    def is_own(self, comment):
        if self.author is None:
            self.author = request(self, "GET", f"{env('CI_API_V4_URL')}/user")["id"]
        return (comment.get("author") or {}).get("id") == self.author

    def list_address(self):
        return self.base

    def update(self, comment):
        return "PUT", f"{self.base}/{comment['id']}"


def request(system, method, address, body=None):
    """Asks the server. What can be asked twice is asked again after an error that may pass."""
    headers = dict(system.headers, **{"Content-Type": "application/json", "User-Agent": "verdigris-ci"})
    data = None if body is None else json.dumps({"body": body}).encode()
    opener = urllib.request.build_opener(NoRedirect)
    for attempt in range(1, TRIES + 1):
        last = attempt == TRIES or method == "POST"
        try:
            asked = urllib.request.Request(address, data=data, headers=headers, method=method)
            with opener.open(asked, timeout=TIMEOUT_SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            if refused.code in (401, 403, 404):
                raise NoComment(
                    f"{system.name} does not let the token write the comment (HTTP {refused.code}). {system.permission}"
                ) from None
            if last or refused.code < 500 and refused.code != 429:
                raise NoComment(f"{system.name} refused the comment (HTTP {refused.code}).") from None
        except (OSError, ValueError) as broken:
            if last:
                raise NoComment(f"{system.name} could not be asked: {broken}.") from None
        time.sleep(attempt)


def earlier(system, first_line):
    """The comment of an earlier run, or None."""
    page = 1
    while True:
        comments = request(system, "GET", f"{system.list_address()}?per_page={PAGE}&page={page}")
        for comment in comments:
            if (comment.get("body") or "").startswith(first_line) and system.is_own(comment):
                return comment
        if len(comments) < PAGE:
            return None
        page += 1


def closed(text):
    """What closes the fence and the elements that the text leaves open. A fence contains no elements, only text."""
    fence = ""
    elements = 0
    for line in text.splitlines():
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        elif mark and not (mark[1][0] == "`" and "`" in mark[2]):
            fence = mark[1]
        else:
            elements += line.count("<details") - line.count("</details>")
    return (f"\n{fence}\n" if fence else "") + "\n</details>" * elements


def shortened(text, longest, run):
    """The text, or its beginning, with what was open closed again. Characters are counted as UTF-16 counts them."""
    units = text.encode("utf-16-le")
    if len(units) <= UNIT * longest:
        return text
    text = units[: UNIT * (longest - ROOM_FOR_END)].decode("utf-16-le", "ignore")
    text = text[: text.rfind("\n") + 1]
    return f"{text}{closed(text)}\n\nThe plan is longer than a comment can be. The whole one is in the [run]({run}).\n"


def main():
    system = GitLab() if env("GITLAB_CI") else GitHub() if env("GITHUB_ACTIONS") else None
    if system is None or not system.number:
        raise NoComment("There is no comment: this run is of no pull request or merge request.")
    if not env("VERDIGRIS_CI_TOKEN"):
        raise NoComment("There is no token, so the plan is not in a comment. Set token (VERDIGRIS_CI_TOKEN).")
    key = urllib.parse.quote(f"{env('VERDIGRIS_ENV')} {env('VERDIGRIS_CI_DIRECTORY')}", safe="")
    first_line = f"<!-- verdigris plan {key} -->\n"
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = file.read()
    digest = env("VERDIGRIS_CI_DIGEST")
    merge = f", planned as the merge {system.planned} with its target" if system.planned != system.commit else ""
    about = f"Commit {system.commit}{merge}, [run]({system.run})"
    about += f", digest of the plan `{digest}`" if digest else ""
    text = first_line + shortened(f"{about}\n\n{plan}", system.longest - len(first_line), system.run)
    comment = earlier(system, first_line)
    if comment is None:
        request(system, "POST", system.list_address(), text)
        print("The plan is in a new comment.")
    else:
        request(system, *system.update(comment), text)
        print("The plan is in the comment of an earlier run, which was replaced.")


if __name__ == "__main__":
    try:
        main()
    except NoComment as why:
        print(why)
        sys.exit(3)
