//! The page of federalregister.gov → documents, while the XML of a document is not there yet.
//!
//! The page is rendered from that XML, so it is translated back into the Federal Register layout and read by
//! [`xml`]: tables, orders, dates and claims are then understood by the same code, and what is ordered comes out the
//! same wherever the page shows the same. The XML stays the source; a document read from here bears the finding
//! [`Code::TextFromHtml`], and where a place names a line, that is the line of [`to_xml`].
//!
//! Seen in the site's stylesheets and table compiler (repository `usnationalarchives/federalregister-web`,
//! `app/views/xslt/matchers` and `lib/html_compilator`, several generations of each):
//!
//! - `HD` of the sources `HED`, `HD1` … become `h1`, `h2` …; `P` and `FP` become `p` with an identifier and the page
//!   (`data-page`), those with a bullet become items of `ul.bullets` without it.
//! - `AMDPAR` becomes `p.amendment-part`, its number a span. An older generation kept only the first text node, in a
//!   span `amendment-part-text` if they are numbered and between icons "Start Amendment Part" and "End Amendment Part":
//!   words in italics, and all behind them, are lost. There an order is read only if it ends as orders do, and told
//!   otherwise. A still older one printed the whole text between the icons, in no paragraph.
//! - `AUTH` becomes `p.authority`, `STARS` `div.stars`, `SIG` `div.signature`, `SECTION` `div.section`, `PART`
//!   `div.part` or a pair of icons. `REGTEXT`, `EXTRACT` and `NOTE` leave no trace but their content.
//! - `PRTPAGE` becomes a span `printed-page` with the page; inside a `ROW` and outside of its cells it is dropped.
//! - `E` becomes `em`, `strong` or a span, with blanks where letters would touch; `E` 51 to 54 become `sup` and `sub`;
//!   a footnote reference is `sup` around a link. `FTNT`s are gathered at the end, `FRDOC` and `BILCOD` in
//!   `div.end-matter` (a generation drops them).
//! - `GPOTABLE` becomes `thead`, `tbody` and `tfoot`; `A`, `I="28"` and `EXPSTB` become `colspan`. In the generation
//!   whose text is public, `LI` becomes a blank, so the line breaks of a cell are lost. `AC` 8 becomes a bar; the
//!   other accents have no template there.
//! - All white space is one blank.
//!
//! Assumed, without a source: that `LI` becomes `br` and `SU` `sup` in cells today, as in the tables of the eCFR, which
//! bear the classes of the same compiler; that a page which shows orders also shows a signature, a document number or
//! a billing code at its end.
//!
//! In: the page and what is known besides. Out: what [`xml::read`] gives.

mod compose;
mod content;
pub(crate) mod error;
mod html;
mod inline;
mod limits;
mod marker;
mod table;
mod writer;

pub use error::PageError;
use scraper::Html;

use super::Given;
use super::record::DocumentRecord;
use super::xml::{self, DocumentError, FileContents};
use crate::finding::{Code, Finding};
use crate::law::citation::DocumentNumber;

/// A page in the Federal Register layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The document, a block a line.
    pub xml: String,
    /// The number that the page prints.
    pub number: Option<DocumentNumber>,
    /// What the page does not show.
    pub findings: Vec<Finding>,
}

/// Translates a page into the Federal Register layout.
pub fn to_xml(html: &str, record: Option<&DocumentRecord>) -> Result<Translation, PageError> {
    compose::compose(take_apart(html)?, record)
}

fn take_apart(html: &str) -> Result<content::Pieces, PageError> {
    limits::check(html)?;
    let page = Html::parse_document(html);
    if limits::nests_too_deeply(&page) {
        return Err(PageError::TooDeep);
    }
    let found = html::read(&page);
    if !found.is_document {
        let mut shown = html::shown(&page);
        if let Some((at, _)) = shown.char_indices().nth(120) {
            shown.truncate(at);
            shown.push('…');
        }
        return Err(if shown.is_empty() { PageError::Empty } else { PageError::NoDocument { shown } });
    }
    Ok(found)
}

/// Reads the page of one document. `given` is consulted as by [`xml::read`].
pub fn read(html: &str, given: &dyn Fn(Option<&DocumentNumber>) -> Given) -> Result<FileContents, DocumentError> {
    let found = take_apart(html)?;
    let known = given(compose::number(&found).as_ref());
    let translated = compose::compose(found, known.record.as_ref())?;
    let mut reading = xml::read(&translated.xml, given)?;
    // An order that was not read may be the one that concerns a list.
    if reading.documents.is_empty()
        && reading.acting.is_empty()
        && let Some(quote) = translated.findings.iter().find_map(|finding| {
            let unread = finding.code == Code::UnparsedInstruction;
            finding.quote.clone().filter(|_| unread)
        })
    {
        return Err(PageError::WordsLost { quote }.into());
    }
    for document in reading.documents.iter_mut().chain(&mut reading.acting) {
        let message = "the document was read from its web page, because its XML is not there yet";
        let mut told = vec![Finding::new(Code::TextFromHtml, message)];
        told.extend(translated.findings.iter().cloned());
        for finding in &mut told {
            finding.document = Some(document.number.clone());
        }
        document.findings.splice(0..0, told);
    }
    Ok(reading)
}
