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
    // Short words have too few letters to have another.
    const isShort = word.length <= 4;
    for (let at = 0; at < word.length; at += 1) {
      const two = word.slice(at, at + 2);
      if (two === "xx") continue;
      const both = { ph: "f", ck: "k", kh: "h", gh: "g" }[two];
      const isKs = word[at] === "x" && at > 0 && !"iuy".includes(word[at + 1] ?? " ");
      if (isKs) out += "k";
      const lax = !isShort && (two === "rn" ? "m" : word[at + 1] !== "h" && { c: "k", z: "s" }[word[at]]);
      const letter = both ?? (lax || ({ y: "i", w: "v" }[word[at]] ?? (isKs ? "s" : word[at])));
      if (both || (lax && two === "rn")) at += 1;
      if (isShort || !out.endsWith(letter)) out += letter;
    }
    return out;
  };
  const consonants = (word) => word.replace(/[aeiouy]/g, "");
  const abbreviation = (word) => word.slice(0, 1) + word.slice(1).replace(/[aeiou]/g, "");
  const isAbbreviated = (word) => /^[a-z][^aeiou\d]+[a-z]$/.test(word);
  const spoken = (word) => (isAbbreviated(word) && tables.abbreviations[abbreviation(word)]) || sound(word);
  const slipsAllowed = (letters) => (letters <= 2 ? 0 : letters <= 7 ? 1 : letters <= 11 ? 2 : 3);
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
    if (kind === "form" || kind === "small" || isOwnAcronym) return 0;
    if (kind === "number") return Math.max(known, 0.7);
    return text.length === 1 ? 0.4 : known;
  };
  const LONGEST = Math.max(...Object.keys(tables.wordings).map((wording) => wording.split(" ").length));
  // Wordings of several words: one of the words may have a slip.
  const several = new Map();
  for (const [wording, meaning] of Object.entries(tables.wordings)) {
    const words = wording.split(" ");
    for (const key of words.length > 1 ? [`1 ${words[0]}`, `2 ${words[1]}`] : []) {
      several.set(key, [...(several.get(key) ?? []), [words, meaning]]);
    }
  }
  const longer = (found, sounds, at) => {
    let best = found;
    for (const [words, meaning] of [...(several.get(`1 ${sounds[at]}`) ?? []), ...(several.get(`2 ${sounds[at + 1]}`) ?? [])]) {
      if (words.length <= (best?.taken ?? 0)) continue;
      const others = words.map((word, of) => [word, sounds[at + of] ?? ""]).filter(([word, other]) => word !== other);
      const [word, other] = others[0] ?? ["", ""];
      const isSlip = others.length === 1 && Math.min(word.length, other.length) > 3 && slips(word, other, 1) !== null;
      if (isSlip) best = { mark: meaning[0], text: meaning.slice(1), taken: words.length };
    }
    return best;
  };
  const meaning = (sounds, at) => {
    for (let taken = Math.min(LONGEST, sounds.length - at); taken > 0; taken -= 1) {
      const found = tables.wordings[sounds.slice(at, at + taken).join(" ")];
      if (found) return longer({ mark: found[0], text: found.slice(1), taken }, sounds, at);
    }
    return longer(null, sounds, at);
  };
  const areForms = (sounds, at) => {
    while (at < sounds.length) {
      const found = meaning(sounds, at);
      if (!found || !"fe".includes(found.mark)) return at + 1 === sounds.length && tables.titles.includes(sounds[at]);
      at += found.taken;
    }
    return true;
  };
  const tokens = (words) => {
    const sounds = words.map((word) => spoken(withoutDigits(word.text)));
    const out = [];
    for (let at = 0; at < words.length;) {
      const found = meaning(sounds, at) ?? { mark: "", text: "", taken: 1 };
      const isEdge = () => words.length > found.taken && (out.every((token) => token.kind === "form" || token.isTitle) || areForms(sounds, at + found.taken));
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
        const parts = kind === "form" ? used.map((word) => word.text) : [];
        const isTitle = used.length === 1 && tables.titles.includes(sound(used[0].text));
        out.push({ kind, text, written, parts, isTitle, initials: used.map((word) => word.text[0]).join(""), isSkeleton: used[0].isSkeleton });
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
      for (const word of words) Object.assign(word, { kind: "word", text: word.written, parts: [], weight: 0.5 });
    }
    for (const word of words) {
      word.weight ??= weight(word);
      word.sound = word.isSkeleton ? consonants(sound(word.text)) : sound(word.kind === "form" ? word.written : word.text);
      word.sounds = [...new Set([word.sound, word.kind === "word" && !word.isSkeleton ? sound(word.written) : word.sound])];
    }
    const units = words.map((word, at) => ({ ...word, made: "word", from: at, to: at + 1 }));
    const several = (made, text, from, to) => units.push({
      made, text, kind: "word", sound: made === "joined" ? sound(text) : "", sounds: [made === "joined" ? sound(text) : ""], parts: [], from, to,
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
  const nearly = (letters, count) => Math.max(1 - count / Math.max(letters, 1), count === 1 ? 0.8 : 0);
  const hasSameLetters = (one, other) => one.length === other.length && sorted(one) === sorted(other);
  // The greatest likeness of the sounds of two units.
  const alike = (one, other, like) => Math.max(...one.sounds.flatMap((of) => other.sounds.map((sound) => like(of, sound))));
  const misspelled = (one, other) => {
    const like = (left, right) => {
      const letters = Math.max(left.length, right.length);
      const found = slips(left, right, slipsAllowed(Math.min(left.length, right.length)));
      return found === null ? 0 : nearly(letters, found) + (hasSameLetters(left, right) ? 0.03 : 0);
    };
    return Math.max(alike(one, other, like), like(one.written, other.written));
  };
  const lax = (word) => word.replaceAll("c", "k").replaceAll("z", "s");
  const isOfForm = ({ written }, { parts }) => parts.some((part) => {
    const letters = Math.min(written.length, part.length);
    if (letters < 2) return written.length === 1 && part.length > 3 && part.startsWith(written);
    if (letters === 2) return written.length === part.length && (lax(written) === lax(part) || hasSameLetters(written, part));
    return lax(written) === lax(part) || slips(written, part, slipsAllowed(letters)) !== null
      || (part.length > written.length && isAbbreviated(written) && abbreviation(written) === abbreviation(part));
  });
  const likeness = (one, other) => {
    const both = `${one.made} ${other.made}`;
    if (both === "word word") {
      if (one.kind === "word" && other.kind === "form") return isOfForm(one, other) ? 0.97 : 0;
      if (one.kind === "form" && other.kind === "word") return isOfForm(other, one) ? 0.97 : 0;
      if (one.kind !== other.kind || !["word", "number"].includes(one.kind)) return 0;
      if (one.text === other.text) return one.written === other.written ? 1 : 0.99;
      if (one.kind !== "word") return 0;
      if (one.text.length === 1 || other.text.length === 1) {
        return Math.max(one.text.length, other.text.length) > 2 && one.text[0] === other.text[0] ? 0.85 : 0;
      }
      if (!one.isSkeleton !== !other.isSkeleton) {
        const [left, right] = [consonants(one.sound), consonants(other.sound)];
        return left === right && left.length > 1 ? 0.9 : 0;
      }
      if (alike(one, other, (left, right) => left === right)) return 0.97;
      const isShort = isAbbreviated(one.written) || isAbbreviated(other.written);
      if (isShort && abbreviation(one.written) === abbreviation(other.written)) {
        return Math.min(one.written.length, other.written.length) > 3 ? 0.93 : 0.86;
      }
      return misspelled(one, other);
    }
    if (both === "joined joined") return one.sound === other.sound && one.text.length > 3 && other.text.length > 3 ? 0.98 : 0;
    if (one.kind !== "word" || other.kind !== "word") return 0;
    if (both.includes("acronym")) return both.includes("word") && one.text === other.text ? (one.text.length > 3 ? 0.9 : 0.85) : 0;
    if (one.text.length < 4 || other.text.length < 4) return 0;
    return alike(one, other, (left, right) => {
      if (left === right) return 0.98;
      const found = Math.min(left.length, right.length) < 7 ? null : slips(left, right, 1);
      return found === null ? 0 : nearly(Math.max(left.length, right.length), found);
    });
  };
  const assigned = (one, other) => {
    const all = [];
    for (const left of one.units) {
      for (const right of other.units) {
        const like = likeness(left, right);
        const isSame = left.made === "word" && right.made === "word" && left.text === right.text && Math.min(left.weight, right.weight) > 0;
        if (like) all.push({ left, right, like, isSame, gain: like * (left.weight + right.weight) });
      }
    }
    all.sort((a, b) => b.isSame - a.isSame || b.gain - a.gain || a.left.from - b.left.from || a.right.from - b.right.from);
    const [taken, takenOther, pairs] = [new Set(), new Set(), []];
    const range = ({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at);
    for (const pair of all) {
      // Several words can be of one legal form.
      const [left, right] = [pair.left, pair.right].map((unit) => (unit.weight > 0 ? range(unit) : []));
      if (left.some((at) => taken.has(at)) || right.some((at) => takenOther.has(at))) continue;
      left.forEach((at) => taken.add(at));
      right.forEach((at) => takenOther.add(at));
      pairs.push(pair);
    }
    return pairs;
  };
  // What is left of a name: its weight, its words, the heaviest of them, and whether a legal form is.
  const leftOf = ({ words }, pairs, side) => {
    const left = words.filter((_, at) => !pairs.some((pair) => pair[side].from <= at && at < pair[side].to));
    const weights = left.map((word) => word.weight).filter((weight) => weight > 0);
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return { weight: sum, words: weights.length, heaviest: Math.max(0, ...weights), hasForm: left.some(({ kind }) => kind === "form") };
  };
  const formsDiffer = (one, other) => {
    const forms = ({ words }) => words.filter((word) => word.kind === "form");
    const written = (name) => forms(name).map((word) => word.written).sort().join(" ");
    const [left, right] = [one, other].map((name) => forms(name).map((word) => word.text));
    if (!left.length && !right.length) return 0;
    if (!left.length || !right.length) return 0.2;
    if (left.some((form) => right.includes(form))) return written(one) === written(other) ? 0 : 0.05;
    const isAny = (list) => list.every((form) => form === "company");
    return isAny(left) || isAny(right) ? 0.1 : 1;
  };
  return {
    read: (text) => {
      const words = plain(text);
      const [before, within] = [false, true].map((is) => tokens(words.filter((word) => word.inBrackets === is)));
      // Titles before and after a name say nothing.
      for (const word of before.length > 1 ? [before[0], before.at(-1)] : []) {
        if (word.isTitle) Object.assign(word, { kind: "small", text: word.written });
      }
      return name([...before, ...within].slice(0, 96));
    },
    // A name as the crate has read it.
    made: (text) => name(text.split(" ").filter(Boolean).map((word) => {
      const kind = marks[word[0]] ?? "word";
      const [body, as, initials] = word.replace(/^[.\-#*~]/, "").split("=");
      const own = body.replaceAll("_", " ");
      const parts = kind === "form" ? (as ?? own).split("+") : [];
      const written = kind === "form" ? parts.join("") : as ?? own;
      return { kind, text: own, written, parts, initials: initials ?? written[0], isSkeleton: word[0] === "~", isOwnAcronym: word[0] === "*" };
    })),
    likeness,
    abbreviation,
    score: (one, other) => {
      const pairs = assigned(one, other);
      const weigh = (words, { from, to }) => words.slice(from, to).reduce((sum, word) => sum + word.weight, 0);
      let [matched, lost, heaviest, covered] = [0, 0, 0, 0];
      for (const { left, right, like } of pairs) {
        // A common word that is misspelled looks rare.
        const common = Math.min(weigh(one.words, left), weigh(other.words, right));
        matched += like * common;
        lost += (1 - like) * common;
        heaviest = Math.max(heaviest, common);
        // One letter says no more than a letter.
        const isInitial = left.made === "word" && right.made === "word" && (left.text.length === 1) !== (right.text.length === 1);
        covered += like * (isInitial ? common : weigh(one.words, left));
      }
      const [of, ofOther] = [leftOf(one, pairs, "left"), leftOf(other, pairs, "right")];
      const [left, leftOther] = [lost + of.weight, lost + ofOther.weight];
      const both = Math.min(left, leftOther);
      const words = Math.min(of.words, ofOther.words);
      const places = pairs.filter(({ left, right }) => left.made !== "acronym" && right.made !== "acronym" && left.text[1] && right.text[1]);
      const isInOrder = places.every((one) => places.every((two) => two.left.from <= one.left.from || two.right.from >= one.right.to));
      const hasForms = ({ words }) => words.some((word) => word.kind === "form");
      const swapsForm = (!hasForms(one) && of.words > ofOther.words && ofOther.hasForm)
        || (!hasForms(other) && ofOther.words > of.words && of.hasForm);
      const costs = tables.costs;
      const share = (costs.replaced * 2 * both + costs.added * (left - both) + costs.dropped * (leftOther - both)) / (2 * matched + left + leftOther);
      const word = costs.word_replaced * words + costs.word_added * (of.words - words);
      const thin = 1 + costs.thin * Math.max(0, 1 - matched / 0.6);
      const value = 1 - (share + word + (swapsForm ? costs.form_replaced : 0)) * thin - (isInOrder ? 0 : costs.order)
        - costs.form * formsDiffer(one, other) - (heaviest < Math.max(of.heaviest, ofOther.heaviest) - 0.01 ? costs.head : 0);
      return { value: matched ? Math.max(0, value) : 0, covered: one.weight ? Math.min(1, covered / one.weight) : 0 };
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
  const [groups, byText] = [new Map(), new Map()];
  const [byLength, joined, skeletons, shortened] = [[], new Map(), [], new Map()];
  const soundsOf = (unit) => new Set(unit.made === "word" ? [...unit.sounds, unit.written] : unit.sounds);
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
    const key = `${unit.made} ${unit.kind} ${unit.text} ${unit.made === "word" ? unit.written : ""}`;
    let group = groups.get(key);
    if (group) return group;
    group = { unit, names: [] };
    groups.set(key, group);
    if (unit.kind === "word") byText.set(`${unit.made} ${unit.text}`, [...(byText.get(`${unit.made} ${unit.text}`) ?? []), group]);
    if (unit.isSkeleton) skeletons.push(group);
    else if (unit.made !== "acronym") {
      for (const sound of soundsOf(unit)) (byLength[sound.length] ??= []).push([letters(sound), group]);
    }
    if (unit.made === "word" && unit.kind === "word") {
      for (const key of [names.abbreviation(unit.written), unit.text[0] + (unit.text[1] ? "…" : "")]) {
        shortened.set(key, [...(shortened.get(key) ?? []), group]);
      }
    }
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
    const named = (made) => byText.get(`${made} ${unit.text}`) ?? [];
    if (unit.made === "acronym") return named("word");
    if (unit.isSkeleton) return [...groups.values()];
    const found = [...skeletons, ...(unit.made === "joined" ? joined.get(unit.sound) ?? [] : named("acronym"))];
    if (unit.made === "word" && unit.kind === "word") {
      // Without vowels, by the first letter alone, or one letter for the word.
      for (const key of [names.abbreviation(unit.written), unit.text[1] ? unit.text : `${unit.text}…`, unit.text[0]]) {
        found.push(...(shortened.get(key) ?? []));
      }
    }
    for (const sound of soundsOf(unit)) {
      const bits = letters(sound);
      for (let length = Math.max(0, sound.length - 3); length <= sound.length + 3; length += 1) {
        for (const [of, group] of byLength[length] ?? []) {
          const isSought = group.unit.made === "word" || unit.made === "word";
          if (isSought && differing(bits ^ of) <= 6) found.push(group);
        }
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
      for (const group of new Set(possible(unit))) {
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
