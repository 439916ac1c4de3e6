//! Federal Register XML → documents.
//!
//! In: the full text of one document, or of a whole day's issue, and what is known besides. Out: every document
//! that can concern a list of Part 744, and the names of those that cannot.

use chrono::NaiveDate;
use roxmltree::Node;

use super::dates::Dates;
use super::element::within;
use super::objection::objection;
use super::pages::Pages;
use super::preamble::{Preamble, Section};
use super::record::DocumentRecord;
use super::texts::Texts;
use super::{Block, Document, Given, Status, Unit, asides, overlooked, passages, units};
use crate::finding::{Code, Finding};
use crate::law::citation::{self, DocumentNumber};
use crate::markup::{self, LineIndex};

pub use super::error::DocumentError;

/// A document that concerns no list of Part 744.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unrelated {
    /// Its number, where it prints one.
    pub number: Option<DocumentNumber>,
    /// Its subject.
    pub title: String,
    /// Whether its text is whole and says of nothing that it amends it.
    pub orders_nothing: bool,
}

/// What a text holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileContents {
    /// Documents that can concern a list, in printed order.
    pub documents: Vec<Document>,
    /// Those of the others that act on documents: which, is not known here.
    pub acting: Vec<Document>,
    /// The others.
    pub unrelated: Vec<Unrelated>,
    /// Documents of an issue that can concern a list and of which nothing more can be said.
    pub findings: Vec<Finding>,
}

/// Elements that are documents (FR XML user guide; `CORRECT` holds corrections).
const DOCUMENTS: [&str; 6] = ["RULE", "PRORULE", "NOTICE", "PRESDOCU", "CORRECT", "UNKNOWN"];

/// Reads one document or a whole issue. `given` is consulted by document number; a single document whose text
/// does not print one is asked for with `None`.
///
/// # Errors
/// [`DocumentError`] where nothing true can be said of the text. One such document among others is a finding.
pub fn read(xml: &str, given: &dyn Fn(Option<&DocumentNumber>) -> Given) -> Result<FileContents, DocumentError> {
    let parsed = markup::parse(xml)?;
    let lines = LineIndex::new(xml);
    let pages = Pages::new(&parsed, &lines);
    let texts = Texts::new(&parsed);
    let issue = IssueDates::read(&parsed);
    let root = parsed.root_element();
    let mut nodes: Vec<_> = root
        .descendants()
        .filter(|node| DOCUMENTS.contains(&node.tag_name().name()))
        .filter(|node| !node.ancestors().skip(1).any(|above| DOCUMENTS.contains(&above.tag_name().name())))
        .collect();
    // Single documents of other shapes still count if they bear a number.
    if nodes.is_empty() && root.descendants().any(|node| node.has_tag_name("FRDOC")) {
        nodes.push(root);
    }
    if nodes.is_empty() {
        return Err(DocumentError::NoDocument { root: root.tag_name().name().to_owned() });
    }
    let mut reading = FileContents::default();
    let alone = nodes.len() == 1;
    for node in nodes {
        let printed = child_text(node, "FRDOC").as_deref().and_then(number_of);
        let mut given = given(printed.as_ref());
        given.published = given.published.or(issue.published);
        given.volume = given.volume.or(issue.volume);
        let reader = DocumentReader { node, pages: &pages, texts: &texts, given };
        match reader.document(printed.as_ref()) {
            Ok(Read::Related(document)) => reading.documents.push(*document),
            Ok(Read::Acting(document)) => reading.acting.push(*document),
            Ok(Read::Unrelated(Err(error), _)) | Err(error) if alone => return Err(error),
            Ok(Read::Unrelated(number, title)) => {
                let orders_nothing = overlooked::orders_nothing(node, &texts, &title);
                reading.unrelated.push(Unrelated { number: number.ok().or(printed), title, orders_nothing });
            }
            Err(error) => {
                let message = format!("a document that may concern a list was not read: {error}");
                let mut finding =
                    Finding::new(Code::DocumentUnread, message).with_quote(reader.title(), &pages.place(node));
                finding.document = printed;
                reading.findings.push(finding);
            }
        }
    }
    Ok(reading)
}

/// Volume and date that an issue prints in front of its documents.
#[derive(Default)]
struct IssueDates {
    published: Option<NaiveDate>,
    volume: Option<u16>,
}

impl IssueDates {
    fn read(parsed: &roxmltree::Document<'_>) -> Self {
        let root = parsed.root_element();
        let text = |tag| root.children().find(|node| node.has_tag_name(tag)).map(markup::flatten_line);
        Self {
            published: text("DATE").as_deref().and_then(super::dates::first_date),
            volume: text("VOL").and_then(|volume| volume.parse().ok()),
        }
    }
}

