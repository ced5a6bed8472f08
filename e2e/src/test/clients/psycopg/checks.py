"""The features of Materialize that Python programs use through psycopg 3.

Each check gets a separate connection in autocommit mode. Writes one line of JSON per check: its name, and its failure or
null. VERDIGRIS_URL is the URL of the server.
"""

import datetime
import decimal
import faulthandler
import json
import os
import traceback
import uuid

import psycopg
from psycopg.pq import TransactionStatus

URL = os.environ["VERDIGRIS_URL"]


def equal(seen, wanted):
    assert seen == wanted, f"{seen!r} instead of {wanted!r}"


def refusal(conn, sql):
    """The diagnostics of a statement that must be refused."""
    try:
        conn.execute(sql)
    except psycopg.Error as error:
        return error.diag
    raise AssertionError(f"not refused: {sql}")


def connects_and_sees_materialize(conn):
    equal(conn.info.server_version, 90500)
    assert conn.info.parameter_status("mz_version").startswith("v")
    equal(conn.execute("SELECT current_database()").fetchone(), ("materialize",))


def connection_options_set_variables(conn):
    with psycopg.connect(URL, options="--cluster=b -c search_path=elsewhere", application_name="psy") as other:
        equal(other.execute("SHOW cluster").fetchone(), ("b",))
        equal(other.execute("SHOW search_path").fetchone(), ("elsewhere",))
        equal(other.execute("SHOW application_name").fetchone(), ("psy",))


def parameters_arrive(conn):
    moment = datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
    row = conn.execute(
        "SELECT %s::int4 + 1, %s::text, %s::int4, %s::numeric, %s::bool, %s::timestamptz, %s::bytea, %s::jsonb",
        (41, "ü🦎'\"", None, decimal.Decimal("1.5"), True, moment, b"\x00\xff", psycopg.types.json.Jsonb({"a": [1]})),
    ).fetchone()
    equal(row, (42, "ü🦎'\"", None, decimal.Decimal("1.5"), True, moment, b"\x00\xff", {"a": [1]}))
    equal(conn.execute("SELECT %t", ([1, 2, 3],)).fetchone(), ([1, 2, 3],))


TYPES = """SELECT 1::int2, 2::int4, 3::int8, 1.5::float8, 1.25::numeric, 't'::text, true, '2020-01-02'::date,
    '03:04:05'::time, '2020-01-02 03:04:05'::timestamp, '2020-01-02 03:04:05+00'::timestamptz,
    '1 day 2 hours'::interval, '6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid, '{"a": 1}'::jsonb, '\\x00ff'::bytea"""
VALUES = (
    1, 2, 3, 1.5, decimal.Decimal("1.25"), "t", True, datetime.date(2020, 1, 2), datetime.time(3, 4, 5),
    datetime.datetime(2020, 1, 2, 3, 4, 5), datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc),
    datetime.timedelta(days=1, hours=2), uuid.UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), {"a": 1}, b"\x00\xff",
)


def types_are_equal_as_text_and_as_binary(conn):
    equal(conn.execute(TYPES).fetchone(), VALUES)
    equal(conn.execute(TYPES, binary=True).fetchone(), VALUES)
    equal(conn.execute("SELECT 1::uint2, 2::uint4, 3::uint8").fetchone(), ("1", "2", "3"))


def lists_have_no_binary_form(conn):
    zones = "SELECT availability_zones FROM mz_clusters LIMIT 1"
    equal(conn.execute(zones).fetchone(), (None,))
    try:
        conn.execute(zones, binary=True)
        raise AssertionError("not refused")
    except psycopg.errors.ProtocolViolation as error:
        equal(error.diag.message_primary, "binary encoding of list types is not implemented")


def statements_are_prepared_and_repeated(conn):
    for number in range(8):
        row = conn.execute("SELECT %s::int4 * 2", (number,), prepare=True).fetchone()
        equal(row, (number * 2,))


def pipelines_work(conn):
    with conn.pipeline():
        first = conn.execute("SELECT 1")
        second = conn.execute("SELECT %s::int4", (2,))
        equal((first.fetchone(), second.fetchone()), ((1,), (2,)))


def blocks_commit_and_roll_back(conn):
    conn.execute("CREATE TABLE psy_block (a int, b text)")
    with psycopg.connect(URL) as other:
        with other.cursor() as cursor:
            cursor.executemany("INSERT INTO psy_block VALUES (%s, %s)", [(1, "a"), (2, "b")])
        equal(conn.execute("SELECT count(*) FROM psy_block").fetchone(), (0,))
    equal(conn.execute("SELECT a, b FROM psy_block ORDER BY a").fetchall(), [(1, "a"), (2, "b")])
    with psycopg.connect(URL) as other:
        other.execute("INSERT INTO psy_block VALUES (3, 'c')")
        other.rollback()
    equal(conn.execute("SELECT count(*) FROM psy_block").fetchone(), (2,))


def a_failed_block_refuses_statements_until_its_end(conn):
    with psycopg.connect(URL) as other:
        equal(refusal(other, "SELECT * FROM nope").sqlstate, "XX000")
        equal(refusal(other, "SELECT 1").sqlstate, "25P02")
        equal(other.info.transaction_status, TransactionStatus.INERROR)
        other.rollback()
        equal(other.info.transaction_status, TransactionStatus.IDLE)


