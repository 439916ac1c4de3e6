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
    // The Arabic article is a word of its own.
    const article = /^(ال|لل)(?=.{3})/u.exec(run)?.[1];
    if (article === "ال") words.push({ text: "al", inBrackets });
    for (const c of run.slice(article?.length ?? 0).normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC")) {
      const script = isSyllable(c) ? "syllables" : isAbjad(c) ? "consonants" : "alphabet";
      // That a place is a city or a province goes without saying.
      if (/[市省]/.test(c) && open === script && (words.length === 2 || words.length === 3)) continue;
      const text = (isMixed && tables.look_alikes[c]) || plainLetters(c);
      if (!text) continue;
      if (open === script && script !== "syllables") words[words.length - 1].text += text;
      else words.push({ text, isSkeleton: script === "consonants", inBrackets, sign: script === "syllables" ? c : undefined });
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
  // The numbers of Chinese ordinals in digits.
  const counted = (text) => text.replace(/第(?=\d)/g, " ").replace(/第([零〇一二三四五六七八九十百]+)/g, (_, written) => {
    let [number, open] = [0, 0];
    for (const sign of written) {
      const value = sign === "百" ? 100 : sign === "零" ? 0 : "〇一二三四五六七八九十".indexOf(sign);
      if (value < 10) open = open * 10 + value;
      else [number, open] = [number + Math.max(open, 1) * value, 0];
    }
    return ` ${number + open} `;
  });
  const plain = (text) => {
    const words = [];
    let word = "";
    let depth = 0;
    const end = () => {
      for (const part of withoutPoints(word)) words.push(...spelled(part, depth > 0));
      word = "";
    };
    for (const c of counted(text.replace(/[\p{Cf}\u034F\uFE00-\uFE0F]/gu, "").normalize("NFKC"))) {
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
  const withoutVowels = (word) => word.replace(/[aeiouyvw]/g, "");
  const consonants = (word) => withoutVowels(word).replace(/(.)\1+/g, "$1");
  const abbreviation = (word) => word.slice(0, 1) + word.slice(1).replace(/[aeiou]/g, "");
  const isAbbreviated = (word) => /^[a-z][^aeiou\d]+[a-z]$/.test(word);
  // Without its vowels, a word can have lost the first one too.
  const withVowels = (short) => (short.length < 4 ? [] : [..."aeiou"].map((vowel) => vowel + short));
  const spoken = (word) => {
    const short = abbreviation(word);
    return (isAbbreviated(word) && [short, ...withVowels(short)].map((of) => tables.abbreviations[of]).find(Boolean)) || sound(word);
  };
  const isSameAbbreviated = (one, other) => {
    const [left, right] = [abbreviation(one), abbreviation(other)];
    const isCut = (short, long) => short.length > 3 && /^[aeiou]/.test(long) && short === long.slice(1);
    return left === right || isCut(left, right) || isCut(right, left);
  };
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
  const weight = ({ kind, text, saysNothing }) => {
    const known = tables.weights[text] ?? 1;
    if (kind === "form" || kind === "small" || saysNothing) return 0;
    if (kind === "number") return Math.max(known, 0.7);
    return text.length === 1 ? 0.4 : known;
  };
  const LONGEST = Math.max(...Object.keys(tables.wordings).map((wording) => wording.split(" ").length));
  // Wordings of several words: one of the words may have a slip.
  const several = new Map();
  const places = new Set();
  for (const [wording, meaning] of Object.entries(tables.wordings)) {
    const words = wording.split(" ");
    if (meaning.replace("=", "")[0] === "p") places.add(meaning.replace(/^=?p/, ""));
    if (meaning[0] === "=") continue;
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
      const found = tables.wordings[sounds.slice(at, at + taken).join(" ")]?.replace("=", "");
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
  // Of a short word only the nought is a letter, where that makes a legal form.
  const withLetters = (word) => {
    const letters = withoutDigits(word);
    const form = letters === word && word.length <= 4 && word.includes("0") ? word.replace(/0/g, "o") : word;
    return form !== word && /^=?[fe]/.test(tables.wordings[sound(form)] ?? "") ? form : letters;
  };
  // Two words that nobody knows, and that are one together.
  const mend = (out) => {
    const two = out.slice(-2);
    const isUnknown = ({ kind, text, written, isSkeleton, isTitle }) => kind === "word" && text === written && !isSkeleton && !isTitle;
    const written = two.map((token) => token.written).join("");
    const pieces = two.map((token) => token.written.length);
    const isSensible = two.length === 2 && written.length >= 3 && written.length <= 14 && Math.min(...pieces) <= 4;
    const found = isSensible && two.every(isUnknown) ? (tables.wordings[sound(written)] ?? "").replace("=", "") : "";
    const kind = found[0] === "f" ? "form" : found[0] === "w" && written.length > 3 ? "word" : "";
    if (!kind) return;
    out.length -= 2;
    if (kind === "form" && out.at(-1)?.kind === "form" && out.at(-1).text === found.slice(1)) return;
    out.push({ kind, text: found.slice(1), written, parts: kind === "form" ? [written] : [], isTitle: false, initials: written[0] });
  };
  const tokens = (words) => {
    const sounds = words.map((word) => spoken(withLetters(word.text)));
    const signs = words.map((word) => word.sign ?? sound(word.text));
    const out = [];
    for (let at = 0; at < words.length;) {
      // Many signs sound alike, so what sounds like several of the tables is one of them only if no signs are.
      const bySound = words[at].sign && meaning(signs, at) ? null : meaning(sounds, at);
      const bySign = words[at].sign ? meaning(signs, at) : null;
      const found = bySign ?? (bySound && !(words[at].sign && bySound.taken < 2) ? bySound : { mark: "", text: "", taken: 1 });
      const isEdge = () => words.length > found.taken && (out.every((token) => token.kind === "form" || token.isTitle) || areForms(sounds, at + found.taken));
      const isNothing = !found.mark || (found.mark === "e" && !isEdge());
      const taken = isNothing ? 1 : found.taken;
      const used = words.slice(at, at + taken);
      const written = used.map((word) => word.text).join("");
      const digits = written.replace(/(st|nd|rd|th)$/, "");
      let kind = isNothing ? "word" : { f: "form", e: "form", s: "small", w: "word", p: "word", n: "number" }[found.mark];
      let text = isNothing || kind === "small" ? withoutDigits(written) : found.text;
      if (isNothing && /^\d+$/.test(digits)) [kind, text] = ["number", digits.replace(/^0+(?=\d)/, "")];
      at += taken;
      const last = out[out.length - 1];
      const isTens = last?.kind === "number" && kind === "number" && /^[2-9]0$/.test(last.text) && /^[1-9]$/.test(text);
      if (isTens && !/^\d/.test(last.written)) [last.text, last.written] = [String(+last.text + +text), last.written + written];
      else if (!(last?.kind === "form" && kind === "form" && last.text === text)) {
        const parts = kind === "form" ? used.map((word) => word.text) : [];
        const isTitle = used.length === 1 && tables.titles.includes(sound(used[0].text));
        const token = { kind, text, written, parts, isTitle, initials: used.map((word) => word.text[0]).join(""), isSkeleton: used[0].isSkeleton };
        // A scientific research institute is an institute, in whatever words.
        for (const before of ["research", "science"]) {
          if (text !== "institute" || out.at(-1)?.text !== before) continue;
          const last = out.pop();
          Object.assign(token, { written: last.written + token.written, initials: last.initials + token.initials });
        }
        out.push(token);
        mend(out);
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
    words.forEach((word, at) => {
      const before = words[at - 1];
      // A word that is written twice says no more than once.
      if (word.kind === "word" && word.text.length > 3 && before?.text === word.text) word.saysNothing = true;
    });
    for (const word of words) {
      word.weight ??= weight(word);
      word.isPlace = word.kind === "word" && places.has(word.text);
      word.sound = word.isSkeleton ? withoutVowels(sound(word.text)) : sound(word.kind === "form" ? word.written : word.text);
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
      || (part.length > written.length && isAbbreviated(written) && isSameAbbreviated(written, part));
  });
  const likeness = (one, other) => {
    const both = `${one.made} ${other.made}`;
    if (both === "word word") {
      if (one.kind === "word" && other.kind === "form") return isOfForm(one, other) ? 0.97 : 0;
      if (one.kind === "form" && other.kind === "word") return isOfForm(other, one) ? 0.97 : 0;
      if (one.kind !== other.kind || !["word", "number"].includes(one.kind)) return 0;
      if (one.text === other.text) return one.written === other.written ? 1 : 0.99;
      if (one.kind !== "word" || (one.isPlace && other.isPlace)) return 0;
      if (one.text.length === 1 || other.text.length === 1) {
        return Math.max(one.text.length, other.text.length) > 2 && one.text[0] === other.text[0] ? 0.85 : 0;
      }
      if (!one.isSkeleton !== !other.isSkeleton) {
        const isSome = ({ sound }) => withoutVowels(sound).length > 1;
        return consonants(one.sound) === consonants(other.sound) && isSome(one) && isSome(other) ? 0.9 : 0;
      }
      if (alike(one, other, (left, right) => left === right)) return 0.97;
      const isShort = isAbbreviated(one.written) || isAbbreviated(other.written);
      if (isShort && isSameAbbreviated(one.written, other.written)) {
        return Math.min(one.written.length, other.written.length) > 3 ? 0.93 : 0.86;
      }
      return misspelled(one, other);
    }
    if (both === "joined joined") return one.sound === other.sound && one.text.length > 3 && other.text.length > 3 ? 0.98 : 0;
    if (one.kind !== "word" || other.kind !== "word") return 0;
    if (both.includes("acronym")) {
      const ofThree = one.made === "word" ? 0.85 : 0.8;
      return both.includes("word") && one.text === other.text ? (one.text.length > 3 ? 0.9 : ofThree) : 0;
    }
    if (one.text.length < 4 || other.text.length < 4) return 0;
    return alike(one, other, (left, right) => {
      if (left === right) return 0.98;
      const found = Math.min(left.length, right.length) < 7 ? null : slips(left, right, 1);
      return found === null ? 0 : nearly(Math.max(left.length, right.length), found);
    });
  };
  // A word of a form that its own name has already, elsewhere, is left over.
  const repeatsForm = (name, at, of, formAt) => {
    const [word, form] = [name.words[at], of.words[formAt]];
    const isForm = (place) => name.words[place]?.kind === "form";
    return word.kind === "word" && form.kind === "form" && name.words.some(({ kind, text }) => kind === "form" && text === form.text)
      && !isForm(at - 1) && !isForm(at + 1);
  };
  const assigned = (one, other) => {
    const all = [];
    for (const left of one.units) {
      for (const right of other.units) {
        const like = likeness(left, right);
        const isSame = left.made === "word" && right.made === "word" && left.text === right.text && Math.min(left.weight, right.weight) > 0;
        const isAgain = repeatsForm(one, left.from, other, right.from) || repeatsForm(other, right.from, one, left.from);
        if (like && !isAgain) all.push({ left, right, like, isSame, gain: like * (left.weight + right.weight) });
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
    const ofPlaces = left.filter((word) => word.isPlace && word.weight > 0).map((word) => word.weight);
    return {
      weight: sum, words: weights.length, heaviest: Math.max(0, ...weights), hasForm: left.some(({ kind }) => kind === "form"),
      places: ofPlaces.reduce((all, weight) => all + weight, 0), placeWords: ofPlaces.length,
      heaviestBesides: Math.max(0, ...left.filter((word) => !word.isPlace).map((word) => word.weight)),
    };
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
      // Titles before and after a name say nothing. What is general as a rule is no general.
      const isOfBody = before.some(({ kind, text, written }) => kind === "form" || (kind === "word" && text !== written));
      const edges = before.length > 1 ? [before[0], before.at(-1), ...(before.length > 2 && !isOfBody ? [before[1]] : [])] : [];
      for (const word of edges) {
        if (word.isTitle && !(isOfBody && word.written === "general")) Object.assign(word, { kind: "small", text: word.written });
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
      return { kind, text: own, written, parts, initials: initials ?? written[0], isSkeleton: word[0] === "~", saysNothing: word[0] === "*" };
    })),
    likeness,
    abbreviation,
    score: (one, other) => {
      const pairs = assigned(one, other);
      const weigh = (words, { from, to }) => words.slice(from, to).reduce((sum, word) => sum + word.weight, 0);
      let [matched, lost, heaviest, covered, beyond] = [0, 0, 0, 0, 0];
      for (const { left, right, like } of pairs) {
        // A common word that is misspelled looks rare.
        const common = Math.min(weigh(one.words, left), weigh(other.words, right));
        matched += like * common;
        lost += (1 - like) * common;
        heaviest = Math.max(heaviest, common);
        // One letter says no more than a letter.
        const isInitial = left.made === "word" && right.made === "word" && (left.text.length === 1) !== (right.text.length === 1);
        covered += like * (isInitial ? common : weigh(one.words, left));
        // A letter of the list stands for many words.
        if (isInitial) beyond += 0.5 * (weigh(one.words, left) - common);
      }
      const hasForms = ({ words }) => words.some((word) => word.kind === "form");
      const formsOf = ({ words }) => new Set(words.filter((word) => word.kind === "form").map((word) => word.text));
      const [forms, otherForms] = [formsOf(one), formsOf(other)];
      const [of, ofOther] = [leftOf(one, pairs, "left"), leftOf(other, pairs, "right")];
      // Where a party sits, beside a name that says nothing else.
      const sameForms = forms.size === otherForms.size && [...forms].every((form) => otherForms.has(form));
      const isSeat = of.places > 0 && !ofOther.words && sameForms;
      const added = of.words - (isSeat ? of.placeWords : 0);
      const [left, leftOther] = [lost + beyond + of.weight - (isSeat ? 0.6 * of.places : 0), lost + ofOther.weight];
      const both = Math.min(left, leftOther);
      const words = Math.min(added, ofOther.words);
      const places = pairs.filter(({ left, right }) => left.made !== "acronym" && right.made !== "acronym" && left.text[1] && right.text[1]);
      const isInOrder = places.every((one) => places.every((two) => two.left.from <= one.left.from || two.right.from >= one.right.to));
      const swapsForm = (!hasForms(one) && added > ofOther.words && ofOther.hasForm)
        || (!hasForms(other) && ofOther.words > added && of.hasForm);
      const isLess = forms.size === 1 && forms.has("company") && added > ofOther.words && [...otherForms].some((form) => form !== "company");
      const swapped = swapsForm ? 1 : isLess ? 0.6 : 0;
      const differs = formsDiffer(one, other);
      const dropsWithForm = ofOther.words > added && forms.size && otherForms.size && (differs > 0);
      const costs = tables.costs;
      const share = (costs.replaced * 2 * both + costs.added * (left - both) + costs.dropped * (leftOther - both)) / (2 * matched + left + leftOther);
      const word = costs.word_replaced * words + costs.word_added * (added - words);
      const thin = 1 + costs.thin * Math.max(0, 1 - matched / 0.6);
      const value = 1 - (share + word + costs.form_replaced * swapped + (dropsWithForm ? costs.form_dropped : 0)) * thin
        - (isInOrder ? 0 : costs.order) - costs.form * differs
        - (heaviest < Math.max(isSeat ? of.heaviestBesides : of.heaviest, ofOther.heaviest) - 0.01 ? costs.head : 0);
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
