// Which files of the repository become pages, where they are on the site, and where a link leads.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** All Markdown files below a folder, by path from the root. */
function markdownBelow(root, folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => file.endsWith('.md'))
    .sort();
}

/** The place of a page on the site: the folder docs/ is its root, a README stands for its folder. */
export function placeOf(file) {
  if (file === 'README.md') {
    return 'index.md';
  }
  const place = file.replace(/^docs\//, '').replace(/\/README\.md$/, '.md');
  return place.includes('/') ? place : place.toLowerCase();
}

/** The first heading of a page, without the signs of Markdown. */
export function titleOf(text) {
  const heading = /^# (.+)$/m.exec(text.replace(/^```[^]*?^```$/gm, ''));
  return heading ? heading[1].replace(/[`*]|\[([^\]]+)\]\([^)]*\)/g, '$1') : undefined;
}

/**
 * The menu with each page's place and title.
 *
 * @throws Error if an entry names no file, or a page of docs/ has no entry
 */
export function menuOf(root, parts) {
  const entries = parts.flatMap((part) => part.pages);
  const named = new Set(entries.map((entry) => entry.file));
  const wrong = [];

  const page = (file, title) => {
    if (!existsSync(path.join(root, file))) {
      wrong.push(`${file} is in the menu, but there is no such file`);
      return [];
    }
    return [{ file, place: placeOf(file), title: title ?? titleOf(readFileSync(path.join(root, file), 'utf8')) ?? file }];
  };
  const all = (folder) =>
    (existsSync(path.join(root, folder)) ? markdownBelow(root, folder) : [])
      .filter((file) => !named.has(file))
      .flatMap((file) => page(file));
  const expand = ({ folder, file, title, intro }) => {
    if (folder) {
      return [{ file: folder, place: `${placeOf(folder)}/index.md`, title, intro, pages: all(folder) }];
    }
    return file.endsWith('/*') ? all(file.slice(0, -2)) : page(file, title);
  };

  const menu = parts.map((part) => ({ title: part.title, pages: part.pages.flatMap(expand) }));
  const taken = new Set(menu.flatMap((part) => flat(part.pages)).map((each) => each.file));
  markdownBelow(root, 'docs')
    .filter((file) => !taken.has(file))
    .forEach((file) => wrong.push(`${file} is in no part of the menu: add it to site/navigation.mjs`));
  if (wrong.length > 0) {
    throw new Error(wrong.join('\n'));
  }
  return menu;
}

/** The entries with the pages of their folders, in the order of the menu. */
export function flat(entries) {
  return entries.flatMap((entry) => [entry, ...(entry.pages ?? [])]);
}

/**
 * Where a link of a page leads on the site: to another page, to a file that the site has, or to the repository, if its
 * address is known.
 *
 * @param known what the site has: the place of each file or folder by its path in the repository
 */
export function resolve(root, known, repository, from, href) {
  if (/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(href)) {
    return href;
  }
  const [, target, anchor] = /^([^#]*)(#.*)?$/.exec(href);
  const file = path.posix.normalize(path.posix.join(path.posix.dirname(from), decodeURI(target))).replace(/\/$/, '');
  if (known.has(file)) {
    return `/${known.get(file)}${anchor ?? ''}`;
  }
  const there = path.join(root, file);
  if (file.startsWith('..') || !existsSync(there)) {
    throw new Error(`${from} has a link to ${href}, and there is no such file`);
  }
  if (!repository) {
    return undefined;
  }
  return `${repository}/${statSync(there).isDirectory() ? 'tree' : 'blob'}/main/${encodeURI(file)}${anchor ?? ''}`;
}
