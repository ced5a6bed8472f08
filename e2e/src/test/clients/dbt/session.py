"""Keeps one dbt in memory, so that a test of many commands starts Python and reads the project once.

    session.py serve SOCKET           runs the commands of all callers, one after the other, until its stdin ends
    session.py call SOCKET ARGUMENT…  runs one command of dbt there: with the output, the directory and the variables of
                                      this process, and ends with its exit code
"""

import json
import os
import socket
import sys
import threading
from multiprocessing import resource_tracker


def run(runner, call):
    os.chdir(call["directory"])
    os.environ.clear()
    os.environ.update(call["variables"])
    result = runner().invoke(call["arguments"])
    if result.exception is not None:
        print(result.exception, file=sys.stderr)
        return 2
    return 0 if result.success else 1


def serve(path):
    from dbt.cli.main import dbtRunner

    # It outlives a command, so it must not hold the output of a caller.
    resource_tracker.ensure_running()
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    print("ready", flush=True)
    own = [os.dup(1), os.dup(2)]
    while True:
        caller, _ = server.accept()
        length, streams, _, _ = socket.recv_fds(caller, 8, 2)
        text = caller.makefile("rb").read(int.from_bytes(length, "big"))
        for stream, number in zip(streams, (1, 2)):
            os.dup2(stream, number)
            os.close(stream)
        code = run(dbtRunner, json.loads(text))
        sys.stdout.flush()
        sys.stderr.flush()
        for stream, number in zip(own, (1, 2)):
            os.dup2(stream, number)
        caller.sendall(bytes([code]))
        caller.close()


def call(path, arguments):
    text = json.dumps(
        {"directory": os.getcwd(), "variables": dict(os.environ), "arguments": arguments}
    ).encode()
    client = socket.socket(socket.AF_UNIX)
    client.connect(path)
    socket.send_fds(client, [len(text).to_bytes(8, "big")], [1, 2])
    client.sendall(text)
    answer = client.recv(1)
    return answer[0] if answer else 70


if sys.argv[1] == "serve":
    serve(sys.argv[2])
sys.exit(call(sys.argv[2], sys.argv[3:]))