def server_side_cursors_fetch_in_portions(conn):
    with psycopg.connect(URL) as other:
        with other.cursor("portions") as cursor:
            cursor.itersize = 100
            cursor.execute("SELECT x FROM generate_series(1, 250) AS g (x)")
            equal(cursor.description[0].name, "x")
            equal(sum(row[0] for row in cursor), 250 * 251 // 2)


def errors_carry_all_fields(conn):
    syntax = refusal(conn, "SELEC 1")
    equal((syntax.severity, syntax.sqlstate, syntax.statement_position), ("ERROR", "42601", "1"))
    equal(syntax.message_primary, 'Expected a keyword at the beginning of a statement, found identifier "selec"')
    conn.execute("CREATE TABLE psy_base (a int)")
    conn.execute("CREATE VIEW psy_over AS SELECT a FROM psy_base")
    dependent = refusal(conn, "DROP TABLE psy_base")
    equal(dependent.sqlstate, "XX000")
    equal(dependent.message_primary, 'cannot drop table "psy_base": still depended upon by view "psy_over"')
    equal(dependent.message_hint, "Use DROP ... CASCADE to drop the dependent objects too.")


def notices_arrive(conn):
    seen = []
    conn.add_notice_handler(lambda said: seen.append((said.severity, said.sqlstate, said.message_primary)))
    conn.execute("CREATE SCHEMA IF NOT EXISTS public")
    equal(seen, [("NOTICE", "42P06", 'schema "public" already exists, skipping')])


def copy_to_writes_text_and_csv(conn):
    def copied(sql):
        with conn.cursor() as cursor, cursor.copy(sql) as copy:
            return b"".join(bytes(part) for part in copy)

    equal(copied("COPY (VALUES (1, 'a,b'), (2, NULL)) TO STDOUT"), b"1\ta,b\n2\t\\N\n")
    equal(copied("COPY (VALUES (1, 'a,b'), (2, NULL)) TO STDOUT WITH (FORMAT csv)"), b'1,"a,b"\n2,\n')


def a_subscription_streams_until_it_is_cancelled(conn):
    conn.execute("CREATE TABLE psy_stream (a int, b text)")
    conn.execute("INSERT INTO psy_stream VALUES (1, 'a')")
    with psycopg.connect(URL, autocommit=True) as other:
        stream = other.cursor().stream("SUBSCRIBE psy_stream")
        equal(next(stream)[1:], (1, 1, "a"))
        conn.execute("INSERT INTO psy_stream VALUES (2, 'b')")
        equal(next(stream)[1:], (1, 2, "b"))
        other.cancel()
        try:
            next(stream)
            raise AssertionError("not cancelled")
        except psycopg.errors.QueryCanceled as error:
            equal(error.diag.message_primary, "canceling statement due to user request")


def a_subscription_is_fetched_through_a_cursor(conn):
    conn.execute("CREATE TABLE psy_fetch (a int)")
    conn.execute("INSERT INTO psy_fetch VALUES (1)")
    with psycopg.connect(URL) as other:
        other.execute("DECLARE c CURSOR FOR SUBSCRIBE psy_fetch")
        equal([row[1:] for row in other.execute("FETCH ALL c").fetchall()], [(1, 1)])
        conn.execute("DELETE FROM psy_fetch")
        equal([row[1:] for row in other.execute("FETCH ALL c").fetchall()], [(-1, 1)])


def a_subscription_can_be_copied_out(conn):
    conn.execute("CREATE TABLE psy_copy (a int)")
    conn.execute("INSERT INTO psy_copy VALUES (7)")
    with psycopg.connect(URL, autocommit=True) as other:
        with other.cursor() as cursor:
            try:
                with cursor.copy("COPY (SUBSCRIBE psy_copy) TO STDOUT") as copy:
                    equal(copy.read_row()[1:], ("1", "7"))
                    other.cancel()
                    copy.read_row()
                    raise AssertionError("not cancelled")
            except psycopg.errors.QueryCanceled:
                pass


def a_closed_connection_ends_its_subscription(conn):
    other = psycopg.connect(URL, autocommit=True)
    pid = str(other.info.backend_pid)
    # Other clients of this server may subscribe, too.
    watch = conn.cursor().stream("SUBSCRIBE (SELECT s.connection_id FROM mz_internal.mz_subscriptions b "
                                 "JOIN mz_internal.mz_sessions s ON s.id = b.session_id "
                                 f"WHERE s.connection_id IN ({pid}, {conn.info.backend_pid}))")
    equal(next(watch)[1:], (1, str(conn.info.backend_pid)))
    stream = other.cursor().stream("SUBSCRIBE (SELECT name FROM mz_schemas)")
    next(stream)
    equal(next(watch)[1:], (1, pid))
    other.close()
    equal(next(watch)[1:], (-1, pid))
    conn.close()


def main():
    for name, check in list(globals().items()):
        if not callable(check) or getattr(check, "__code__", None) is None or check.__code__.co_varnames[:1] != ("conn",) \
                or check.__code__.co_argcount != 1:
            continue
        error = None
        try:
            faulthandler.dump_traceback_later(240, exit=True)
            with psycopg.connect(URL, autocommit=True) as conn:
                check(conn)
        except Exception:
            error = traceback.format_exc()
        print(json.dumps({"check": name.replace("_", " "), "error": error}), flush=True)


main()
