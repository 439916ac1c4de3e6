//! What a document does itself: "The rule at 96 FR 900 widened the scope of the control". Nothing is done to it.

use super::{Sentence, is_article, is_figure};

/// Words that begin an object, beside articles and figures.
const OBJECTS: [&str; 34] = [
    "another", "any", "both", "certain", "companies", "eight", "eleven", "entities", "every", "exporters", "few",
    "five", "four", "her", "his", "less", "little", "many", "more", "most", "much", "nine", "no", "one", "other",
    "our", "seven", "several", "six", "some", "ten", "their", "three", "two",
];

/// Nouns of which a document must not be deprived: "loses its effect", "gives way".
const OF_FORCE: [&str; 13] = [
    "application", "basis", "date", "effect", "end", "force", "footing", "life", "place", "status", "validity", "way",
    "wrong",
];

/// Beginnings of verbs for a fault.
const FAULTS: [&str; 15] = [
    "confus", "contraven", "exceed", "forfeit", "garbl", "lack", "los", "mis", "omit", "overlook", "overstep",
    "scrambl", "swap", "transpos", "violat",
];

/// Beginnings of verbs by which a document ends itself.
const ENDS: [&str; 23] = [
    "ceas", "clos", "collaps", "conclud", "died", "disappear", "dissolv", "elaps", "end", "evaporat", "expir", "fad",
    "fail", "fell", "finish", "halt", "laps", "lost", "revert", "stop", "sunset", "terminat", "vanish",
];

/// Verbs in the past.
const PAST: [&str; 58] = [
    "became", "began", "bore", "bought", "broke", "brought", "built", "came", "caught", "chose", "cost", "drew",
    "drove", "fell", "felt", "fit", "fixed", "gave", "got", "grew", "held", "hit", "kept", "knew", "laid", "lay",
    "led", "left", "lent", "lost", "made", "meant", "met", "paid", "put", "ran", "rose", "said", "sat", "saw", "sent",
    "shook", "showed", "shut", "sold", "spelled", "spelt", "spoke", "spread", "sprang", "stood", "swept", "taught",
    "threw", "told", "took", "went", "wrote",
];

impl Sentence<'_> {
    /// Whether the word behind a document is a verb of its own: one with an object, or one of the past. `set_off` where a
    /// comma stands between.
    pub(super) fn does_itself(&self, at: usize, set_off: bool) -> bool {
        let (word, next) = (self.word(at), self.word(at + 1));
        let adjacent = self.gap(at).trim().is_empty();
        let begins =
            is_article(next) || OBJECTS.contains(&next) || is_figure(next) && !next.starts_with(char::is_alphabetic);
        let form = word.ends_with('s') || word.ends_with("ed") || PAST.contains(&word) || self.is_plural(at);
        let of_force = (at + 1..at + 4).any(|at| OF_FORCE.contains(&self.word(at)));
        let any = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
        let past = word.ends_with("ed") && next != "by" || PAST.contains(&word);
        let object = form && adjacent && (begins || self.is_name(at + 1));
        !any(&FAULTS) && !of_force && (object && !any(&["bears", "end"]) || past && !set_off && !any(&ENDS))
    }

    /// "Two of the five entities in the rule at 96 FR 900 share an address."
    fn is_plural(&self, at: usize) -> bool {
        let first = (0..at).find(|at| super::words::LISTED.contains(&self.word(*at)) || self.word(*at) == "entries");
        first.is_some_and(|first| self.word(first).ends_with('s'))
    }

    /// Whether a word is a name, as it is printed: "is ECRA".
    pub(super) fn is_name(&self, at: usize) -> bool {
        let printed = self.words.get(at).and_then(|(at, _)| self.printed.get(*at..));
        at > 0 && printed.is_some_and(|text| text.starts_with(char::is_uppercase)) && !self.is_cited(at)
    }
}
