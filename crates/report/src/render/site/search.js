"use strict";
// Compares names as the program does: the crate `earwatch-screen` made `tables` and read the names; both are in
// search-data.js with `entries`: name, country, page, what it is now, other names, what else leads to it, the names as they
// are read, and 1 for a party that a document orders and the list does not hold.
const names = (() => {
  const plainOf = new Map();
  for (const [plain, written] of Object.entries(tables.letters)) for (const c of written) plainOf.set(c, plain.toLowerCase());
  const isSyllable = (c) => /[\u2E80-\u2FDF\u3400-\u9FFF\uF900-\uFAFF]|[\u{20000}-\u{3FFFF}]/u.test(c);
  const isAbjad = (c) => /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/.test(c);
  const plainLetters = (c) => {
    if (/^[a-z0-9]$/i.test(c)) return c.toLowerCase();
    return plainOf.get(c) ?? [...c.normalize("NFD")].map((part) => plainOf.get(part) ?? "").join("");
  };
  const spelled = (run, inBrackets) => {
    const isMixed = /[a-z\u00C0-\u024F]/i.test(run) && /[\u0370-\u058F]/.test(run);
    const words = [];
    let open;
    for (const c of run.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC")) {
      const script = isSyllable(c) ? "syllables" : isAbjad(c) ? "consonants" : "alphabet";
      const text = (isMixed && tables.look_alikes[c]) || plainLetters(c);
      if (!text) continue;
      if (open === script && script !== "syllables") words[words.length - 1].text += text;
      else words.push({ text, isSkeleton: script === "consonants", inBrackets });
      open = script;
    }
    return words;
  };
  // Cuts at points, but not between single letters.
  const withoutPoints = (word) => {
    const parts = [];
    let joins = false;
    for (const part of word.split(".").filter(Boolean)) {
      const isLetter = /^\p{L}\p{M}*$/u.test(part);
      if (isLetter && joins) parts[parts.length - 1] += part;
      else parts.push(part);
      joins = isLetter;
    }
    return parts;
  };
  const plain = (text) => {
    const words = [];
    let word = "";
    let depth = 0;
    const end = () => {
      for (const part of withoutPoints(word)) words.push(...spelled(part, depth > 0));
      word = "";
    };
    for (const c of text.replace(/[\p{Cf}\u034F\uFE00-\uFE0F]/gu, "").normalize("NFKC")) {
      if (/['’‘ʼʻ`´ʹʺ]/.test(c)) { if (!word) end(); }
      else if (/[([{]/.test(c)) { end(); depth += 1; }
      else if (/[)\]}]/.test(c)) { end(); depth = Math.max(0, depth - 1); }
      else if (/[&+]/.test(c)) { end(); word = "and"; end(); }
      else if (/[./]/.test(c)) word += ".";
      else if (/[\p{L}\p{N}\p{M}]/u.test(c)) word += c;
      else end();
    }
    end();
    return words;
  };
  const sound = (word) => {
    let out = "";
    for (let at = 0; at < word.length; at += 1) {
      const two = word.slice(at, at + 2);
      if (two === "xx") continue;
      const both = { ph: "f", ck: "k", kh: "h", gh: "g" }[two];
      const isKs = word[at] === "x" && at > 0 && !"iuy".includes(word[at + 1] ?? " ");
      if (isKs) out += "k";
      const letter = both ?? { y: "i", w: "v" }[word[at]] ?? (isKs ? "s" : word[at]);
      if (both) at += 1;
      if (word.length <= 4 || !out.endsWith(letter)) out += letter;
    }
    return out;
  };
  const consonants = (word) => word.replace(/[aeiouy]/g, "");
  const slipsAllowed = (letters) => (letters <= 4 ? 0 : letters <= 7 ? 1 : letters <= 11 ? 2 : 3);
  const slips = (one, other, most) => {
    if (one === other) return 0;
    if (!most || Math.abs(one.length - other.length) > most || Math.max(one.length, other.length) > 64) return null;
    let before = [];
    let above = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 0; i < one.length; i += 1) {
      const row = [i + 1];
      for (let j = 0; j < other.length; j += 1) {
        let cost = Math.min(above[j] + (one[i] !== other[j]), above[j + 1] + 1, row[j] + 1);
        if (i && j && one[i] !== other[j] && one[i - 1] === other[j] && one[i] === other[j - 1]) cost = Math.min(cost, before[j - 1] + 1);
        row.push(cost);
      }
      if (Math.min(...row) > most) return null;
      [before, above] = [above, row];
    }
    return above[other.length] <= most ? above[other.length] : null;
  };
  const withoutDigits = (word) => {
    const letters = word.replace(/[^a-z]/g, "").length;
    if (letters === word.length || letters * 2 <= word.length) return word;
    return word.replace(/\d/g, (digit) => ({ 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", 8: "b", 9: "g" })[digit] ?? digit);
  };
  const weight = ({ kind, text, isOwnAcronym }) => {
    const known = tables.weights[text] ?? 1;
    if (kind === "form") return 0;
    if (kind === "small" || isOwnAcronym) return 0.02;
    if (kind === "number") return Math.max(known, 0.7);
    return text.length === 1 ? 0.4 : known;
  };
  const LONGEST = Math.max(...Object.keys(tables.wordings).map((wording) => wording.split(" ").length));
  const meaning = (sounds, at) => {
    for (let taken = Math.min(LONGEST, sounds.length - at); taken > 0; taken -= 1) {
      const found = tables.wordings[sounds.slice(at, at + taken).join(" ")];
      if (found) return { mark: found[0], text: found.slice(1), taken };
    }
    return null;
  };
  const areForms = (sounds, at) => {
    while (at < sounds.length) {
      const found = meaning(sounds, at);
      if (!found || !"fe".includes(found.mark)) return false;
      at += found.taken;
    }
    return true;
  };
  const tokens = (words) => {
    const sounds = words.map((word) => sound(word.text));
    const out = [];
    for (let at = 0; at < words.length;) {
      const found = meaning(sounds, at) ?? { mark: "", text: "", taken: 1 };
      const isEdge = () => words.length > found.taken && (out.every((token) => token.kind === "form") || areForms(sounds, at + found.taken));
      const isNothing = !found.mark || (found.mark === "e" && !isEdge());
      const taken = isNothing ? 1 : found.taken;
      const used = words.slice(at, at + taken);
      const written = used.map((word) => word.text).join("");
      const digits = written.replace(/(st|nd|rd|th)$/, "");
      let kind = isNothing ? "word" : { f: "form", e: "form", s: "small", w: "word", n: "number" }[found.mark];
      let text = isNothing || kind === "small" ? withoutDigits(written) : found.text;
      if (isNothing && /^\d+$/.test(digits)) [kind, text] = ["number", digits.replace(/^0+(?=\d)/, "")];
      at += taken;
      const last = out[out.length - 1];
      const isTens = last?.kind === "number" && kind === "number" && /^[2-9]0$/.test(last.text) && /^[1-9]$/.test(text);
      if (isTens && !/^\d/.test(last.written)) [last.text, last.written] = [String(+last.text + +text), last.written + written];
      else if (!(last?.kind === "form" && kind === "form" && last.text === text)) {
        out.push({ kind, text, written, initials: used.map((word) => word.text[0]).join(""), isSkeleton: used[0].isSkeleton });
      }
    }
    return out;
  };
  const initials = (words, first) => {
    const found = [];
    if (words[first].kind !== "word") return found;
    for (const withSmall of [false, true]) {
      let letters = "";
      for (let at = first; at < words.length && letters.length <= 8; at += 1) {
        if (!withSmall && words[at].kind === "small") continue;
        letters += words[at].initials;
        if (words[at].kind !== "small" && !found.some((run) => run[0] === letters && run[1] === at + 1)) found.push([letters, at + 1]);
      }
    }
    return found;
  };
  // A name from its words, with what several of them make together.
  const name = (words) => {
    if (!words.some(({ kind }) => kind === "word" || kind === "number")) {
      for (const word of words) Object.assign(word, { kind: "word", text: word.written, weight: 0.5 });
    }
    for (const word of words) {
      word.weight ??= weight(word);
      word.sound = word.isSkeleton ? consonants(sound(word.text)) : sound(word.text);
    }
    const units = words.map((word, at) => ({ ...word, made: "word", from: at, to: at + 1 }));
    const several = (made, text, from, to) => units.push({
      made, text, kind: "word", sound: made === "joined" ? sound(text) : "", from, to,
      weight: words.slice(from, to).reduce((sum, word) => sum + word.weight, 0),
    });
    const end = words.findLastIndex((word) => word.kind !== "form") + 1;
    for (let first = 0; first < words.length; first += 1) {
      let text = "";
      for (let at = first; at < words.length && words[at].kind !== "form"; at += 1) {
        text += words[at].written;
        if (at > first && (at - first < 4 || (!first && at + 1 === end)) && text.length <= 64) several("joined", text, first, at + 1);
      }
      for (const [letters, after] of initials(words, first)) if (letters.length >= 3 && after - first >= 2) several("acronym", letters, first, after);
    }
    return { words, units, weight: words.reduce((sum, word) => sum + word.weight, 0) };
  };
  const marks = { ".": "form", "-": "small", "#": "number" };
  const sorted = (word) => [...word].sort().join("");
  const misspelled = (one, other) => {
    const letters = Math.max(one.text.length, other.text.length);
    const found = slips(one.sound, other.sound, slipsAllowed(letters));
    if (found === null) return 0;
    return 1 - found / letters + (one.sound.length === other.sound.length && sorted(one.sound) === sorted(other.sound) ? 0.03 : 0);
  };
  const likeness = (one, other) => {
    const both = `${one.made} ${other.made}`;
    if (both === "word word") {
      if (one.kind !== other.kind) return 0;
      if (one.text === other.text) return one.written === other.written ? 1 : 0.99;
      if (one.kind !== "word") return 0;
      if (!one.isSkeleton !== !other.isSkeleton) {
        const [left, right] = [consonants(one.sound), consonants(other.sound)];
        return left === right && left.length > 1 ? 0.9 : 0;
      }
      return one.sound === other.sound ? 0.97 : misspelled(one, other);
    }
    if (both === "joined joined") return one.sound === other.sound && one.text.length > 3 && other.text.length > 3 ? 0.98 : 0;
    if (one.kind !== "word" || other.kind !== "word") return 0;
    if (both.includes("acronym")) return both.includes("word") && one.text === other.text ? (one.text.length > 3 ? 0.9 : 0.8) : 0;
    if (one.text.length < 4) return 0;
    if (one.sound === other.sound) return 0.98;
    return Math.min(one.sound.length, other.sound.length) < 7 ? 0 : misspelled(one, other);
  };
  const assigned = (one, other) => {
    const all = [];
    for (const left of one.units) {
      for (const right of other.units) {
        const like = likeness(left, right);
        const isSame = left.made === "word" && right.made === "word" && left.text === right.text;
        if (like) all.push({ left, right, like, isSame, gain: like * (left.weight + right.weight) });
      }
    }
    all.sort((a, b) => b.isSame - a.isSame || b.gain - a.gain || a.left.from - b.left.from || a.right.from - b.right.from);
    const [taken, takenOther, pairs] = [new Set(), new Set(), []];
    const range = ({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at);
    for (const pair of all) {
      const [left, right] = [range(pair.left), range(pair.right)];
      if (left.some((at) => taken.has(at)) || right.some((at) => takenOther.has(at))) continue;
      left.forEach((at) => taken.add(at));
      right.forEach((at) => takenOther.add(at));
      pairs.push(pair);
    }
    return pairs;
  };
  // Whether no word that matches weighs as much as one that does not.
  const lacksHead = ({ words }, pairs, side) => {
    const isMatched = (at) => pairs.some((pair) => pair[side].from <= at && at < pair[side].to);
    const heaviest = (matched) => Math.max(0, ...words.filter((_, at) => isMatched(at) === matched).map((word) => word.weight));
    return heaviest(true) < heaviest(false) - 0.01;
  };
  const formsDiffer = (one, other) => {
    const forms = ({ words }) => words.filter((word) => word.kind === "form").map((word) => word.text);
    const [left, right] = [forms(one), forms(other)];
    if (!left.length && !right.length) return 0;
    if (!left.length || !right.length) return 0.2;
    if (left.some((form) => right.includes(form))) return 0;
    const isAny = (list) => list.every((form) => form === "company");
    return isAny(left) || isAny(right) ? 0.1 : 1;
  };
  return {
    read: (text) => {
      const words = plain(text);
      const [before, within] = [false, true].map((is) => tokens(words.filter((word) => word.inBrackets === is)));
      return name([...before, ...within].slice(0, 96));
    },
    // A name as the crate has read it.
    made: (text) => name(text.split(" ").filter(Boolean).map((word) => {
      const kind = marks[word[0]] ?? "word";
      const [body, written, initials] = word.replace(/^[.\-#*~]/, "").split("=");
      const own = body.replaceAll("_", " ");
      return { kind, text: own, written: written ?? own, initials: initials ?? (written ?? own)[0], isSkeleton: word[0] === "~", isOwnAcronym: word[0] === "*" };
    })),
    likeness,
    score: (one, other) => {
      const pairs = assigned(one, other);
      const whole = one.weight + other.weight;
      const matched = (side, words) => pairs.reduce((sum, pair) => {
        const { from, to } = pair[side];
        return sum + pair.like * words.slice(from, to).reduce((of, word) => of + word.weight, 0);
      }, 0);
      const left = Math.max(0, one.weight - matched("left", one.words));
      const leftOther = Math.max(0, other.weight - matched("right", other.words));
      const places = pairs.filter(({ left, right }) => left.made !== "acronym" && right.made !== "acronym").map(({ left, right }) => [left.from, right.from]);
      places.sort((a, b) => a[0] - b[0]);
      const isInOrder = places.every((place, at) => !at || places[at - 1][1] <= place[1]);
      const { replaced, dropped, form, order, head } = tables.costs;
      const value = 1 - (replaced * 2 * Math.min(left, leftOther) + dropped * Math.abs(left - leftOther)) / whole
        - (isInOrder ? 0 : order) - form * formsDiffer(one, other)
        - (lacksHead(one, pairs, "left") || lacksHead(other, pairs, "right") ? head : 0);
      return { value: Math.max(0, value), covered: one.weight ? 1 - left / one.weight : 0 };
    },
  };
})();
(() => {
  const MOST = 100;
  const COVERED = 0.8;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text) => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const known = entries.map(([name, country, page, standing, others, besides, read, isHeld]) => ({
    name, country, page, standing, others, isHeld: Boolean(isHeld),
    words: words([name, country, ...others, ...besides].join(" ")),
    // What is read beyond the names are acronyms that they print.
    names: read.map((of, at) => ({ ...names.made(of), written: at ? others[at - 1] ?? name : name })),
  }));
  // Units by their letters, with the names that have them: what is like none of them matches nothing.
  const groups = new Map();
  const [byLength, joined, skeletons] = [[], new Map(), []];
  // Which letters a word has, as bits: each slip changes two at most.
  const letters = (word) => {
    let bits = 0;
    for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
    return bits;
  };
  const differing = (bits) => {
    let count = 0;
    for (let left = bits; left; left &= left - 1) count += 1;
    return count;
  };
  const grouped = (unit) => {
    const key = `${unit.made} ${unit.kind} ${unit.text}`;
    let group = groups.get(key);
    if (group) return group;
    group = { unit, names: [], bits: letters(unit.sound) };
    groups.set(key, group);
    if (unit.isSkeleton) skeletons.push(group);
    else if (unit.made !== "acronym") (byLength[unit.sound.length] ??= []).push(group);
    if (unit.made === "joined") joined.set(unit.sound, [...(joined.get(unit.sound) ?? []), group]);
    return group;
  };
  for (const entry of known) {
    for (const name of entry.names) {
      name.entry = entry;
      for (const unit of name.units) if (unit.kind === "word" || unit.kind === "number") grouped(unit).names.push(name);
    }
  }
  // The groups that a unit can be like.
  const possible = (unit) => {
    const named = (made) => groups.get(`${made} word ${unit.text}`) ?? [];
    if (unit.made === "acronym") return [named("word")].flat();
    if (unit.isSkeleton) return [...groups.values()];
    const found = [...skeletons, ...(unit.made === "joined" ? joined.get(unit.sound) ?? [] : [named("acronym")].flat())];
    const bits = letters(unit.sound);
    for (let length = Math.max(0, unit.sound.length - 3); length <= unit.sound.length + 3; length += 1) {
      for (const group of byLength[length] ?? []) {
        const isSought = group.unit.made === "word" || unit.made === "word";
        if (isSought && differing(bits ^ group.bits) <= 6) found.push(group);
      }
    }
    return found;
  };
  const scored = (text) => {
    const asked = names.read(text);
    const best = new Map();
    if (!/\p{L}/u.test(text)) return best;
    // How well each word asked for is matched at best, by name: less than a third of the weight cannot be a match.
    const near = new Map();
    for (const unit of asked.units) {
      if (unit.kind !== "word" && unit.kind !== "number") continue;
      for (const group of possible(unit)) {
        const like = names.likeness(unit, group.unit);
        if (!like) continue;
        for (const name of group.names) {
          if (!near.has(name)) near.set(name, new Float32Array(asked.words.length));
          const reached = near.get(name);
          for (let at = unit.from; at < unit.to; at += 1) reached[at] = Math.max(reached[at], like);
        }
      }
    }
    for (const [name, reached] of near) {
      if (asked.words.reduce((sum, word, at) => sum + word.weight * reached[at], 0) < asked.weight / 3) continue;
      const { value, covered } = names.score(asked, name);
      const isMatch = value >= tables.threshold || covered >= COVERED;
      if (isMatch && value > (best.get(name.entry)?.value ?? 0)) best.set(name.entry, { value, name });
    }
    return best;
  };
  const field = document.getElementById("search");
  const found = document.getElementById("found");
  const said = document.getElementById("said");
  const asOf = said.textContent;
  const item = ({ entry: { name, country, page, standing, others }, match }, asked) => {
    const li = document.createElement("li");
    const link = document.createElement("a");
    link.href = page;
    link.textContent = name;
    const has = (other) => asked.some((word) => words(other).some((its) => its.startsWith(word)));
    const also = match && match.name.written !== name ? match.name.written : has(name) ? undefined : others.find(has);
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
    const matches = scored(field.value);
    const hits = [];
    known.forEach((entry, at) => {
      const match = matches.get(entry);
      const hasAll = asked.every((word) => entry.words.some((its) => its.startsWith(word)));
      if (match || hasAll) hits.push({ entry, match, at, rank: match ? Math.round(match.value * 100) : 50 });
    });
    // A party held back is told before names that are only near.
    const isHeld = ({ entry, match }) => entry.isHeld && match && match.value >= tables.threshold;
    hits.sort((a, b) => isHeld(b) - isHeld(a) || b.rank - a.rank || b.entry.names.length - a.entry.names.length || a.at - b.at);
    const first = hits.slice(0, MOST);
    found.replaceChildren(...first.map((hit) => item(hit, asked)));
    const more = hits.length > MOST ? `, the first ${MOST} of them shown` : "";
    said.textContent = hits.length
      ? `${hits.length} ${hits.length === 1 ? "entry" : "entries"}, likeliest first: potential matches, to be reviewed${more}`
      : "No entry has these words, nor words that are near them, in its name, aliases, country, citations or documents. That does not mean that a party is not listed or not restricted.";
  };
  field.addEventListener("input", search);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    field.value = asked;
    search();
  }
})();
