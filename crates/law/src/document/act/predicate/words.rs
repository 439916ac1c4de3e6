//! Words by their places in a sentence that refers to a document.

/// Words before a verb.
pub(super) const AUXILIARIES: [&str; 16] = [
    "are", "cannot", "did", "do", "does", "had", "has", "have", "is", "must", "need", "needs", "shall", "was", "were",
    "will",
];

/// The same, by which what follows may be so.
pub(super) const MODALS: [&str; 6] = ["can", "could", "may", "might", "should", "would"];

/// Words between an auxiliary and its verb.
pub(super) const SKIPPED: [&str; 43] = [
    "again", "all", "already", "also", "as", "be", "been", "being", "both", "currently", "each", "first", "further",
    "generally", "had", "has", "have", "hereafter", "hereby", "however", "initially", "instead", "later", "longer",
    "moreover", "no", "not", "now", "once", "only", "originally", "previously", "recently", "separately", "since",
    "still", "subsequently", "then", "therefore", "thus", "to", "today", "too",
];

/// Nouns for a document, and for what it does to a list.
pub(super) const DOCUMENTS: [&str; 31] = [
    "action", "addition", "additions", "amendment", "amendments", "change", "changes", "correction", "date", "dates",
    "document", "documents", "effectiveness", "entries", "entry", "instruction", "instructions", "listing", "listings",
    "notice", "provisions", "publication", "regulation", "regulations", "removal", "removals", "revision", "revisions",
    "rule", "rulemaking", "rules",
];

/// Words before such a noun.
pub(super) const QUALIFIERS: [&str; 33] = [
    "above", "above-cited", "april", "august", "bis", "cited", "december", "direct", "earlier", "effective", "entire",
    "entity", "february", "final", "first", "initial", "interim", "january", "july", "june", "list", "march", "may",
    "november", "october", "original", "previous", "prior", "proposed", "recent", "same", "second", "september",
];

/// Articles.
pub(super) const DETERMINERS: [&str; 11] =
    ["a", "all", "an", "each", "its", "said", "such", "that", "the", "these", "those"];

/// Words before a document that is the one that speaks.
pub(super) const OWN: [&str; 5] = ["our", "present", "this", "today's", "today’s"];

/// Words within and beside a reference.
pub(in super::super) const OF_CITATION: [&str; 63] = [
    "and", "appeared", "appearing", "apr", "april", "at", "aug", "august", "beginning", "dated", "dec", "december",
    "doc", "docket", "docs", "document", "et", "feb", "february", "fed", "federal", "fr", "friday", "id", "in",
    "issue", "jan", "january", "jul", "july", "jun", "june", "mar", "march", "may", "monday", "no", "nos", "nov",
    "november", "number", "oct", "october", "of", "on", "page", "pages", "publication", "published", "reg", "register",
    "rin", "saturday", "sept", "september", "seq", "starting", "sunday", "supp", "the", "thursday", "tuesday",
    "wednesday",
];

/// Participles between a noun and the reference: "the additions made at".
pub(super) const MADE: [&str; 11] =
    ["added", "adopted", "announced", "contained", "effected", "forth", "made", "ordered", "out", "printed", "set"];

/// Words that are no verbs.
pub(in super::super) const FUNCTION: [&str; 132] = [
    "a", "about", "above", "according", "accordingly", "after", "against", "al", "alia", "all", "already", "also",
    "although", "among", "an", "and", "any", "as", "at", "available", "because", "before", "below", "besides",
    "between", "beyond", "bis", "both", "but", "by", "cf", "concerning", "consistent", "during", "e", "e.g", "each",
    "effective", "entitled", "et", "even", "ever", "every", "except", "first", "following", "for", "from", "g", "here",
    "hereafter", "hereinafter", "how", "however", "i.e", "if", "in", "including", "inter", "into", "it", "its", "just",
    "last", "like", "likewise", "no", "nor", "not", "note", "of", "on", "once", "one", "only", "or", "other", "our",
    "over", "per", "pursuant", "re", "regarding", "respect", "respectively", "second", "see", "since", "so", "still",
    "such", "than", "that", "the", "their", "then", "there", "therefore", "these", "they", "third", "this", "those",
    "though", "three", "through", "thus", "titled", "to", "today", "together", "two", "under", "unlike", "until",
    "upon", "us", "via", "we", "what", "when", "where", "whereas", "whether", "which", "while", "who", "whom", "whose",
    "with", "within", "without",
];

/// Of these, those that make a predicate: "is without force", "is under water".
pub(super) const BESIDE: [&str; 6] = ["against", "off", "out", "over", "under", "without"];

/// Words by which something else counts than the document behind them.
pub(super) const INSTEAD: [&str; 6] = ["against", "despite", "instead", "lieu", "notwithstanding", "place"];

/// What a document does to a party: "Hazel SA, added by the rule at 96 FR 900, is delisted".
pub(super) const ENTERED: [&str; 7] = ["added", "listed", "designated", "named", "placed", "included", "revised"];

/// What a document adds, removes and revises.
pub(super) const LISTED: [&str; 8] =
    ["entity", "entities", "party", "parties", "person", "persons", "company", "companies"];

/// Beginnings of verbs for what a document prints: it "should name" what it does not.
pub(super) const PRESCRIBED: [&str; 10] =
    ["appear", "cite", "contain", "giv", "identif", "includ", "list", "nam", "show", "state"];

/// Participles by which a document is to count as something else than it is.
pub(super) const RECAST: [&str; 6] = ["considered", "deemed", "regarded", "treated", "understood", "viewed"];

