//! What those who can act on documents do, in a clause that refers to one: "BIS grants relief from the rule at 96 FR 900".
//! Now and from now on every verb counts, but those with which the bureau speaks of its rules.

use super::super::head;
use super::words::{DOCUMENTS, FUNCTION, OWN, is_recounting};
use super::{Sentence, is_figure};

/// Who can act on a document.
const ACTORS: [&str; 16] = [
    "administration", "agency", "bis", "bureau", "commerce", "congress", "court", "department", "erc", "i",
    "injunction", "judge", "judgment", "president", "secretary", "we",
];

/// Words behind the name of one of them that go on with it: "the Under Secretary for Industry and Security".
const OF_NAME: [&str; 16] = [
    "and", "appeals", "circuit", "claims", "columbia", "commerce", "district", "federal", "for", "industry",
    "international", "of", "security", "states", "the", "trade",
];

/// Words behind which what is said is said of something else, or of the time, the place and the grounds.
const APART: [&str; 41] = [
    "after", "although", "as", "because", "before", "by", "concerning", "consistent", "during", "following", "how",
    "if", "including", "like", "pursuant", "regarding", "see", "since", "such", "than", "that", "though", "through",
    "under", "unlike", "until", "what", "when", "where", "whereas", "whereby", "whether", "which", "while", "who",
    "whom", "whose", "why", "with", "within", "without",
];

/// Beginnings of verbs by which a requirement ends that a document imposed.
const RELIEVES: [&str; 15] = [
    "abolish", "ceas", "drop", "eliminat", "end", "excus", "exempt", "forgiv", "forgo", "lift", "relax", "reliev",
    "remit", "spar", "waiv",
];

/// What a document imposes.
pub(super) const IMPOSED: [&str; 10] = [
    "control", "controls", "limitation", "limitations", "prohibition", "prohibitions", "requirement", "requirements",
    "restriction", "restrictions",
];

/// Beginnings of verbs behind which stands what is done: "has decided to scrap".
const DECIDES: [&str; 11] =
    ["agree", "cho", "consent", "decid", "determin", "elect", "order", "direct", "instruct", "resolv", "undertak"];

/// Beginnings of verbs with which the bureau speaks of its rules now, beside what its own orders do.
const SPEAKS: [&str; 188] = [
    "accompan", "acknowledg", "add", "address", "adher", "adopt", "advis", "affirm", "alert", "amend", "analyz",
    "announc", "anticipat", "appear", "append", "appl", "apprais", "argu", "ask", "assess", "attach", "base", "basi",
    "believ", "borrow", "build", "calculat", "chang", "circulat", "cit", "claim", "clarif", "codif", "collect", "com",
    "combin", "comment", "compar", "compil", "complement", "complet", "concern", "conclud", "concur", "confirm",
    "conform", "consider", "constitut", "consult", "contain", "contend", "continu", "coordinat", "correct",
    "correspond", "cover", "defend", "defin", "demonstrat", "den", "describ", "differ", "discuss", "distribut", "draw",
    "duplicat", "emphasiz", "encourag", "estimat", "evaluat", "examin", "expand", "expect", "explain", "fil",
    "finaliz", "find", "focus", "follow", "furnish", "go", "harmoniz", "highlight", "hold", "host", "identif",
    "implement", "impos", "includ", "incorporat", "inform", "intend", "interpret", "invit", "issu", "keep", "know",
    "lay", "leav", "list", "look", "maintain", "mak", "mention", "mirror", "modif", "monitor", "not", "notif", "offer",
    "organiz", "outlin", "parallel", "perform", "plan", "point", "post", "prepar", "present", "print", "propos",
    "provid", "publiciz", "publish", "quot", "read", "receiv", "recit", "recogniz", "recommend", "recount", "refer",
    "reflect", "regard", "reiterat", "reject", "relat", "releas", "relies", "rely", "remain", "remind", "remov",
    "repeat", "repl", "report", "request", "requir", "respond", "rest", "restat", "retain", "review", "revis", "say",
    "schedul", "see", "seek", "send", "serv", "set", "shar", "show", "simplif", "solicit", "spell", "stat", "stress",
    "stud", "submit", "suggest", "summar", "supplement", "support", "survey", "tak", "tell", "thank", "track", "train",
    "translat", "understand", "updat", "urg", "us", "want", "welcom", "wish",
];

/// When something is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Time {
    Past,
    Now,
}