/// `[FR Doc. 2023-03929 Filed 2-24-23; 8:45 am]`, `[FR Doc. No. 2023-03929 Filed …]` → `2023-03929`.
pub(super) fn number_of(frdoc: &str) -> Option<DocumentNumber> {
    let (_, rest) = frdoc.split_once("Doc")?;
    rest.split_whitespace()
        .map(|word| word.trim_matches(['.', ',', ';', ':', ']']))
        .find(|word| !["", "No", "Nos", "Number"].contains(word))?
        .parse()
        .ok()
}

fn child_text(node: Node<'_, '_>, tag: &str) -> Option<String> {
    node.descendants().find(|node| node.has_tag_name(tag)).map(markup::flatten_line)
}

struct DocumentReader<'a, 'input> {
    node: Node<'a, 'input>,
    pages: &'a Pages<'a>,
    texts: &'a Texts,
    given: Given,
}

/// One document of a text.
enum Read {
    Related(Box<Document>),
    Acting(Box<Document>),
    Unrelated(Result<DocumentNumber, DocumentError>, String),
}

impl DocumentReader<'_, '_> {
    fn number(&self, printed: Option<&DocumentNumber>) -> Result<DocumentNumber, DocumentError> {
        match (printed, &self.given.record) {
            (Some(printed), Some(record)) if !record.document_number.is_same(printed) => {
                Err(DocumentError::OtherRecord { printed: printed.clone(), given: record.document_number.clone() })
            }
            (_, Some(record)) => Ok(record.document_number.clone()),
            (Some(number), None) => Ok(number.clone()),
            (None, None) => Err(DocumentError::NoNumber { line: self.pages.line(self.node) }),
        }
    }

    fn title(&self) -> String {
        let record = self.given.record.as_ref();
        child_text(self.node, "SUBJECT").or_else(|| record.and_then(|record| record.title.clone())).unwrap_or_default()
    }

    fn document(&self, printed: Option<&DocumentNumber>) -> Result<Read, DocumentError> {
        let record = self.given.record.as_ref();
        let number = self.number(printed);
        let title = self.title();
        let units = units::read(self.node, self.pages, self.texts);
        let dates = self.dates();
        let corrects = number.as_ref().ok().and_then(DocumentNumber::corrects);
        let corrects = corrects.or_else(|| record.and_then(DocumentRecord::corrects));
        // What names neither a list nor Part 744 can still correct a document of ours, unless it says which it corrects.
        let elsewhere = corrects.is_some() && !record.is_some_and(DocumentRecord::names_part_744);
        let mut findings = overlooked::read(self.node, (self.pages, self.texts), &dates.printed, elsewhere);
        let touches = |unit: &Unit| unit.touches_part_744(|| overlooked::speaks_of_a_list(self.node, self.texts));
        let prose = passages::prose(self.node, (self.pages, self.texts), record, corrects.as_ref());
        let acts = prose.acts();
        let action = child_text(self.node, "ACT").map(|text| without_lead(&text)).unwrap_or_default();
        let objection = self.objection(&action);
        let mut preamble = self.preamble(corrects.is_some());
        let touches_a_list = units.iter().any(touches);
        // What a document that acts on another one says of changes are those of the other one.
        if objection.is_some() || !touches_a_list && acts.declared.is_some() && !acts.acts.is_empty() {
            preamble.changes.clear();
        }
        // Metadata and REGTEXT may be missing: what a rule itself says that it does to a list is reason enough.
        let claims_changes = preamble.changes.iter().any(|change| change.named);
        let related = touches_a_list || !findings.is_empty() || claims_changes;
        if !related && (acts.is_empty() || number.is_err()) {
            return Ok(Read::Unrelated(number, title));
        }
        findings.extend(overlooked::accents(self.node, self.pages));
        findings.extend(asides::read(self.node, self.pages));
        let odd = record.iter().flat_map(|record| &record.odd);
        findings.extend(odd.map(|note| Finding::new(Code::RecordOdd, note)));
        let mut document = Document {
            title,
            action,
            status: Status::Published,
            published: NaiveDate::default(),
            volume: 0,
            start_page: record.and_then(|record| record.start_page).or_else(|| self.pages.page(self.node)),
            end_page: record.and_then(|record| record.end_page),
            url: record.and_then(|record| record.html_url.clone()),
            dates,
            preamble,
            corrects,
            prose,
            acts,
            findings,
            number: number?,
            units: if related { units } else { Vec::new() },
        };
        if let Some(objection) = objection.filter(|_| !document.units.is_empty()) {
            document.units.clear();
            document.findings.push(objection);
        }
        match self.publication(&mut document) {
            Err(_) if !related => return Ok(Read::Unrelated(Ok(document.number), document.title)),
            published => published?,
        }
        for finding in &mut document.findings {
            finding.document = Some(document.number.clone());
        }
        let document = Box::new(document);
        Ok(if related { Read::Related(document) } else { Read::Acting(document) })
    }

