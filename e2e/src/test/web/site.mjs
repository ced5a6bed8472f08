// Looks at the pages of a site in a browser and prints one line of JSON for each look.
//   node site.mjs <folder with node_modules> <browser> <address of the site> looks|phone <page>...
//   node site.mjs <folder with node_modules> <browser> <address of the site> search <word>...
// "looks" opens each page on a desktop and a phone, dark and light, and asks axe for violations of a serious kind.
// "phone" opens each page on a phone only. "search" types each word into the search and opens the first result.
import { createRequire } from 'node:module';
import path from 'node:path';

const [home, browserPath, site, mode, ...rest] = process.argv.slice(2);
const load = createRequire(path.join(home, 'package.json'));
const { chromium } = load('playwright-core');
const axe = load.resolve('axe-core/axe.min.js');

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 740 };
const LOOKS = [
  { name: 'desktop, light', colorScheme: 'light', viewport: DESKTOP },
  { name: 'desktop, dark', colorScheme: 'dark', viewport: DESKTOP },
  { name: 'phone, light', colorScheme: 'light', viewport: PHONE },
  { name: 'phone, dark', colorScheme: 'dark', viewport: PHONE },
];
const SERIOUS = ['serious', 'critical'];

/** A tab that remembers what the page says on the console and what it asks other hosts for. */
async function tabOf(context) {
  const tab = await context.newPage();
  const heard = { said: [], requests: [] };
  tab.on('request', (request) => request.url().startsWith(site) || request.url().startsWith('data:')
    || heard.requests.push(request.url()));
  tab.on('response', (response) => response.status() < 400 || heard.said.push(`${response.status()} ${response.url()}`));
  tab.on('console', (message) => heard.said.push(message.text()));
  tab.on('pageerror', (error) => heard.said.push(String(error)));
  return { tab, heard };
}

/** The application of the page runs when its menu button answers; before that, the page is what the server sent. */
async function open(tab, page) {
  await tab.goto(site + page, { waitUntil: 'load' });
  await tab.waitForFunction(() => document.querySelector('#app')?.__vue_app__ !== undefined);
  await tab.evaluate(() => document.fonts.ready);
}

function wide(tab) {
  return tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** A dark page differs from a light one in its colors only, so only their rule is asked there. */
async function violationsOf(tab, dark) {
  await tab.addScriptTag({ path: axe });
  const question = { resultTypes: ['violations'], ...dark && { runOnly: ['color-contrast'] } };
  const { violations } = await tab.evaluate((options) => window.axe.run(options), question);
  return violations
    .filter((each) => SERIOUS.includes(each.impact))
    .map((each) => `${each.id}: ${each.nodes.length} × ${each.nodes[0].html.slice(0, 200)}`);
}

async function looks(browser) {
  for (const { name, ...options } of LOOKS) {
    const context = await browser.newContext(options);
    for (const page of rest) {
      const { tab, heard } = await tabOf(context);
      await open(tab, page);
      const look = { page, look: name, title: await tab.title(), wide: await wide(tab) };
      console.log(JSON.stringify({ ...look, violations: await violationsOf(tab, options.colorScheme === 'dark'), ...heard }));
      await tab.close();
    }
    await context.close();
  }
}

async function phone(browser) {
  const context = await browser.newContext({ viewport: PHONE });
  for (const page of rest) {
    const { tab, heard } = await tabOf(context);
    await open(tab, page);
    console.log(JSON.stringify({ page, look: 'phone', title: await tab.title(), wide: await wide(tab), ...heard }));
    await tab.close();
  }
  await context.close();
}

async function search(browser) {
  const context = await browser.newContext({ viewport: DESKTOP });
  for (const word of rest) {
    const { tab, heard } = await tabOf(context);
    await open(tab, 'index.html');
    await tab.click('.VPNavBarSearch button');
    await tab.fill('.VPLocalSearchBox input', word);
    const results = tab.locator('.VPLocalSearchBox .result');
    await results.first().waitFor();
    const titles = await results.locator('.titles').allInnerTexts();
    await results.first().click();
    await tab.waitForURL((address) => !address.pathname.endsWith('/index.html'));
    await tab.locator('.VPLocalSearchBox').waitFor({ state: 'detached' });
    console.log(JSON.stringify({ word, titles, opened: await tab.locator('main').innerText(), ...heard }));
    await tab.close();
  }
  await context.close();
}

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
try {
  await { looks, phone, search }[mode](browser);
} finally {
  await browser.close();
}
