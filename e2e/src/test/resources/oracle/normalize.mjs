// Reads a JSON array of queries on standard input and writes each as Materialize's parser prints it, or its error after
// the word ERROR. The parser prints only a SUBSCRIBE again, so the query is put into one.
import fs from 'node:fs';
import path from 'node:path';

const home = path.join(process.argv[2], 'node_modules', '@materializeinc', 'sql-parser');
const glue = await import(path.join(home, 'mz_sql_parser_wasm_bg.js'));
const wasm = fs.readFileSync(path.join(home, 'mz_sql_parser_wasm_bg.wasm'));
const { instance } = await WebAssembly.instantiate(wasm, { './mz_sql_parser_wasm_bg.js': glue });
glue.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start?.();

const queries = JSON.parse(fs.readFileSync(0, 'utf8'));
const printed = queries.map((sql) => {
  try {
    return glue.inject_progress(`SUBSCRIBE (${sql})`);
  } catch (error) {
    return `ERROR ${error}`;
  }
});
process.stdout.write(JSON.stringify(printed));
