// Opens pages in headless Chromium and prints what is wrong with each, as JSON.
// A page may end with ?q=WORDS: then its search has to find something. A page is a file, or an address of a server.
// Usage: node check.mjs CHROMIUM MODULES PAGE…
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium_path, modules, ...pages] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(join(modules, "playwright-core/index.mjs")).href);
const axe = readFileSync(join(modules, "axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath: chromium_path,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** Labels of a drawing that touch each other or reach beyond it. */
function labels() {
  const wrong = [];
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
    texts.forEach(({ words, box }, at) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) {
        wrong.push(`“${words}” reaches beyond its drawing`);
      }
      for (const other of texts.slice(at + 1)) {
        const apart = box.right <= other.box.left || other.box.right <= box.left || box.bottom <= other.box.top || other.box.bottom <= box.top;
        if (!apart) wrong.push(`“${words}” touches “${other.words}”`);
      }
    });
  }
  return wrong;
}

/** Leaves one card of each make, since the checker takes long; first, ids that are there twice. */
function thinned() {
  const ids = new Set();
  const twice = [...document.querySelectorAll("[id]")].filter(({ id }) => ids.size === ids.add(id).size);
  const name = ({ tagName, className }) => `${tagName}.${className}`;
  const makes = new Set();
  for (const card of document.querySelectorAll("article.card")) {
    const nestings = [...card.querySelectorAll("*")].map((inner) => `${name(inner.parentElement)}>${name(inner)}`);
    const make = [card.className, ...new Set(nestings)].sort().join();
    if (makes.has(make)) card.remove();
    makes.add(make);
  }
  return twice.map(({ id }) => `has the id ${id} twice`);
}

/** Cards that a page break may cut: those that may be broken, and stand where a break can be avoided. */
function cut() {
  // A mail is printed by its program.
  if (!document.querySelector("main")) return [];
  const cards = [...document.querySelectorAll("article.card, div.card, figure.card, blockquote")];
  const broken = cards.filter((card) => {
    const boxed = (box) => box && (["grid", "flex", "inline-block"].includes(getComputedStyle(box).display) || boxed(box.parentElement));
    return getComputedStyle(card).breakInside !== "avoid" || (!card.matches("figure") && boxed(card.parentElement));
  });
  return broken.slice(0, 3).map((card) => `may cut <${card.tagName} class="${card.className}"> on paper`);
}

/** The address of a page, with its query. */
function address(path) {
  if (path.startsWith("http:")) return path;
  const [file, query] = path.split("?");
  return pathToFileURL(file).href + (query ? `?${query}` : "");
}

async function opened(page_path, options, look) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong = [];
  const own = address(page_path);
  page.on("request", (request) => {
    const url = request.url().split("#")[0];
    if (url !== own && !url.startsWith("file:") && new URL(url).origin !== new URL(own).origin) wrong.push(`asks for ${url}`);
  });
  page.on("console", (message) => wrong.push(`says ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`fails with ${error}`));
  await page.goto(own);
  await look(page, wrong);
  await context.close();
  return wrong;
}

const report = {};
for (const path of pages) {
  const phone = { viewport: { width: 390, height: 844 } };
  const wrong = await opened(path, phone, async (page, wrong) => {
    const open = (fold) => document.querySelectorAll("details").forEach((details) => (details.open = fold));
    for (const fold of [false, true]) {
      await page.evaluate(open, fold);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 390) wrong.push(`is ${width} px wide on a phone of 390 px`);
    }
    wrong.push(...(await page.evaluate(labels)));
    if (path.includes("?q=") && !(await page.locator("#found li, ol.found li").count())) wrong.push("finds nothing");
  });
  // On paper no card is cut but one that no page can hold.
  const paper = { viewport: { width: 688, height: 1000 } };
  wrong.push(
    ...(await opened(path, paper, async (page, wrong) => {
      await page.emulateMedia({ media: "print" });
      wrong.push(...(await page.evaluate(cut)));
    })),
  );
  const schemes = ["light", "dark"].map((colorScheme) => {
    // The policy of the page keeps out the checker, too.
    const screen = { viewport: { width: 1280, height: 900 }, colorScheme, bypassCSP: true };
    return opened(path, screen, async (page, wrong) => {
      await page.evaluate(() => {
        document.querySelectorAll("details").forEach((details) => (details.open = true));
        document.querySelectorAll("article.card").forEach((card) => (card.style.contentVisibility = "visible"));
      });
      wrong.push(...(await page.evaluate(thinned)));
      await page.evaluate(axe);
      // Of the rules, one depends on the scheme.
      const only = colorScheme === "dark" ? { runOnly: ["color-contrast"] } : {};
      const options = { resultTypes: ["violations"], preload: false, ...only };
      const { violations } = await page.evaluate((options) => axe.run(document, options), options);
      for (const { id, help, nodes } of violations) {
        wrong.push(`${colorScheme}: ${id}: ${help}: ${nodes.length} times, first ${nodes[0].html.slice(0, 200)}`);
      }
    });
  });
  wrong.push(...(await Promise.all(schemes)).flat());
  report[path] = wrong;
}
await browser.close();
console.log(JSON.stringify(report));