    /// Publication date and volume: from the record, else as stated, else derived and said so.
    fn publication(&self, document: &mut Document) -> Result<(), DocumentError> {
        let record = self.given.record.as_ref();
        let stated = record.and_then(|record| record.publication_date).or(self.given.published);
        let mut derived = Vec::new();
        document.published = if let Some(date) = stated {
            date
        } else if let Some(date) = placeholder_date(document) {
            derived.push(format!("publication date {date} from the citation placeholder"));
            date
        } else {
            return Err(DocumentError::NoPublicationDate { number: document.number.clone() });
        };
        let volume = record.and_then(|record| record.volume).and_then(|volume| u16::try_from(volume).ok());
        document.volume = if let Some(volume) = volume.or(self.given.volume) {
            volume
        } else {
            // Volume 1 of the Federal Register is that of 1936.
            let volume = u16::try_from(chrono::Datelike::year(&document.published) - 1935).unwrap_or_default();
            derived.push(format!("volume {volume} from the year of publication"));
            volume
        };
        if !derived.is_empty() {
            let message = format!("no record of the document is available: {} derived", derived.join(" and "));
            document.findings.push(Finding::new(Code::MetadataDerived, message));
        }
        Ok(())
    }

    fn dates(&self) -> Dates {
        let printed = child_text(self.node, "EFFDATE").or_else(|| child_text(self.node, "DATES"));
        let record = self.given.record.as_ref();
        let mut dates = match printed.or_else(|| record.and_then(|record| record.dates.clone())) {
            Some(printed) => Dates::read(&without_lead(&printed)),
            None => Dates::default(),
        };
        dates.recorded = record.and_then(|record| record.effective_on);
        if dates.effective.is_empty() {
            dates.effective.extend(dates.recorded);
        }
        dates
    }

    /// Why nothing of the document can be applied, if so.
    fn objection(&self, action: &str) -> Option<Finding> {
        let record = self.given.record.as_ref();
        let action = match record.and_then(|record| record.action.as_deref()) {
            Some(recorded) if action.is_empty() => recorded,
            Some(_) | None => action,
        };
        let kind = record.and_then(|record| record.document_type.as_deref());
        objection(self.node.tag_name().name(), kind, action, &self.pages.place(self.node))
    }

    /// What the preamble claims. The printed summary counts; where none is printed, the record's abstract, which of a
    /// correction may be that of the corrected document.
    fn preamble(&self, corrects: bool) -> Preamble {
        let printed = child_text(self.node, "SUM").map(|text| without_lead(&text)).filter(|text| !text.is_empty());
        let recorded = || self.given.record.as_ref()?.summary.clone().filter(|_| !corrects);
        let mut preamble =
            printed.or_else(recorded).map_or_else(Preamble::default, |summary| Preamble::of_summary(&summary));
        let mut section = Section::Additions;
        let mut country = String::new();
        for node in self.node.descendants() {
            match node.tag_name().name() {
                "HD" => {
                    let heading = self.texts.line(node);
                    match Section::from_heading(heading) {
                        Some(found) => {
                            section = found;
                            country.clear();
                        }
                        None => heading.clone_into(&mut country),
                    }
                }
                // Bullets of the DATES or ADDRESSES section name no entries.
                "P" | "FP" if !within(node, &["REGTEXT", "PREAMB"]) => {
                    preamble.bullet(&country, section, self.texts.line(node));
                }
                _ => {}
            }
        }
        preamble
    }
}

/// `DATES: This rule is …` → `This rule is …`.
fn without_lead(text: &str) -> String {
    match text.split_once(':') {
        Some((lead, rest)) if !lead.is_empty() && lead.chars().all(|c| c.is_uppercase() || c.is_whitespace()) => {
            rest.trim_start().to_owned()
        }
        _ => text.to_owned(),
    }
}

/// The date of the first citation placeholder: BIS prints the publication date in it.
fn placeholder_date(document: &Document) -> Option<NaiveDate> {
    document
        .units
        .iter()
        .flat_map(|unit| &unit.blocks)
        .filter_map(|block| match block {
            Block::Table(table) => Some(&table.entries),
            Block::Heading(_) | Block::Paragraph(_) => None,
        })
        .flatten()
        .flat_map(|entry| citation::citations(&entry.cells.citation).placeholders)
        .find_map(|placeholder| placeholder.date)
}
