// How the site reads Markdown: as the host of the repository does, so that a page is right in both places.
import { resolve } from './pages.mjs';

/** The anchor of a heading, as the host makes it: letters, digits, "-" and "_"; a space becomes "-". */
export function anchorOf(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Leads the links of a page to their places on the site, or to the repository; without its address, they are text. */
export function links(md, site) {
  const known = new Map(Object.entries(site.known));
  md.core.ruler.push('places', (state) => {
    const from = site.files[state.env.relativePath];
    for (const { children } of from ? state.tokens : []) {
      let unlinked = false;
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const place = resolve(site.root, known, site.repository, from, token.attrGet('href'));
          unlinked = place === undefined;
          if (unlinked) {
            token.attrs = [['class', 'source']];
          } else {
            token.attrSet('href', place);
          }
        }
        if (unlinked && token.type.startsWith('link_')) {
          token.tag = 'span';
        }
      }
    }
  });
}

/** Wide tables and code scroll inside the page; a keyboard reaches them. */
export function scrolling(md) {
  md.renderer.rules.code_block = (tokens, index, ...others) => {
    tokens[index].info = 'text';
    return md.renderer.rules.fence(tokens, index, ...others);
  };
  md.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
  md.renderer.rules.table_close = () => '</table></div>\n';
}

/** Braces are text: only the site's own theme uses the template language of the generator. */
export function braces(md) {
  const text = md.renderer.rules.text ?? ((tokens, index) => md.utils.escapeHtml(tokens[index].content));
  md.renderer.rules.text = (...all) => text(...all).replaceAll('{{', '&#123;&#123;');
}
