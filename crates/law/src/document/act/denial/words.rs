//! Words by which a document may be denied, ended or put on another day.

/// Words that deny what stands behind them.
pub(super) const DENYING: [&str; 8] = ["cannot", "neither", "never", "no", "nobody", "none", "nor", "not"];

/// Beginnings of words for the force of a document.
pub(super) const FORCE: [&str; 45] = [
    "ahead", "appl", "bind", "binding", "bound", "carr", "codif", "complian", "comply", "consider", "defend", "effect",
    "enforc", "execut", "finaliz", "follow", "force", "forward", "govern", "heed", "honor", "implement", "listed",
    "lists", "maintain", "observ", "operat", "press", "proceed", "publish", "pursu", "reflect", "regard", "reliance",
    "relied", "rely", "represent", "requir", "retain", "sustain", "took", "treat", "upheld", "uphold", "valid",
];

/// Of these, those that recount what was, or was not, behind a past tense.
pub(super) const OF_THE_PAST: [&str; 6] = ["did", "had", "was", "were", "has", "have"];

/// What the force of a document is denied of by law or habit, in each rule.
pub(super) const OTHER: [&str; 22] = [
    "553", "801", "12866", "13132", "exception", "executive order", "federalism", "flexibility", "notice and comment",
    "paperwork", "prior notice", "proposed rulemaking", "public comment", "regulatory action", "savings clause",
    "this action", "this document", "this final rule", "this notice", "this rule", "unfunded", "without change",
];

/// Words for a slip.
pub(super) const SLIPS: [&str; 135] = [
    "a nullity", "a wrong", "amended to read", "another company and", "are replaced by", "are struck", "are wrong",
    "as follows instead", "as in effect before", "as it existed", "as it read", "as it stood", "as they stood",
    "authorized to receive", "authorizes all exports", "authorizes exports", "because of an error", "belongs under",
    "by mistake", "changed from", "changed its mind", "clerical", "dead letter", "did not become",
    "does not belong to", "dropped from the table", "due to an error", "ends it", "erroneous", "for information only",
    "forbad", "forbid", "from applying", "from carrying out", "from enforcing", "from giving effect",
    "from implementing", "from taking effect", "gives place", "gives way", "has no force", "has not become",
    "has not taken effect", "have no force", "have not become", "held off", "hold off", "holding off", "in error",
    "in part only", "inadvertent", "incomplete", "incorrect", "invalid", "is a draft", "is changed to", "is missing",
    "is replaced by", "is replaced with", "is struck", "is wrong", "it means", "left out", "misprint", "misprinted",
    "missing from", "misspell", "mistake", "mix-up", "never became", "never entered", "no license is needed",
    "no license is required", "not authorized", "not belong on", "not entered into force", "not justified", "nullity",
    "of no force", "on ice", "only in part", "ought to be", "ought to have", "ought to read", "out of effect",
    "out of force", "oversight", "premature", "prevails over", "printed again", "printed anew", "printed without",
    "published again", "published anew", "published without its", "restrain", "reversed course", "reversed itself",
    "reverses itself", "scrivener", "set at naught", "set at nought", "should have", "stand down", "stands down",
    "stands in for", "status quo", "supplant", "takes precedence", "the correct address", "the correct country",
    "the correct date", "the correct name", "the correct spelling", "the proper name", "the proper spelling",
    "this document controls", "this notice controls", "this rule controls", "typographical", "ultra vires",
    "unconstitutional", "unlawful", "was a draft", "was missing", "was not warranted", "was to have", "was wrong",
    "were not met", "were not warranted", "were to have", "without approval", "without authority", "would have added",
    "would have removed",
];

/// Beginnings of words by which a party leaves a list.
pub(super) const LEAVES: [&str; 26] = [
    "are removed from the entity list",
    "come off",
    "comes off",
    "de-list",
    "delist",
    "dropped from",
    "excluded from the",
    "excused",
    "exemption from",
    "exempts",
    "exits the",
    "freed from",
    "is removed from the entity list",
    "is removed from the list",
    "is unlisted",
    "leaves the entity list",
    "leaves the list",
    "off the entity list",
    "off the list",
    "released from",
    "relieved from",
    "relieved of",
    "struck from",
    "struck off",
    "taken off",
    "withdrawn from",
];

/// Participles and verbs of recounting that take a predicate of their own: "is made inoperative", "remains frozen".
pub(super) const WITH_A_PREDICATE: [&str; 11] =
    ["become", "becomes", "considered", "declared", "deemed", "found", "kept", "left", "made", "remain", "remains"];

/// Such predicates that change nothing.
pub(super) const INNOCENT: [&str; 23] = [
    "apparent", "aware", "clear", "concerned", "current", "effective", "elsewhere", "evident", "final", "important",
    "interested", "known", "likely", "more", "necessary", "operational", "party", "pertinent", "public", "relevant",
    "responsible", "unchanged", "valid",
];

/// Words by which another day is said to come.
pub(super) const ANOTHER_DAY: [&str; 3] = ["another date", "new date", "new effective date"];

/// What a document can be subject to that ends it for a time.
pub(super) const HELD_BACK: [&str; 10] = [
    "a court order",
    "a delay",
    "a preliminary injunction",
    "a restraining order",
    "a stay",
    "a suspension",
    "a temporary restraining order",
    "an automatic stay",
    "an injunction",
    "an order of the court",
];

/// Beginnings of verbs of a document that say when it acts itself.
pub(super) const OWN_DAY: [&str; 12] =
    ["appl", "becom", "begin", "com", "commenc", "continu", "enter", "go", "remain", "run", "start", "tak"];

/// Beginnings of verbs that take no force from a document where they are denied: "are not excused from compliance".
pub(super) const HARMLESS: [&str; 14] = [
    "absolv", "affect", "alter", "chang", "concern", "delay", "diminish", "disturb", "excus", "exempt", "impair",
    "limit", "modif", "reliev",
];

/// Verbs by which a document is given force.
pub(super) const MAKES: [&str; 7] = ["allow", "bring", "give", "let", "make", "permit", "put"];

/// What it then does, or has.
pub(super) const COMES: [&str; 7] = ["become", "effect", "effective", "force", "go", "proceed", "take"];

/// Words before the day on which a document was made known.
pub(super) const PRINTED: [&str; 14] = [
    "adopted", "announced", "appeared", "approved", "available", "dated", "filed", "issued", "posted", "promulgated",
    "public", "published", "released", "signed",
];

/// Parts of a document that an order names.
pub(super) const PARTS: [&str; 12] = [
    "amendatory", "column", "date", "dates", "entry", "footnote", "instruction", "line", "paragraph", "row", "table",
    "word",
];

/// Beginnings of verbs of orders.
pub(super) const ORDERED: [&str; 8] = ["add", "amend", "chang", "delet", "insert", "remov", "revis", "replac"];
