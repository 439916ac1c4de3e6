"use strict";
// `entries` is in search-data.js: name, country, page, what it is now, other names, what else leads to it.
(() => {
  const MOST = 100;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text) => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const known = entries.map(([name, country, page, standing, others, besides]) => ({
    name, country, page, standing, others,
    words: words([name, country, ...others, ...besides].join(" ")),
  }));
  const field = document.getElementById("search");
  const found = document.getElementById("found");
  const said = document.getElementById("said");
  const asOf = said.textContent;
  const item = ({ name, country, page, standing, others }, asked) => {
    const li = document.createElement("li");
    const link = document.createElement("a");
    link.href = page;
    link.textContent = name;
    const also = others.find((other) => asked.some((word) => words(other).some((its) => its.startsWith(word))));
    li.append(link, ` · ${country} · ${standing}${also ? ` · also ${also}` : ""}`);
    return li;
  };
  const search = () => {
    const asked = words(field.value);
    if (!asked.length) {
      found.replaceChildren();
      said.textContent = asOf;
      return;
    }
    const hits = known.filter((entry) => asked.every((word) => entry.words.some((its) => its.startsWith(word))));
    const first = hits.slice(0, MOST);
    found.replaceChildren(...first.map((hit) => item(hit, asked)));
    const more = hits.length > MOST ? `, the first ${MOST} of them shown` : "";
    said.textContent = hits.length
      ? `${hits.length} ${hits.length === 1 ? "entry" : "entries"}: potential matches, to be reviewed${more}`
      : "No entry has all these words in its name, aliases, country, citations or documents. That does not mean that a party is not listed or not restricted.";
  };
  field.addEventListener("input", search);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    field.value = asked;
    search();
  }
})();
