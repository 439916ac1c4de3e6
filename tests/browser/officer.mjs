// What a compliance officer does on a working day, in headless Chromium on a server that runs. Prints, as JSON, what went
// wrong with each thing done. Every page on the way has to fit a phone, keep its labels apart, and pass axe-core in light
// and in dark.
// Usage: node officer.mjs CHROMIUM MODULES ADDRESS ASKED [FOLDER FOR PICTURES]
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium_path, modules, address, asked_json, pictures] = process.argv.slice(2);
const asked = JSON.parse(asked_json);
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
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) wrong.push(`“${words}” reaches beyond its drawing`);
      for (const other of texts.slice(at + 1)) {
        const apart = box.right <= other.box.left || other.box.right <= box.left || box.bottom <= other.box.top || other.box.bottom <= box.top;
        if (!apart) wrong.push(`“${words}” touches “${other.words}”`);
      }
    });
  }
  return wrong;
}

const report = {};
let wrong = [];

/** Looks at the page as it stands: on a phone, and by axe-core in light and in dark. */
async function look(page, name) {
  if (pictures) mkdirSync(pictures, { recursive: true });
  const picture = async (kind) => pictures && (await page.screenshot({ path: join(pictures, `${name}-${kind}.png`), fullPage: true }));
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = false)));
  await page.setViewportSize({ width: 390, height: 844 });
  for (const open of [false, true]) {
    await page.evaluate((open) => document.querySelectorAll("details").forEach((details) => (details.open = open)), open);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 390) wrong.push(`${name} is ${width} px wide on a phone of 390 px`);
    if (!open) await picture("phone");
  }
  wrong.push(...(await page.evaluate(labels)).map((what) => `${name}: ${what}`));
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => document.querySelectorAll("article.card").forEach((card) => (card.style.contentVisibility = "visible")));
  await page.evaluate(axe);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const only = colorScheme === "dark" ? { runOnly: ["color-contrast"] } : {};
    const { violations } = await page.evaluate((options) => axe.run(document, options), { resultTypes: ["violations"], preload: false, ...only });
    for (const { id, help, nodes } of violations) wrong.push(`${name}, ${colorScheme}: ${id}: ${help}: ${nodes.length} times, first ${nodes[0].html.slice(0, 200)}`);
  }
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = false)));
  await picture("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await picture("light");
}

