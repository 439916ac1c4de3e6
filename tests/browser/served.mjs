// Drives the pages of a server in headless Chromium as a person does, with the mouse or the keyboard alone, and prints what
// went wrong as JSON.
// Usage: node served.mjs CHROMIUM MODULES ADDRESS TOKEN ENTRY
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium_path, modules, address, token, entry] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(join(modules, "playwright-core/index.mjs")).href);
const browser = await chromium.launch({
  executablePath: chromium_path,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const wrong = [];
const expect = (what, is) => {
  if (!is) wrong.push(what);
};

async function visit(options, look) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on("console", (message) => {
    // That a form was refused is what the browser says of its status.
    if (!message.text().startsWith("Failed to load resource")) wrong.push(`says ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`fails with ${error}`));
  try {
    await look(page, context);
  } catch (error) {
    wrong.push(`${page.url()}: ${error}`);
  }
  await context.close();
}

/** Moves the focus with the tab key until it stands at an element. */
async function tab_to(page, selector) {
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
  }
  throw new Error(`the keyboard does not come to ${selector}`);
}

await visit({}, async (page, context) => {
  // Who has not logged in comes to the page that was asked for, once that is done.
  await page.goto(`${address}/findings.html?show=all`);
  expect("a page is shown without a login", page.url().includes("/login.html?next="));
  await page.fill("#token", `${token}x`);
  await page.click("button");
  expect("a wrong token is not said", (await page.locator("[role=alert]").count()) === 1);
  await tab_to(page, "#token");
  await page.keyboard.type(token);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/findings.html?show=all");
  const cookies = await context.cookies();
  expect("the session is for scripts", cookies.every((cookie) => cookie.httpOnly && cookie.sameSite === "Strict"));
  expect("a cookie holds the token", cookies.every((cookie) => !cookie.value.includes(token)));

  // A finding is acknowledged with the keyboard alone.
  await page.goto(`${address}/findings.html`);
  const open = await page.locator("article").count();
  await tab_to(page, "article summary");
  await page.keyboard.press("Enter");
  await tab_to(page, "article input[name=by]");
  await page.keyboard.type("KL");
  await page.keyboard.press("Tab");
  await page.keyboard.type("asked the bureau");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/findings.html?done=*");
  expect("it is not said that it is done", (await page.locator("[role=status]").innerText()).includes("asked the bureau"));
  expect("the finding stays open", (await page.locator("article").count()) === open - 1);
  await page.click("article summary");
  expect("the name has to be typed again", (await page.inputValue("article input[name=by]")) === "KL");

  // The slider says each version as it moves; the button shows it, and so does a pointer that lets go.
  await page.goto(`${address}/entries/${entry}.html`);
  await tab_to(page, "#version");
  const before = await page.getAttribute("#version", "aria-valuetext");
  await page.keyboard.press("ArrowLeft");
  const after = await page.getAttribute("#version", "aria-valuetext");
  expect(`the slider says nothing as it moves: ${before}, ${after}`, before !== after && after.startsWith("Version 1 of "));
  expect("what it says is not seen", (await page.innerText("#version-told")) === after);
  expect("a key leads away", !page.url().includes("as_of"));
  await tab_to(page, "#slide button");
  await page.keyboard.press("Enter");
  await page.waitForURL("**?as_of=*");
  const box = await page.locator("#version").boundingBox();
  await page.mouse.move(box.x + 5, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 5, box.y + box.height / 2, { steps: 4 });
  const first = page.url();
  await page.mouse.up();
  await page.waitForURL((url) => url.href !== first);

  await page.goto(`${address}/logout.html`);
  await page.click("main button");
  await page.waitForURL("**/login.html*");
  await page.goto(`${address}/news.html`);
  expect("who logged out is still known", page.url().includes("/login.html"));
});

await visit({ javaScriptEnabled: false }, async (page) => {
  await page.goto(`${address}/login.html?next=/entries/${entry}.html`);
  await page.fill("#token", token);
  await page.click("button");
  await page.waitForURL("**/entries/*");
  await page.focus("#version");
  await page.keyboard.press("Home");
  await page.click("#slide button");
  expect("the slider needs a script", page.url().includes("as_of="));
  await page.click(".versions ol a");
  expect("the list of versions leads nowhere", page.url().includes("as_of="));
});

// A page of somebody else sends the form with the cookies that the browser has for the server.
await visit({}, async (page) => {
  await page.goto(`${address}/login.html`);
  await page.fill("#token", token);
  await page.click("button");
  await page.goto(`${address}/findings.html`);
  const fields = await page.locator("article form").first().evaluate((form) => [...new FormData(form)]);
  const open = await page.locator("article").count();
  await page.route("http://evil.example/**", (route) => {
    const inputs = fields.map(([name, value]) => `<input name="${name}" value="${name === "by" || name === "reason" ? "x" : value}">`);
    const body = `<form method="post" action="${address}/findings.html">${inputs.join("")}<button>Win</button></form>`;
    return route.fulfill({ contentType: "text/html", body });
  });
  await page.goto("http://evil.example/");
  await page.click("button");
  await page.waitForLoadState();
  await page.goto(`${address}/findings.html`);
  expect("a page of somebody else acknowledged a finding", (await page.locator("article").count()) === open);
});

await browser.close();
console.log(JSON.stringify(wrong));
