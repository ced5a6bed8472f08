// Opens pages in a browser and says what is wrong with each, as one line of JSON for each page and way to look at it.
//   node check.mjs <folder with node_modules> <browser> <page>...
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const [home, browserPath, ...pages] = process.argv.slice(2);
const load = createRequire(path.join(home, 'package.json'));
const { chromium } = load('playwright-core');
const axe = load.resolve('axe-core/axe.min.js');

const LOOKS = [
  { name: 'desktop, light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'desktop, dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: 'phone, light', colorScheme: 'light', viewport: { width: 360, height: 740 } },
  { name: 'phone, dark', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
];

/** The page opens nothing and runs no script, but the test needs one: so its policy does not count for the test. */
async function look(browser, page, { name, ...options }) {
  const context = await browser.newContext({ ...options, bypassCSP: true });
  const tab = await context.newPage();
  const requests = [];
  const said = [];
  const address = pathToFileURL(page).href;
  tab.on('request', (request) => request.url() === address || requests.push(request.url()));
  tab.on('console', (message) => said.push(message.text()));
  tab.on('pageerror', (error) => said.push(String(error)));
  await tab.goto(address);
  const title = await tab.title();
  await tab.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const scripts = await tab.evaluate(() => document.querySelectorAll('script, iframe, object, embed, img, link').length);
  await tab.addScriptTag({ path: axe });
  const { violations } = await tab.evaluate(() => window.axe.run());
  await context.close();
  return {
    page: path.basename(page),
    look: name,
    title,
    violations: violations.map((each) => `${each.id}: ${each.nodes.length} × ${each.nodes[0].html.slice(0, 200)}`),
    requests,
    said,
    wide,
    scripts,
  };
}

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
try {
  for (const page of pages) {
    for (const way of LOOKS) {
      console.log(JSON.stringify(await look(browser, page, way)));
    }
  }
} finally {
  await browser.close();
}
