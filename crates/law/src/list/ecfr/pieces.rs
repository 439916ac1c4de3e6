//! The rows of a large table, cut out of the file and parsed piece by piece on every core: they are nearly all of a file,
//! and what takes longest is to parse them.
//!
//! A file that is cut says the same as one that is parsed whole, or it is not cut: a piece is rows and blanks and nothing
//! else, each of them well-formed by itself, and what is left is well-formed without them.

use memchr::memmem;

use super::PrintedRow;
use super::parallel::in_parallel;
use crate::markup;

/// Bytes of rows below which a table is left in its file.
const LARGE: usize = 1 << 18;

/// About how many bytes are parsed together.
const PIECE: usize = 1 << 16;

/// A file, and the rows that were cut out of it.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// The file without them.
    pub(super) xml: String,
    bodies: Vec<Body>,
}

/// What stood in an element `TBODY`.
#[derive(Debug)]
struct Body {
    /// Where it stood, in the file without it.
    at: usize,
    /// Its length in the file.
    length: usize,
    rows: Vec<PrintedRow>,
}

impl Frame {
    /// Cuts the rows of large tables out of a file. `None` where nothing is gained, or where a piece may say something else
    /// than it says in its file: below a declaration, a comment, a table within the table. A table in which one of the places
    /// `whole` is stays.
    pub(super) fn of(xml: &str, whole: &[usize]) -> Option<Self> {
        let prolog = if xml.starts_with("<?xml ") { xml.find("?>")? + 2 } else { 0 };
        let unusual = ["<!", "<?", "xmlns"];
        if unusual
            .iter()
            .any(|sign| memmem::find(xml.as_bytes().get(prolog..).unwrap_or_default(), sign.as_bytes()).is_some())
        {
            return None;
        }
        let mut frame = Self::default();
        let mut pieces = Vec::new();
        let mut rest = 0;
        while let Some(range) = next_body(xml, rest) {
            let body = xml.get(range.clone())?;
            let stays = whole.get(whole.partition_point(|at| *at < range.start)).is_some_and(|at| *at < range.end);
            if stays || body.len() < LARGE {
                frame.xml.push_str(xml.get(rest..range.end)?);
            } else {
                if body.contains("<TBODY") || body.contains("<TABLE") {
                    return None;
                }
                frame.xml.push_str(xml.get(rest..range.start)?);
                pieces.extend(pieces_of(body).map(|(at, piece)| (frame.bodies.len(), range.start + at, piece)));
                frame.bodies.push(Body { at: frame.xml.len(), length: body.len(), rows: Vec::new() });
            }
            rest = range.end;
        }
        frame.xml.push_str(xml.get(rest..)?);
        if pieces.is_empty() {
            return None;
        }
        let read = |share: Vec<(usize, usize, &str)>| -> Option<Vec<(usize, Vec<PrintedRow>)>> {
            share.into_iter().map(|(body, at, piece)| Some((body, rows(piece, at)?))).collect()
        };
        for share in in_parallel(pieces, 1, read) {
            for (body, rows) in share? {
                frame.bodies.get_mut(body)?.rows.extend(rows);
            }
        }
        Some(frame)
    }

    /// The place in the file of one in what is left of it.
    pub(super) fn place(&self, at: usize) -> usize {
        let before = self.bodies.iter().take_while(|body| body.at <= at);
        at + before.map(|body| body.length).sum::<usize>()
    }

    /// Takes the rows that were cut out of an element.
    pub(super) fn take_rows(&mut self, element: std::ops::Range<usize>) -> Option<Vec<PrintedRow>> {
        let body = self.bodies.iter_mut().find(|body| element.contains(&body.at))?;
        Some(std::mem::take(&mut body.rows))
    }
}

/// Where what is in the next element `TBODY` stands.
fn next_body(xml: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let open = from + memmem::find(xml.as_bytes().get(from..)?, b"<TBODY")?;
    let start = open + xml.get(open..)?.find('>')? + 1;
    let length = memmem::find(xml.as_bytes().get(start..)?, b"</TBODY>")?;
    Some(start..start + length)
}

