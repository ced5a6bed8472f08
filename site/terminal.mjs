// Draws a screen of a terminal as SVG: reads the text with its escape sequences, prints the picture.
//   node terminal.mjs <the command that was typed> < screen > picture.svg
import { readFileSync } from 'node:fs';

const command = process.argv[2];
const CELL = 7.83;
const LINE = 20;
const LEFT = 18;
const TOP = 52;
const STYLES = { 1: 'strong', 2: 'faint', 31: 'red', 32: 'green', 33: 'yellow', 34: 'blue', 36: 'cyan' };
const ENDS = { 0: Object.values(STYLES), 22: ['strong', 'faint'], 39: ['red', 'green', 'yellow', 'blue', 'cyan'] };

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The parts of a line with their column and their styles; a style ends only where the text says so. */
function parts(line, styles) {
  const found = [];
  let column = 0;
  for (const piece of line.split(/(\x1b\[[0-9;]*m)/)) {
    const codes = /^\x1b\[([0-9;]*)m$/.exec(piece);
    if (codes) {
      for (const code of codes[1].split(';')) {
        ENDS[code || 0]?.forEach((style) => styles.delete(style));
        if (STYLES[code]) {
          styles.add(STYLES[code]);
        }
      }
    } else if (piece !== '') {
      const blanks = piece.length - piece.trimStart().length;
      found.push({ column: column + blanks, text: piece.trim(), styles: [...styles] });
      column += piece.length;
    }
  }
  return found.filter((part) => part.text !== '');
}

function drawn(part, row) {
  const x = (LEFT + part.column * CELL).toFixed(1);
  const kind = part.styles.length > 0 ? ` class="${part.styles.join(' ')}"` : '';
  const width = (part.text.length * CELL).toFixed(1);
  return `  <text${kind} x="${x}" y="${TOP + row * LINE}" textLength="${width}">${escaped(part.text)}</text>`;
}

const styles = new Set();
const screen = readFileSync(0, 'utf8').trimEnd().split('\n');
const lines = [[{ column: 0, text: `$ ${command}`, styles: ['faint'] }], ...screen.map((line) => parts(line, styles))];
const columns = Math.max(...lines.flat().map((part) => part.column + part.text.length));
const width = Math.ceil(2 * LEFT + columns * CELL);
const height = TOP + lines.length * LINE;

console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="run-title run-desc">
  <title id="run-title">A run of ${escaped(command)}</title>
  <desc id="run-desc">${escaped(lines.map((line) => line.map((part) => part.text).join(' ')).filter(Boolean).join('. '))}</desc>
  <style>
    text { white-space: pre; font: 13px ui-monospace, SFMono-Regular, Menlo, "Liberation Mono", monospace; fill: #dbe6e3; }
    .screen { fill: #14201d; stroke: #33443f; }
    .strong { font-weight: 700; fill: #ffffff; }
    .faint { fill: #a3b5b0; }
    .green { fill: #6fd3bf; }
    .yellow { fill: #e8c268; }
    .red { fill: #f2917f; }
    .blue, .cyan { fill: #8fb8f0; }
  </style>
  <rect class="screen" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>
  <circle cx="22" cy="20" r="5" fill="#a95a2c"/><circle cx="40" cy="20" r="5" fill="#b9a05a"/><circle cx="58" cy="20" r="5" fill="#2f9c88"/>
${lines.flatMap((line, row) => line.map((part) => drawn(part, row))).join('\n')}
</svg>`);
