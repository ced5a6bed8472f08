// Reads a JSON array of statements on standard input and writes, for each, null or the parser's error message.
// The parser is Materialize's own, compiled to WebAssembly; it is fetched when the tests run and never shipped.
import fs from 'node:fs';
import path from 'node:path';

const home = path.join(process.argv[2], 'node_modules', '@materializeinc', 'sql-parser');
const glue = await import(path.join(home, 'mz_sql_parser_wasm_bg.js'));
const wasm = fs.readFileSync(path.join(home, 'mz_sql_parser_wasm_bg.wasm'));
const { instance } = await WebAssembly.instantiate(wasm, { './mz_sql_parser_wasm_bg.js': glue });
glue.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start?.();

const statements = JSON.parse(fs.readFileSync(0, 'utf8'));
const answers = statements.map((sql) => {
  const error = glue.parse(sql).error;
  return error ? error.message : null;
});
process.stdout.write(JSON.stringify(answers));
