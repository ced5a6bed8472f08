import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';
import { anchorOf, braces, links, scrolling } from './markdown.mjs';

const site = JSON.parse(readFileSync(new URL('site.json', import.meta.url), 'utf8'));
const base = process.env.VERDIGRIS_SITE_BASE ?? '/';

function linkOf(place) {
  return `/${place.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`;
}

function entry(page) {
  return { text: page.title, link: linkOf(page.place) };
}

const parts = site.menu.map((part) => ({ text: part.title, items: part.pages.map(entry) }));
const folders = site.menu.flatMap((part) => part.pages.filter((page) => page.pages));
const sidebar = { '/': parts };
for (const folder of folders) {
  sidebar[linkOf(folder.place)] = [{ text: 'All pages', link: '/' }, { text: folder.title, items: folder.pages.map(entry) }];
}
const first = (part) => part.items.find((item) => item.link !== '/');

/** In the results of a search, guides come before reference, and what only engineers read comes last. */
function weight(address) {
  if (/\/(adr\/|slow-server|bad-versions|conformance|measures|changelog|where-is)/.test(address)) {
    return 0.3;
  }
  return /\/(guides\/|quick-start|concepts|installation)/.test(address) ? 2 : 1;
}

export default defineConfig({
  base,
  lang: 'en',
  title: 'Verdigris',
  titleTemplate: ':title · Verdigris',
  description: 'Zero-downtime blue/green releases of data models on Materialize',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}mark.svg` }]],
  markdown: {
    anchor: { slugify: anchorOf },
    config(md) {
      links(md, site);
      scrolling(md);
      braces(md);
    },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    logo: { src: '/mark.svg', alt: '' },
    nav: parts.map((part) => ({ text: part.text, link: first(part).link })),
    sidebar,
    outline: { level: [2, 3], label: 'On this page' },
    search: { provider: 'local', options: { detailedView: true, miniSearch: { searchOptions: { boostDocument: weight } } } },
    socialLinks: site.repository ? [{ icon: 'github', link: site.repository, ariaLabel: 'The repository' }] : [],
    docFooter: { prev: 'Before', next: 'Next' },
    externalLinkIcon: true,
    footer: { message: 'Apache License 2.0. Materialize is a trademark of Materialize, Inc.' },
  },
});