impl<'t> Sentence<'t> {
    /// The verb of who can act, where a document on which it can act stands behind it.
    pub(super) fn performed(&self) -> Option<&'t str> {
        (0..self.words.len()).filter(|at| self.is_actor(*at)).find_map(|at| {
            let (verb, time) = self.verb_of(at)?;
            let word = self.word(verb);
            let speaks = match time {
                Time::Past => is_recounting(word),
                Time::Now => SPEAKS.iter().any(|stem| word.starts_with(stem)),
            };
            let in_time = ["date", "days", "months", "time", "until", "weeks", "year"];
            let prolongs = (verb + 1..self.words.len()).any(|at| in_time.contains(&self.word(at)));
            let speaks = speaks || word.starts_with("extend") && !prolongs;
            // "Under the settlement, BIS will remove Hazel SA, added at 96 FR 900."
            let to_come = ["shall", "will"].contains(&self.word(verb - 1)) && word.starts_with("remov");
            let speaks = speaks && !to_come;
            let away = ["aside", "away", "back", "down", "off", "out"].contains(&self.word(verb + 1));
            ((!speaks || away) && self.reaches(verb, word)).then_some(word)
        })
    }

    /// Whether the subject of a clause ends at a place, and is one who acts: no "review by BIS".
    fn is_actor(&self, at: usize) -> bool {
        let word = self.word(at);
        let before = |back: usize| at.checked_sub(back).map_or("", |at| self.word(at));
        let own = || DOCUMENTS.contains(&word) && (1..4).any(|back| OWN.contains(&before(back)));
        if word == "i" && at.checked_sub(1).is_some_and(|at| self.gap(at).contains('(')) {
            return false;
        }
        let review = word == "committee" && before(1) == "review";
        let it = word == "it" && before(1) == "that";
        if !(ACTORS.contains(&word) || own() || review || it) {
            return false;
        }
        let start = (0..at).rev().take_while(|at| {
            let word = self.word(*at);
            ["the", "a", "this", "district", "federal", "under", "u.s", "final", "interim", "trial"].contains(&word)
                && self.gap(*at).trim().trim_matches('.').is_empty()
        });
        let start = start.last().unwrap_or(at);
        let lead = start.checked_sub(1).map_or("", |at| self.word(at));
        word == "commerce" && before(1) == "of"
            || !["against", "by", "for", "from", "in", "of", "on", "to", "under", "with"].contains(&lead)
    }

    /// The verb of the clause whose subject ends at a place. `None` where it is only possible, denied, or done to that.
    fn verb_of(&self, subject: usize) -> Option<(usize, Time)> {
        let skip = |word: &str| {
            word.ends_with("ly") && word != "apply"
                || ["again", "also", "as", "further", "hereby", "now", "thus", "therefore", "be", "been", "instead"]
                    .contains(&word)
        };
        let named = (subject + 1..self.words.len()).find(|at| !OF_NAME.contains(&self.word(*at)))?;
        let mut at =
            if self.word(subject + 1) == "of" || self.word(subject + 1) == "for" { named } else { subject + 1 };
        let (mut auxiliary, mut hereby) = ("", ["i", "we"].contains(&self.word(subject)));
        loop {
            let word = self.word(at);
            if at > subject + 1 && self.gap(at - 1).contains([',', ';', ':', '(', ')']) && auxiliary.is_empty() {
                return None;
            }
            match word {
                "are" | "has" | "have" | "is" | "must" | "shall" | "will" => auxiliary = word,
                "" | "can" | "cannot" | "could" | "did" | "do" | "does" | "had" | "may" | "might" | "never" | "no"
                | "not" | "should" | "was" | "were" | "would" => return None,
                _ if skip(word) => hereby |= word == "hereby",
                _ => break,
            }
            at += 1;
        }
        let word = self.word(at);
        if FUNCTION.contains(&word) || is_figure(word) {
            return None;
        }
        let time = match auxiliary {
            "is" | "are" => word.ends_with("ing").then_some(Time::Now)?,
            "" if word.ends_with("ed") => Time::Past,
            "" => (word.ends_with('s') && !word.ends_with("ss") || hereby).then_some(Time::Now)?,
            _ => Time::Now,
        };
        // "has decided to", "agrees to"
        let decides = DECIDES.iter().any(|stem| word.starts_with(stem));
        let to = (at + 1..at + 3).find(|at| self.word(*at) == "to").filter(|_| decides);
        Some(to.map_or((at, time), |to| (to + 1, Time::Now)))
    }

    /// Whether a document is the object of a verb, or a complement of it.
    fn reaches(&self, verb: usize, word: &str) -> bool {
        const OF_IT: [&str; 10] = [
            "analysis", "explanation", "history", "list", "note", "overview", "record", "study", "summary",
            "translation",
        ];
        let relieves = RELIEVES.iter().any(|stem| word.starts_with(stem));
        let Some(cited) = (verb + 1..self.words.len()).find(|at| self.is_cited(*at)) else {
            return false;
        };
        let start = self.start_of(cited);
        let from = self.words.get(verb).and_then(|(at, verb)| self.text.get(at + verb.len()..)).unwrap_or_default();
        if head::is_thing(from) {
            return false;
        }
        let between = verb + 1..start.max(verb + 1);
        let imposed =
            || between.clone().any(|at| IMPOSED.contains(&self.word(at)) || DOCUMENTS.contains(&self.word(at)));
        let apart = |at: usize| {
            let word = self.word(at);
            let by_so_many = word == "by"
                && (is_figure(self.word(at + 1)) || ["one", "two", "three", "six"].contains(&self.word(at + 1)));
            APART.contains(&word)
                && !by_so_many
                && !(relieves && ["by", "that", "which", "under"].contains(&word) && imposed())
        };
        let named =
            (start..=cited + 2).any(|at| DOCUMENTS.contains(&self.word(at)) || ["fr", "one"].contains(&self.word(at)));
        let set_off = (verb..start).any(|at| self.gap(at).contains([';', ':', '(']));
        // "has placed a summary of the rule on its website"
        if ["a", "an"].contains(&self.word(verb + 1)) && OF_IT.contains(&self.word(verb + 2)) {
            return false;
        }
        // "ruled in a challenge to the rule"
        let topic = start.checked_sub(2).is_some_and(|at| at > verb && head::names_thing(self.word(at)));
        named && !set_off && !topic && !between.clone().any(apart)
    }
}