/// What a document announces, and what is said of that is not said of the document.
pub(super) const MATTERS: [&str; 29] = [
    "application", "applications", "briefing", "collection", "comment", "comments", "conference", "docket",
    "exception", "exceptions", "exporters", "faq", "faqs", "guidance", "hearing", "hearings", "license", "licenses",
    "meeting", "meetings", "petition", "petitions", "request", "requests", "shipment", "shipments", "transactions",
    "webinar", "workshop",
];

/// Nouns of which a document has some: "the date of the rule".
pub(super) const NOUNS: [&str; 89] = [
    "address", "addresses", "adoption", "all", "any", "aspects", "background", "basis", "because", "benefit", "both",
    "citation", "citations", "clause", "clauses", "comments", "consequence", "content", "contents", "context",
    "copies", "copy", "course", "date", "day", "description", "development", "discussion", "each", "effect", "effects",
    "either", "entities", "entity", "entries", "entry", "goal", "history", "implementation", "intent", "issuance",
    "light", "list", "many", "most", "name", "names", "neither", "notice", "number", "objective", "objectives", "one",
    "page", "pages", "paragraph", "paragraphs", "part", "period", "portion", "preamble", "promulgation", "provision",
    "provisions", "publication", "purpose", "pursuant", "reason", "reasons", "release", "requirement", "requirements",
    "response", "result", "results", "scope", "section", "sections", "some", "subject", "summary", "terms", "text",
    "three", "time", "title", "two", "version", "view",
];

/// Who acts on documents.
pub(super) const AGENTS: [&str; 16] = [
    "action", "administration", "agency", "bis", "bureau", "commerce", "committee", "congress", "court", "department",
    "document", "erc", "notice", "rule", "secretary", "we",
];

/// Beginnings of verbs that recount in the active, and do something to a document in the passive: "is closed".
pub(super) const ENDED: [&str; 9] =
    ["chang", "clos", "consolidat", "convert", "elimin", "mov", "redesignat", "restrict", "transfer"];

/// Beginnings of verbs that a document must not be denied: "does not apply".
pub(super) const DENIED: [&str; 8] = ["appl", "effect", "enforc", "final", "implement", "requir", "tak", "took"];

/// Beginnings of verbs that recount in the past and act in the present: "amended", but "amends the rule".
pub(super) const ACTS_NOW: [&str; 22] = [
    "affect", "alter", "amend", "chang", "clos", "consolidat", "convert", "correct", "den", "disturb", "elimin",
    "expand", "extend", "modif", "mov", "prohibit", "redesignat", "remov", "renam", "restrict", "revis", "transfer",
];

/// Beginnings of verbs and nouns with which documents are recounted, explained and used.
pub(super) const RECOUNTING: [&str; 243] = [
    "accept", "access", "accessible", "accompan", "add", "added", "address", "adopt", "advanc", "affect", "agree",
    "aid", "allow", "alter", "amend", "analyz", "announc", "appear", "appl", "approv", "ask", "assess", "assist",
    "attract", "authoriz", "available", "bas", "becam", "becom", "began", "begin", "believ", "buil", "came", "caus",
    "cause", "certif", "chang", "cit", "clarif", "clarifies", "clos", "codif", "comment", "compar", "complement",
    "complet", "concern", "conclud", "conduct", "confirm", "conflict", "conform", "consider", "consistent",
    "consolidat", "consult", "contact", "contain", "continu", "control", "convert", "correct", "correspond", "cover",
    "creat", "decid", "defin", "demonstrat", "den", "describ", "designat", "determin", "differ", "direct", "discuss",
    "disturb", "download", "duplicat", "effective", "elect", "elicit", "elimin", "enabl", "ensur", "entit", "entitl",
    "establish", "estimat", "evaluat", "exempt", "exercis", "expand", "expect", "explain", "extend", "facilitat",
    "file", "filed", "final", "finaliz", "find", "follow", "forth", "forwarded", "found", "gave", "generat", "giv",
    "happen", "harmoniz", "help", "highlight", "identical", "identif", "implement", "impos", "improv", "includ",
    "incorporat", "increas", "inform", "initiat", "inspect", "intend", "intended", "interpret", "introduc", "invit",
    "involv", "issu", "justif", "known", "last", "licens", "list", "located", "made", "mail", "maintain", "mak",
    "match", "mean", "meant", "mention", "modif", "mov", "nam", "necessary", "need", "not", "note", "noted", "obtain",
    "occur", "one", "open", "outlin", "overlap", "part", "pending", "perform", "permit", "pertain", "posted", "preced",
    "predat", "prepar", "preserv", "prevent", "print", "prohibit", "promot", "prompt", "promulgat", "propos",
    "protect", "provid", "publish", "quot", "reach", "read", "reaffirm", "receiv", "recit", "redesignat", "reduc",
    "refer", "reflect", "relat", "releas", "reli", "rely", "remain", "remov", "renam", "repeat", "request", "requir",
    "required", "respond", "responsive", "restrict", "result", "resulted", "retain", "review", "revis", "same", "see",
    "seek", "send", "sent", "serv", "set", "show", "significant", "similar", "solicit", "sought", "specif", "stand",
    "stat", "subject", "submit", "subsequen", "summar", "summariz", "supplement", "support", "take", "titl", "took",
    "transfer", "treat", "trigger", "underl", "updat", "use", "using", "view", "warrant", "went",
];

/// Whether a word recounts.
pub(in super::super) fn is_recounting(word: &str) -> bool {
    RECOUNTING.iter().any(|stem| word.starts_with(stem))
}

/// Whether a verb acts on the document that is its object.
pub(super) fn acts_now(word: &str) -> bool {
    (word.ends_with('s') || word.ends_with("ing")) && ACTS_NOW.iter().any(|stem| word.starts_with(stem))
}
