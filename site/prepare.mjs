// Lays out the pages for the generator in a folder of the build:
//   node prepare.mjs <root of the repository> <folder>
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PARTS } from './navigation.mjs';
import { flat, menuOf } from './pages.mjs';

const [root, folder] = process.argv.slice(2).map((each) => path.resolve(each));
const REPOSITORY = process.env.VERDIGRIS_REPOSITORY?.replace(/\/$/, '');
const PICTURES = 'docs/pictures';
const SCHEMAS = 'docs/schema';

function write(place, text) {
  const file = path.join(folder, place);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/**
 * README.md is the first page. Its heading and its first sentence are in the head of the site instead. Its pictures have
 * the place that they have for the pages of docs/.
 */
function firstPage(text) {
  const [, sentence, rest] = /^# .+\n+\*\*([^*][^]*?)\*\*\n([^]*)$/.exec(text) ?? [];
  if (!sentence) {
    throw new Error('README.md does not begin with a heading and one bold sentence');
  }
  const head = {
    layout: 'home',
    hero: {
      name: 'Verdigris',
      text: sentence.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ').replace(/\.$/, ''),
      tagline: 'Build the new version next to the live one. Swap both in one transaction. Keep a way back.',
      image: { src: '/pictures/swap.svg', alt: 'The swap exchanges the names of the live and the staged version' },
      actions: [
        { theme: 'brand', text: 'Quick start', link: '/quick-start' },
        { theme: 'alt', text: 'A release in pictures', link: '/concepts' },
        { theme: 'alt', text: 'Is it for you?', link: '/comparison' },
      ],
    },
  };
  return `---\n${JSON.stringify(head)}\n---\n${rest.replaceAll(`](${PICTURES}/`, '](pictures/')}`;
}

/** What the site shows of an entry: its file, or for a folder a list of its pages. */
function textOf({ file, title, intro, pages }) {
  if (pages) {
    return `# ${title}\n\n${intro}\n\n${pages.map((each) => `- [${each.title}](/${each.place})`).join('\n')}\n`;
  }
  const text = readFileSync(path.join(root, file), 'utf8');
  return file === 'README.md' ? firstPage(text) : text;
}

const menu = menuOf(root, PARTS);
const pages = menu.flatMap((part) => flat(part.pages));
const known = {};
for (const page of pages) {
  known[page.file] = page.place;
  known[page.file.replace(/\/?README\.md$/, '')] ??= page.place;
  write(page.place, textOf(page));
}

for (const place of ['pictures', 'public/pictures']) {
  cpSync(path.join(root, PICTURES), path.join(folder, place), { recursive: true });
}
cpSync(path.join(root, 'site/public'), path.join(folder, 'public'), { recursive: true });
cpSync(path.join(root, SCHEMAS), path.join(folder, 'public/schema'), { recursive: true });
for (const schema of readdirSync(path.join(root, SCHEMAS))) {
  known[`${SCHEMAS}/${schema}`] = `schema/${schema}`;
}
const files = Object.fromEntries(pages.filter((page) => !page.pages).map((page) => [page.place, page.file]));
write('.vitepress/site.json', JSON.stringify({ root, repository: REPOSITORY, menu, known, files }));
cpSync(path.join(root, 'site/theme'), path.join(folder, '.vitepress/theme'), { recursive: true });
for (const file of ['config.mjs', 'markdown.mjs', 'pages.mjs']) {
  cpSync(path.join(root, 'site', file), path.join(folder, '.vitepress', file));
}
console.log(`${pages.length} pages`);