/** A page with the scripts of ours, or without any, that says what it does wrong. The policy keeps out the checker, too. */
async function opened(options) {
  const context = await browser.newContext({ bypassCSP: true, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on("request", (request) => request.url().startsWith(address) || wrong.push(`asks for ${request.url()}`));
  page.on("console", (message) => message.type() === "error" && wrong.push(`says ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`fails with ${error}`));
  return page;
}

async function thing(name, does) {
  wrong = [];
  try {
    await does();
  } catch (error) {
    wrong.push(String(error).slice(0, 500));
  }
  report[name] = wrong;
}

const see = async (page, words) => (await page.locator("main").innerText()).includes(words) || wrong.push(`“${words}” is not on ${page.url()}: ${(await page.locator("main").innerText()).slice(0, 300)}`);
const go = async (page, path) => {
  const answer = await page.goto(address + path);
  if (answer.status() !== 200) wrong.push(`${path} is answered ${answer.status()}`);
};

const page = await opened({});
await thing("reads today's news", async () => {
  await go(page, "/");
  await page.locator("h1").first().waitFor();
  await look(page, "01-news");
});
await thing("searches a name", async () => {
  await page.getByRole("link", { name: "Search", exact: true }).click();
  await page.locator("#q").fill(asked.misspelled);
  await page.locator("#q").press("Enter");
  await see(page, asked.name);
  await look(page, "02-search");
});
await thing("opens an entry", async () => {
  await page.locator("main").getByRole("link", { name: asked.name }).first().click();
  await see(page, "Public id");
  await look(page, "03-entry");
});
await thing("sees its history, with the redline", async () => {
  await go(page, `/entries/${asked.changed}.html`);
  await see(page, "History");
  if (!(await page.locator("ins, del").count())) wrong.push("there is no redline");
  await look(page, "04-history");
});
await thing("sees it as of another day", async () => {
  await page.locator("form.day input[name=as_of]").first().fill(asked.day);
  await page.locator("form.day button").first().click();
  await see(page, asked.day);
  await look(page, "05-as-of");
});
await thing("looks at a country", async () => {
  await page.getByRole("link", { name: "Countries", exact: true }).click();
  await look(page, "06-countries");
  await page.locator("main").getByRole("link", { name: asked.country }).first().click();
  await see(page, asked.country);
  await look(page, "06-country");
});
let results;
await thing("uploads a file and sees the hits", async () => {
  await page.getByRole("link", { name: "Screening", exact: true }).click();
  await look(page, "07-screening");
  await page.locator("#file").setInputFiles(asked.file);
  await page.getByRole("button", { name: "Screen the file" }).click();
  await page.getByText("Download all results").waitFor({ timeout: 60000 });
  results = page.url();
  await see(page, "otential match");
  await look(page, "07-hits");
  // A large one shows how far it is, and follows by itself.
  await go(page, "/screening.html");
  await page.locator("#file").setInputFiles(asked.large);
  await page.getByRole("button", { name: "Screen the file" }).click();
  // On a fast machine it has ended before anybody looks.
  await page.locator("progress").or(page.getByText("Download all results")).first().waitFor({ timeout: 30000 });
  await look(page, "07-progress");
  await page.getByText("Download all results").waitFor({ timeout: 240000 });
});
await thing("screens one party without a script", async () => {
  const plain = await opened({ javaScriptEnabled: false });
  await plain.goto(`${address}/screening.html`);
  await plain.locator("#name").fill(asked.misspelled);
  await plain.getByRole("button", { name: "Screen this party" }).click();
  await plain.getByText("Download all results").waitFor({ timeout: 60000 });
  if (!(await plain.locator("main").innerText()).includes(asked.name)) wrong.push("the party is not found");
  await plain.context().close();
});
await thing("downloads them", async () => {
  await page.goto(results);
  for (const [name, begins] of [["workbook", "PK"], ["CSV", "\uFEFFparty_id"], ["JSON", "{"]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name, exact: true }).click()]);
    const bytes = readFileSync(await download.path());
    if (!bytes.toString("utf8").startsWith(begins)) wrong.push(`${name} begins with ${bytes.subarray(0, 12)}`);
  }
});
await thing("decides a match", async () => {
  await page.goto(results);
  const decide = page.locator("details.decide").first();
  await decide.locator("summary").click();
  if (pictures) await page.screenshot({ path: join(pictures, "09-deciding.png"), fullPage: true });
  await decide.getByLabel("It is another party").check();
  await decide.getByLabel("Why").fill("another town, <b>other</b> owners");
  await decide.getByLabel("Your initials").fill("KL");
  await decide.getByRole("button").click();
  await see(page, "The decision is recorded.");
  await see(page, "another town, <b>other</b> owners");
  await look(page, "09-decided");
});
await thing("acknowledges a finding", async () => {
  await page.getByRole("link", { name: "Findings", exact: true }).click();
  await look(page, "09-findings");
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  const form = page.locator("form.record").first();
  await form.locator("[name=by]").fill("KL");
  await form.locator("[name=reason]").fill("checked against the Federal Register");
  await form.getByRole("button").first().click();
  await page.waitForLoadState();
  await look(page, "09-acknowledged");
});
await thing("sees who sits together", async () => {
  await go(page, `/entries/${asked.linked}.html`);
  await page.getByRole("link", { name: /Who else sits there/ }).click();
  await page.locator("figure.links svg").first().waitFor();
  await look(page, "10-links");
  await page.locator("#entry").fill(asked.hub);
  await page.getByRole("button", { name: "Show" }).last().click();
  await see(page, "more are left out here");
  await look(page, "10-hub");
});
await browser.close();
console.log(JSON.stringify(report));
