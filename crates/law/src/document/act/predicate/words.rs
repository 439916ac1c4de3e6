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
pub(in super::super) const FUNCTION: [&str; 133] = [
    "a", "about", "above", "according", "accordingly", "after", "against", "al", "alia", "all", "already", "also",
    "although", "among", "an", "and", "any", "as", "at", "available", "because", "before", "below", "besides",
    "between", "beyond", "bis", "both", "but", "by", "cf", "concerning", "consistent", "during", "e", "e.g", "each",
    "effective", "entitled", "et", "even", "ever", "every", "except", "first", "following", "for", "from", "g", "here",
    "hereafter", "hereinafter", "how", "however", "i.e", "if", "in", "including", "inter", "into", "it", "its", "just",
    "last", "like", "likewise", "no", "nor", "not", "note", "of", "on", "once", "one", "only", "or", "other", "our",
    "over", "per", "pursuant", "re", "regarding", "respect", "respectively", "second", "see", "since", "so", "still",
    "such", "than", "that", "the", "their", "them", "then", "there", "therefore", "these", "they", "third", "this",
    "those", "though", "three", "through", "thus", "titled", "to", "today", "together", "two", "under", "unlike",
    "until", "upon", "us", "via", "we", "what", "when", "where", "whereas", "whether", "which", "while", "who", "whom",
    "whose", "with", "within", "without",
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
pub(super) const MATTERS: [&str; 33] = [
    "application", "applications", "briefing", "collection", "comment", "comments", "conference", "docket",
    "exception", "exceptions", "exporters", "faq", "faqs", "guidance", "hearing", "hearings", "license", "licenses",
    "meeting", "meetings", "petition", "petitions", "request", "requests", "seminar", "session", "sessions",
    "shipment", "shipments", "training", "transactions", "webinar", "workshop",
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

/// Who does not.
pub(super) const OTHERS: [&str; 30] = [
    "applicant", "applicants", "association", "associations", "commenter", "commenters", "committee", "companies",
    "company", "counsel", "employees", "exporter", "exporters", "forwarders", "industry", "panel", "parties", "party",
    "person", "persons", "petitioner", "petitioners", "plaintiff", "plaintiffs", "press", "public", "readers",
    "respondent", "speakers", "study",
];

/// Beginnings of verbs that recount in the active, and do something to a document in the passive: "is closed".
pub(super) const ENDED: [&str; 9] =
    ["chang", "clos", "consolidat", "convert", "elimin", "mov", "redesignat", "restrict", "transfer"];

/// Beginnings of verbs that a document must not be denied: "does not apply".
pub(super) const DENIED: [&str; 8] = ["appl", "effect", "enforc", "final", "implement", "requir", "tak", "took"];

/// Beginnings of verbs without which a document has no force: "does not bind", but "does not relieve exporters of".
pub(super) const DENIED_OF: [&str; 34] = [
    "amount", "appl", "become", "bind", "bound", "come", "control", "count", "cover", "effect", "enforc", "enter",
    "exist", "extend", "final", "go", "govern", "have", "hold", "implement", "in", "last", "list", "matter", "operat",
    "reach", "remain", "represent", "requir", "run", "stand", "surviv", "tak", "took",
];

/// Beginnings of verbs that recount in the past and act in the present: "amended", but "amends the rule".
pub(super) const ACTS_NOW: [&str; 27] = [
    "advanc", "affect", "alter", "amend", "broaden", "chang", "clos", "consolidat", "convert", "correct", "den",
    "disturb", "elimin", "expand", "extend", "modif", "mov", "prohibit", "redesignat", "remov", "renam", "restrict",
    "revis", "simplif", "strengthen", "tighten", "transfer",
];

/// Beginnings of verbs and nouns with which documents are recounted, explained and used.
pub(super) const RECOUNTING: [&str; 364] = [
    "accept", "access", "accessible", "accompan", "acknowledg", "add", "added", "address", "administer", "adopt",
    "advanc", "affect", "affirm", "agree", "aid", "aim", "align", "allow", "alter", "amend", "analyz", "announc",
    "anticipat", "appear", "append", "appl", "approv", "archiv", "argu", "aris", "aros", "ask", "assert", "assess",
    "assist", "attach", "attract", "attribut", "authoriz", "available", "bas", "becam", "becom", "began", "begin",
    "believ", "belong", "benefit", "broaden", "buil", "burden", "calculat", "came", "caus", "cause", "certif",
    "challeng", "chang", "circulat", "cit", "claim", "clarif", "clarifies", "clos", "codif", "coincid", "combin",
    "comment", "compar", "complement", "complet", "complicat", "complied", "complies", "concern", "conclud", "concur",
    "conduct", "confirm", "conflict", "conform", "consider", "consistent", "consolidat", "consult", "contact",
    "contain", "contemplat", "contend", "contest", "continu", "contribut", "control", "convert", "coordinat",
    "correct", "correspond", "cover", "creat", "critici", "decid", "defin", "deliver", "demonstrat", "den", "depend",
    "deriv", "describ", "designat", "deter", "determin", "differ", "direct", "discuss", "distribut", "disturb",
    "download", "draft", "duplicat", "effective", "elect", "elicit", "elimin", "emphasiz", "enabl", "enclos",
    "encompass", "encourag", "endors", "ensur", "entered", "entit", "entitl", "envision", "establish", "estimat",
    "evaluat", "examin", "exceed", "excused", "exempt", "exercis", "expand", "expect", "explain", "extend",
    "facilitat", "file", "filed", "final", "finaliz", "find", "focus", "follow", "form", "forth", "forwarded", "found",
    "gave", "generat", "giv", "govern", "group", "handl", "happen", "harmoniz", "help", "highlight", "hinder", "hing",
    "identical", "identif", "illustrat", "impact", "implement", "impos", "improv", "includ", "incorporat", "increas",
    "inform", "initiat", "inspect", "intend", "intended", "interpret", "introduc", "invit", "involv", "issu", "justif",
    "known", "last", "learn", "leav", "left", "licens", "link", "list", "litigat", "located", "made", "mail",
    "maintain", "mak", "manag", "manufactur", "match", "mean", "meant", "mention", "mirror", "modif", "monitor", "mov",
    "nam", "necessary", "need", "not", "note", "noted", "observ", "obtain", "occur", "one", "open", "operat", "oppos",
    "organiz", "outlin", "overlap", "own", "parallel", "part", "pending", "perform", "permit", "pertain", "point",
    "posted", "prais", "preced", "predat", "prepar", "preserv", "prevent", "print", "process", "produc", "prohibit",
    "promot", "prompt", "promulgat", "propos", "protect", "provid", "publish", "qualif", "quantif", "quot", "reach",
    "read", "reaffirm", "receiv", "recit", "recogniz", "recommend", "redesignat", "reduc", "refer", "reflect",
    "regulat", "relat", "releas", "reli", "rely", "remain", "remov", "renam", "repeat", "request", "requir",
    "required", "resembl", "reside", "respond", "responsive", "restat", "restrict", "rests", "result", "resulted",
    "retain", "review", "revis", "said", "same", "say", "says", "see", "seek", "sell", "send", "sent", "separat",
    "serv", "set", "show", "significant", "similar", "simplif", "sits", "sold", "solicit", "sought", "specif", "stand",
    "stat", "stem", "strengthen", "stress", "stud", "subject", "submit", "subsequen", "suggest", "summar", "summariz",
    "suppl", "supplement", "support", "survey", "sustain", "take", "target", "tell", "tighten", "titl", "told", "took",
    "touch", "track", "transfer", "translat", "transmit", "treat", "trigger", "unaffect", "unalter", "unchang",
    "underl", "underscor", "updat", "uphel", "uphold", "urg", "use", "using", "view", "warrant", "welcom", "went",
    "writ", "wrote",
];

/// Whether a word recounts.
pub(in super::super) fn is_recounting(word: &str) -> bool {
    RECOUNTING.iter().any(|stem| word.starts_with(stem))
}

/// Whether a verb acts on the document that is its object.
pub(super) fn acts_now(word: &str) -> bool {
    (word.ends_with('s') || word.ends_with("ing")) && ACTS_NOW.iter().any(|stem| word.starts_with(stem))
}
