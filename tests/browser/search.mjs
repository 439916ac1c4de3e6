// Asks the search of a site, without a browser, and prints the first name found for each question, as JSON.
// Usage: node search.mjs SITE QUESTION…
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const [site, ...questions] = process.argv.slice(2);
const element = () => ({
  textContent: "", value: "", children: [],
  append(...more) { this.children.push(...more); },
  replaceChildren(...children) { this.children = children; },
  addEventListener(_, listener) { this.ask = listener; },
});
const page = { search: element(), found: element(), said: element() };
const document = { getElementById: (id) => page[id], createElement: element };
const script = ["search-data.js", "search.js"].map((name) => readFileSync(join(site, name), "utf8")).join("\n");
vm.runInNewContext(script, { document, location: { search: "" }, URLSearchParams });
const first = questions.map((question) => {
  page.search.value = question;
  page.search.ask();
  return page.found.children[0]?.children[0].textContent ?? null;
});
console.log(JSON.stringify(first));