/// A text in pieces that end with a row, each with its place.
fn pieces_of(body: &str) -> impl Iterator<Item = (usize, &str)> {
    const END: &str = "</TR>";
    let mut rest = 0;
    std::iter::from_fn(move || {
        let begin = rest;
        let left = body.get(begin..).filter(|left| !left.is_empty())?;
        let end = left.as_bytes().get(PIECE..).and_then(|left| memmem::find(left, END.as_bytes()));
        let piece = left.get(..end.map_or(left.len(), |end| PIECE + end + END.len()))?;
        rest += piece.len();
        Some((begin, piece))
    })
}

/// The rows of a piece; `None` where it is not made of rows.
fn rows(piece: &str, at: usize) -> Option<Vec<PrintedRow>> {
    const OPEN: &str = "<TBODY>";
    let wrapped = format!("{OPEN}{piece}</TBODY>");
    let document = markup::parse(&wrapped).ok()?;
    let mut rows = Vec::new();
    for node in document.root_element().children() {
        if node.has_tag_name("TR") {
            rows.push(PrintedRow::new(node, |place| at + place - OPEN.len()));
        } else if !node.text().is_some_and(|text| node.is_text() && text.trim().is_empty()) {
            return None;
        }
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::super::{in_pieces, whole};

    const ROW: &str = "<TR>\n<TD class=\"left\"></TD><TD>Alder 7 JSC, a.k.a., the following one alias:<br/>—AO \
                       Alder.<br/>5 Ring Road, Perm, Russia.</TD><TD>For all items subject to the EAR. (See § 744.11 of \
                       the EAR)</TD><TD>Presumption of denial</TD><TD>88 FR 12170, 2/27/23.</TD>\n</TR>\n";

    /// A list that is large enough to be cut, as the eCFR prints it.
    fn list() -> String {
        let rows: String = (0..1_000).map(|n| ROW.replace("Alder 7", &format!("Alder {n}"))).collect();
        format!(
            "<?xml version=\"1.0\"?>\n<DIV5 N=\"744\">\n<DIV9 N=\"Supplement No. 4 to Part 744\"><HEAD>Entity List</HEAD>\n\
             <TABLE><THEAD><TR><TH>Country</TH><TH>Entity</TH><TH>License requirement</TH><TH>License review \
             policy</TH><TH>Federal Register citation</TH></TR></THEAD>\n<TBODY>\n{}{rows}</TBODY>\n<TFOOT><TR><TD \
             colspan=\"5\"><sup>4</sup> For this entity, see § 734.9(e)(2).</TD></TR></TFOOT></TABLE>\n</DIV9>\n</DIV5>\n",
            ROW.replacen("<TD class=\"left\"></TD>", "<TD>RUSSIA</TD>", 1)
        )
    }

    fn spoilt(place: &str, by: &str) -> String {
        let list = list();
        let (before, after) = list.split_at(list.find(place).map(|at| at + place.len()).unwrap());
        format!("{before}{by}{after}")
    }

    #[test]
    fn a_list_in_pieces_is_the_list_as_a_whole() {
        let list = list();
        let read = in_pieces(&list).unwrap().unwrap();
        assert_eq!(read.0[0].rows, 1_001);
        assert_eq!(read, whole(&list).unwrap());
    }

    /// Whatever stands in a list: what is read of pieces, findings, lines and errors are those of the whole, or it is not
    /// read in pieces.
    #[test]
    fn an_odd_list_in_pieces_is_the_list_as_a_whole() {
        let within = "<TD>Alder 900 JSC, a.k.a., ";
        let between = "Alder 899 JSC, a.k.a., the following one alias:<br/>—AO Alder.<br/>5 Ring Road, Perm, Russia.</TD><TD>For \
                       all items subject to the EAR. (See § 744.11 of the EAR)</TD><TD>Presumption of denial</TD><TD>88 FR \
                       12170, 2/27/23.</TD>\n</TR>\n";
        let before = "<TBODY>\n";
        let mut cut = 0;
        for (place, by) in [
            (within, ""),
            (within, "</TD>"),
            (within, "</TR>"),
            (within, "</TD><TD>"),
            (within, "</TD></TR><TR><TD></TD><TD>"),
            (within, "<b>bold</b>"),
            (within, "<b>bold"),
            (within, "Hazel &amp;amp; Co. "),
            (within, "&amp;#x2014; "),
            (within, "&unknown; "),
            (within, "<!-- a note -->"),
            (within, "<![CDATA[</TR>]]>"),
            (within, "<?page 7?>"),
            (within, "<AC T=\"1\"/>e"),
            (within, "<x:y xmlns:x=\"urn:x\"/>"),
            (within, "<x:y/>"),
            (within, "<TABLE><TBODY><TR><TD>within</TD></TR></TBODY></TABLE>"),
            (within, "<MATH/>"),
            (within, "<img src=\"/graphics/er01.gif\"/>"),
            (within, "<i a=\"&gt;</TR>\"/>"),
            (within, "\0"),
            (between, "text between rows"),
            (between, "<TD>a cell between rows</TD>"),
            (between, "<td>a small cell</td>"),
            (between, "<P class=\"gpotbl_note\">a note</P>"),
            (between, "</TBODY><TBODY>"),
            (between, "</TBODY>\n<TBODY class=\"second\">\n"),
            (between, "</TBODY></TABLE><TABLE><TBODY>"),
            (between, "</TBODY><TBODY/><TBODY>"),
            (between, "</TBODY><TR><TD></TD><TD>Birch</TD><TD></TD><TD></TD><TD></TD></TR><TBODY>"),
            (between, "<TR><TH>Country</TH></TR>"),
            (between, "<TR><TD>stray</TD>outside</TR>"),
            (between, "<TR><TD>IRAN</TD><TD>Cedar, Teheran, Iran.</TD><TD>nothing</TD><TD>no</TD><TD>none</TD></TR>"),
            (between, "<TR><TD></TD><TD>—Birch</TD><TD></TD><TD></TD><TD></TD></TR>"),
            (between, "<tr><TD>small</TD></tr>"),
            (between, "<TR>"),
            (between, "</DIV9><DIV9 N=\"Supplement No. 6 to Part 744\">"),
            (before, "<TR><TD>FRANCE—Continued</TD><TD>x</TD><TD></TD><TD></TD><TD></TD></TR>\n\n"),
            ("<TBODY", " title=\"a > b\""),
            ("<TBODY", " title=\">\""),
            ("<TBODY", "X"),
            ("<TABLE>", "<TBODY><TR><TD>early</TD></TR></TBODY>"),
            ("</TBODY>", "<TBODY>"),
            ("</TFOOT>", "</TFOOT>"),
            ("<DIV5 N=\"744\"", " a=\"&amp;quot;b&amp;quot;\""),
            ("<DIV5 N=\"744\"", " xmlns=\"urn:x\""),
            ("</DIV5>\n", "rest"),
            ("<HEAD>", "Supplement &amp;amp; "),
        ] {
            let list = spoilt(place, by);
            let (pieces, whole) = (in_pieces(&list), whole(&list));
            if let Some(pieces) = pieces {
                cut += 1;
                assert_eq!(format!("{pieces:?}"), format!("{whole:?}"), "{by}");
            }
        }
        assert!(cut > 10, "{cut} were read in pieces");
    }

    #[test]
    fn a_list_that_is_cut_off_is_no_list() {
        let list = list();
        for end in (0..list.len()).step_by(9_973) {
            assert!(in_pieces(list.get(..end).unwrap_or_default()).is_none_or(|read| read.is_err()), "{end}");
        }
    }
}
