// The features of Materialize that JavaScript programs use through node-postgres.
// Writes one line of JSON per check: its name, and its failure or null. VERDIGRIS_URL is the URL of the server. The first
// argument is the directory of the package.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.argv[2], 'index.js'));
const pg = require('pg');
const Cursor = require('pg-cursor');
const { to: copyTo } = require('pg-copy-streams');

const connect = async (more = {}) => {
  const client = new pg.Client({ connectionString: process.env.VERDIGRIS_URL, ...more });
  await client.connect();
  return client;
};

const refusal = async (client, sql) => {
  try {
    await client.query(sql);
  } catch (error) {
    return error;
  }
  throw new Error('not refused: ' + sql);
};

const checks = {
  async 'connection options set variables'() {
    const client = await connect({ options: '--cluster=b -c search_path=elsewhere', application_name: 'nodeapp' });
    const shown = async (name) => Object.values((await client.query('SHOW ' + name)).rows[0])[0];
    assert.equal(await shown('cluster'), 'b');
    assert.equal(await shown('search_path'), 'elsewhere');
    assert.equal(await shown('application_name'), 'nodeapp');
    await client.end();
  },

  async 'parameters arrive'(client) {
    const { rows } = await client.query(
      'SELECT $1::int4 + 1 AS n, $2::text AS t, $3::numeric AS d, $4::bool AS b, $5::timestamptz AS ts, ' +
        '$6::jsonb AS j, $7::bytea AS by, $8::int4 AS nothing',
      [41, 'ü🦎\'"', '1.5', true, new Date(0), { a: [1] }, Buffer.from([0, 255]), null],
    );
    assert.deepEqual(rows, [
      { n: 42, t: 'ü🦎\'"', d: '1.5', b: true, ts: new Date(0), j: { a: [1] }, by: Buffer.from([0, 255]), nothing: null },
    ]);
  },

  async 'types have their numbers'(client) {
    const result = await client.query(
      "SELECT 1::int2 a, 2::int4 b, 3::int8 c, 1.5::float8 d, 1.25::numeric e, 't'::text f, true g, " +
        "'2020-01-02 03:04:05+00'::timestamptz h, '{\"a\": 1}'::jsonb i, 5::uint8 j, mz_now() IS NULL k",
    );
    assert.deepEqual(result.fields.map((field) => field.dataTypeID), [21, 23, 20, 701, 1700, 25, 16, 1184, 3802, 16464, 16]);
    const { h, ...rest } = result.rows[0];
    assert.deepEqual(rest, { a: 1, b: 2, c: '3', d: 1.5, e: '1.25', f: 't', g: true, i: { a: 1 }, j: '5', k: false });
    assert.equal(h.toISOString(), '2020-01-02T03:04:05.000Z');
  },

  async 'one message may contain several statements'(client) {
    const results = await client.query('SELECT 1 AS a; SELECT 2 AS b');
    assert.deepEqual(results.map((result) => result.rows), [[{ a: 1 }], [{ b: 2 }]]);
  },

  async 'named statements are prepared once'(client) {
    for (const number of [1, 2, 3]) {
      const { rows } = await client.query({ name: 'twice', text: 'SELECT $1::int4 * 2 AS n', values: [number] });
      assert.deepEqual(rows, [{ n: number * 2 }]);
    }
  },

  async 'blocks commit and roll back'(client) {
    await client.query('CREATE TABLE node_block (a int, b text)');
    await client.query('BEGIN');
    await client.query('INSERT INTO node_block VALUES ($1, $2)', [1, 'a']);
    await client.query('INSERT INTO node_block VALUES ($1, $2)', [2, 'b']);
    const { command, rowCount } = await client.query('COMMIT');
    assert.deepEqual([command, rowCount], ['COMMIT', null]);
    await client.query('BEGIN');
    await client.query("INSERT INTO node_block VALUES (3, 'c')");
    await client.query('ROLLBACK');
    const { rows } = await client.query('SELECT a, b FROM node_block ORDER BY a');
    assert.deepEqual(rows, [{ a: 1, b: 'a' }, { a: 2, b: 'b' }]);
  },

  async 'a failed block refuses statements until its end'(client) {
    await client.query('BEGIN');
    assert.equal((await refusal(client, 'SELECT * FROM nope')).code, 'XX000');
    assert.equal((await refusal(client, 'SELECT 1')).code, '25P02');
    await client.query('ROLLBACK');
    assert.equal((await client.query('SELECT 1 AS a')).rows[0].a, 1);
  },

  async 'errors carry all fields'(client) {
    const syntax = await refusal(client, 'SELEC 1');
    assert.deepEqual([syntax.severity, syntax.code, syntax.position], ['ERROR', '42601', '1']);
    await client.query('CREATE TABLE node_base (a int)');
    await client.query('CREATE VIEW node_over AS SELECT a FROM node_base');
    const dependent = await refusal(client, 'DROP TABLE node_base');
    assert.equal(dependent.message, 'cannot drop table "node_base": still depended upon by view "node_over"');
    assert.equal(dependent.hint, 'Use DROP ... CASCADE to drop the dependent objects too.');
  },

  async 'notices arrive'(client) {
    const seen = [];
    client.on('notice', (said) => seen.push([said.severity, said.code, said.message]));
    await client.query('CREATE SCHEMA IF NOT EXISTS public');
    assert.deepEqual(seen, [['NOTICE', '42P06', 'schema "public" already exists, skipping']]);
  },

  async 'portals return rows in portions'(client) {
    await client.query('BEGIN');
    const cursor = client.query(new Cursor('SELECT x FROM generate_series(1, 25) AS g (x)'));
    let sum = 0;
    for (let rows = await cursor.read(10); rows.length > 0; rows = await cursor.read(10)) {
      sum += rows.reduce((total, row) => total + row.x, 0);
    }
    await cursor.close();
    await client.query('COMMIT');
    assert.equal(sum, (25 * 26) / 2);
  },

  async 'cursors are declared and fetched'(client) {
    await client.query('BEGIN');
    await client.query('DECLARE c CURSOR FOR SELECT x FROM generate_series(1, 3) AS g (x)');
    assert.deepEqual((await client.query('FETCH 2 c')).rows, [{ x: 1 }, { x: 2 }]);
    assert.deepEqual((await client.query('FETCH ALL c')).rows, [{ x: 3 }]);
    await client.query('COMMIT');
  },

  async 'a subscription is fetched through a cursor'(client) {
    await client.query('CREATE TABLE node_fetch (a int)');
    await client.query('INSERT INTO node_fetch VALUES (1)');
    const other = await connect();
    await other.query('BEGIN');
    await other.query('DECLARE c CURSOR FOR SUBSCRIBE node_fetch');
    const first = await other.query('FETCH ALL c');
    assert.deepEqual(first.fields.map((field) => field.name), ['mz_timestamp', 'mz_diff', 'a']);
    assert.deepEqual(first.rows.map((row) => [row.mz_diff, row.a]), [['1', 1]]);
    await client.query('DELETE FROM node_fetch');
    assert.deepEqual((await other.query('FETCH ALL c')).rows.map((row) => [row.mz_diff, row.a]), [['-1', 1]]);
    await other.query('COMMIT');
    await other.end();
  },

  async 'copy to writes text'(client) {
    const parts = [];
    for await (const part of client.query(copyTo("COPY (VALUES (1, 'a'), (2, NULL)) TO STDOUT"))) {
      parts.push(part);
    }
    assert.equal(Buffer.concat(parts).toString(), '1\ta\n2\t\\N\n');
  },

  async 'a cancel request ends a subscription'() {
    const other = await connect();
    const ended = other.query('SUBSCRIBE (SELECT name FROM mz_schemas)').then(() => 'ended', (error) => error.code);
    await new Promise((resolve) => other.connection.once('dataRow', resolve));
    const canceller = new pg.Client({ connectionString: process.env.VERDIGRIS_URL });
    canceller.connection.on('connect', () => canceller.connection.cancel(other.processID, other.secretKey));
    canceller.connection.connect(canceller.port, canceller.host);
    assert.equal(await ended, '57014');
    await other.end();
  },
};

for (const [name, check] of Object.entries(checks)) {
  let error = null;
  const client = await connect();
  const limit = setTimeout(() => {
    console.error(name + ' takes longer than four minutes');
    process.exit(1);
  }, 240_000);
  try {
    await check(client);
  } catch (failed) {
    error = failed.stack;
  } finally {
    clearTimeout(limit);
    await client.end();
  }
  process.stdout.write(JSON.stringify({ check: name, error }) + '\n');
}
process.exit(0);
