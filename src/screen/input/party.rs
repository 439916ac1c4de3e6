//! A row as a party, or why it is none.

use earwatch_law::law::quantity::quantity;
use earwatch_screen::name::Name;
use earwatch_screen::party::Party;

use super::object::of_object;
use super::row::{Cell, Raw, Row};
use crate::screen::columns::{Layout, Role, Unclear};

/// How rows are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// Of a table: which column is what.
    layout: Option<Layout>,
    headers: Vec<String>,
    delimiter: u8,
    /// Whether it has rows, and no lines.
    is_of_cells: bool,
    /// What the user says of columns or keys.
    asked: Vec<(Role, String)>,
    /// What else a reader is to know.
    notes: Vec<String>,
}

/// Characters of a name, and of all that is read of a party.
const LONGEST_NAME: usize = 2_000;
/// Names and addresses of a party.
const MOST: usize = 200;

/// What was read of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRow {
    /// The party; where it cannot be screened, what is known of it.
    pub party: Party,
    /// What is odd about the row.
    pub notes: Vec<String>,
    /// Why it cannot be screened.
    pub skipped: Option<String>,
}

impl Form {
    /// Of a table with these headers, in which it is said of some columns what they are.
    pub fn of_columns(headers: Vec<String>, asked: &[(Role, String)]) -> Result<Self, Unclear> {
        Ok(Self { is_of_cells: true, ..Self::of_table(headers, b',', asked)? })
    }

    pub(super) fn of_table(headers: Vec<String>, delimiter: u8, asked: &[(Role, String)]) -> Result<Self, Unclear> {
        let layout = Layout::of(&headers, asked)?;
        Ok(Self { layout: Some(layout), headers, delimiter, asked: asked.to_vec(), ..Self::default() })
    }

    pub(super) fn of_objects(asked: Vec<(Role, String)>) -> Self {
        Self { asked, ..Self::default() }
    }

    /// What else a reader is to know of the file.
    pub(super) fn with_note(mut self, note: Option<String>) -> Self {
        self.notes.extend(note);
        self
    }

    pub(super) fn width(&self) -> usize {
        self.headers.len()
    }

    /// The columns that a party is read from, each with what it is.
    pub fn columns(&self) -> Vec<(Role, usize)> {
        let of =
            |(_, role): (_, Role)| self.layout.iter().flat_map(move |it| it.of_role(role)).map(move |at| (role, at));
        Role::ALL.into_iter().flat_map(of).collect()
    }

    /// Which column is what, and which are not read.
    pub fn told(&self) -> (Vec<String>, Vec<String>) {
        self.layout.as_ref().map(|layout| layout.told(&self.headers)).unwrap_or_default()
    }

    /// Whether parties have ids of their own; objects may.
    pub fn has_ids(&self) -> bool {
        self.layout.as_ref().is_none_or(|layout| layout.of_role(Role::Id).next().is_some())
    }

    /// What a reader is to know of the file as a whole.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}

/// The cells of a record; the message says what is wrong with it.
pub(super) fn cells(record: &[u8], delimiter: u8) -> Result<Vec<String>, String> {
    let text = std::str::from_utf8(record).map_err(|error| {
        format!(
            "byte {} of the row is no UTF-8; save the file as UTF-8, or say its --encoding",
            error.valid_up_to() + 1
        )
    })?;
    if let Some(at) = memchr::memchr(0, record) {
        return Err(format!("byte {} of the row is zero, which no text has: characters may be lost", at + 1));
    }
    if memchr::memchr(b'"', record).is_none() {
        return Ok(text.split(char::from(delimiter)).map(str::to_owned).collect());
    }
    Ok(quoted(text, delimiter))
}

/// The cells of a record with quotation marks: one opens a cell at its beginning, two within it are one.
fn quoted(text: &str, delimiter: u8) -> Vec<String> {
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut is_quoted, mut begins) = (false, true);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '"' && is_quoted {
            is_quoted = letters.next_if_eq(&'"').is_some();
            cell.extend(is_quoted.then_some('"'));
        } else if letter == '"' && begins {
            is_quoted = true;
        } else if letter == char::from(delimiter) && !is_quoted {
            cells.push(std::mem::take(&mut cell));
            begins = true;
            continue;
        } else {
            cell.push(letter);
        }
        begins = false;
    }
    cells.push(cell);
    cells
}

/// Reads a row.
pub fn read(row: &Row, form: &Form) -> ReadRow {
    let at = row.at;
    let of_row = match &row.raw {
        Raw::Bad(why) => Err(why.clone()),
        Raw::Json(bytes) => of_object(bytes, &form.asked),
        Raw::Table(bytes) => cells(bytes, form.delimiter)
            .map(|cells| of_cells(&cells.into_iter().map(Cell::Text).collect::<Vec<_>>(), form)),
        Raw::Cells(cells) => Ok(of_cells(cells, form)),
    };
    let (of_row, skipped) = match of_row {
        Ok(of_row) => (of_row, None),
        Err(why) => (<(Party, Vec<String>)>::default(), Some(why)),
    };
    let (mut party, notes) = of_row;
    party.row = at;
    if party.id.is_empty() {
        party.id = format!("row {at}");
    }
    let mut read = ReadRow::of_party(party, notes);
    let place = if form.is_of_cells { "row" } else { "line" };
    read.skipped = skipped.or(read.skipped).map(|why| format!("{place} {at}: {why}"));
    read
}

impl ReadRow {
    /// A party, and whether it can be screened; `notes` says what is odd about it already.
    pub fn of_party(mut party: Party, mut notes: Vec<String>) -> Self {
        if party.names().map(|(_, name)| name).chain(party.addresses.iter().map(String::as_str)).any(has_lost) {
            notes.push("characters were lost before this file was written: U+FFFD stands for them".to_owned());
        }
        let skipped = cannot_be_screened(&mut party, &mut notes);
        Self { party, notes, skipped }
    }
}

/// Whether something stands for what could not be written.
fn has_lost(text: &str) -> bool {
    text.contains('\u{FFFD}')
}

/// Why a party cannot be screened; names that cannot be compared are left out, and told, where another one can.
fn cannot_be_screened(party: &mut Party, notes: &mut Vec<String>) -> Option<String> {
    if let Some(why) = notes.iter().position(|note| note.starts_with(SHIFTED)) {
        return Some(notes.swap_remove(why));
    }
    let says_nothing =
        |name: &str| !name.bytes().any(|byte| byte.is_ascii_alphanumeric()) && Name::new(name).tokens.is_empty();
    if party.name.chars().count() > LONGEST_NAME {
        return Some(format!("the name has more than {LONGEST_NAME} characters"));
    }
    if party.name.is_empty() {
        return Some(
            notes
                .iter()
                .position(|note| note.starts_with("name: "))
                .map_or_else(|| "there is no name".to_owned(), |at| notes.swap_remove(at)),
        );
    }
    if says_nothing(&party.name) {
        return Some(format!("the name “{}” has no letter or digit", party.name));
    }
    party.other_names.retain(|name| {
        let is_odd = says_nothing(name) || name.chars().count() > LONGEST_NAME;
        if is_odd {
            let shown: String = name.chars().take(60).collect();
            notes.push(format!("the other name “{shown}” was not screened: it cannot be compared"));
        }
        !is_odd
    });
    for (what, texts) in [("other name", &mut party.other_names), ("address", &mut party.addresses)] {
        if texts.len() > MOST {
            notes.push(format!("{} beyond the first {MOST} were not screened", quantity(texts.len() - MOST, what)));
            texts.truncate(MOST);
        }
    }
    None
}

/// How a note begins that says that cells are not where they belong.
const SHIFTED: &str = "the row has ";

fn of_cells(cells: &[Cell], form: &Form) -> (Party, Vec<String>) {
    let (mut party, mut notes) = (Party::default(), Vec::new());
    let Some(layout) = &form.layout else {
        return (party, notes);
    };
    let is_something = |cell: &Cell| matches!(cell, Cell::Text(text) if !text.trim().is_empty());
    if cells.iter().skip(layout.width).any(is_something) {
        notes.push(format!(
            "{SHIFTED}{}, and the header {}: a text with the delimiter in it must stand in quotation marks",
            quantity(cells.len(), "cell"),
            layout.width
        ));
    } else if cells.len() < layout.width {
        notes.push(format!("only {} of {} cells are there", cells.len(), layout.width));
    }
    // The texts of each column of a role, each on one line.
    let mut of = |role: Role| -> Vec<Vec<String>> {
        let texts = |at: usize| match cells.get(at) {
            Some(Cell::Text(cell)) => vec![one_line(cell)],
            Some(Cell::Texts(texts)) => texts.iter().map(|text| one_line(text)).filter(|it| !it.is_empty()).collect(),
            Some(Cell::Unreadable(problem)) => {
                notes.push(format!("{}: {problem}", role.name()));
                Vec::new()
            }
            None => Vec::new(),
        };
        layout.of_role(role).map(texts).collect()
    };
    party.id = of(Role::Id).concat().concat();
    // First and last names stand in columns of their own; of several names in one column, the first is its name.
    let (mut names, mut more_names) = (Vec::new(), Vec::new());
    for texts in of(Role::Name) {
        let mut texts = texts.into_iter();
        names.push(texts.next().unwrap_or_default());
        more_names.extend(texts);
    }
    names.join(" ").trim().clone_into(&mut party.name);
    party.country = Some(of(Role::Country).concat().concat()).filter(|country| !country.is_empty());
    drop(of(Role::OtherNames));
    let addresses = of(Role::Address);
    let at = |role: Role| layout.of_role(role).filter_map(|at| cells.get(at));
    let others = at(Role::OtherNames).flat_map(|cell| match cell {
        Cell::Text(text) => std::slice::from_ref(text),
        Cell::Texts(texts) => texts,
        Cell::Unreadable(_) => &[],
    });
    more_names.extend(others.flat_map(|text| several(text, &[';', '|', '\n'])));
    party.other_names = more_names;
    let (mut lines, mut whole) = (Vec::new(), Vec::new());
    for (cell, texts) in at(Role::Address).zip(addresses) {
        if matches!(cell, Cell::Texts(_)) { whole.extend(texts) } else { lines.extend(texts) }
    }
    party.addresses = if layout.is_one_address() && layout.of_role(Role::Address).count() > 1 {
        lines.retain(|line| !line.is_empty());
        Some(lines.join(", ")).into_iter().filter(|address| !address.is_empty()).collect()
    } else {
        lines.iter().flat_map(|cell| several(cell, &[';', '|'])).collect()
    };
    party.addresses.extend(whole);
    (party, notes)
}

/// A text without blanks around it, on one line.
pub(super) fn one_line(cell: &str) -> String {
    let lines = cell.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(", ")
}

/// The texts of a cell that holds several.
pub(super) fn several(cell: &str, between: &'static [char]) -> impl Iterator<Item = String> {
    let texts = cell.split(between).map(one_line).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(of: &[&str]) -> Cell {
        Cell::Texts(of.iter().map(|text| (*text).to_owned()).collect())
    }

    #[test]
    fn several_texts_of_a_cell_are_whole() {
        let text = |text: &str| Cell::Text(text.to_owned());
        for (headers, cells, names, addresses) in [
            ("name|address", vec![text("Aster"), text("1 Dock Road; 2 Quay")], "Aster", "1 Dock Road|2 Quay"),
            (
                "name|address",
                vec![text("Aster"), texts(&["1 Dock Road; Unit 2", " ", "2 Quay"])],
                "Aster",
                "1 Dock Road; Unit 2|2 Quay",
            ),
            ("name|street|city", vec![text("Aster"), text("2 Quay"), text("Kiel")], "Aster", "2 Quay, Kiel"),
            (
                "name|address|addresses",
                vec![text("Aster"), text("2 Quay"), texts(&["3 Quay"])],
                "Aster",
                "2 Quay|3 Quay",
            ),
            (
                "name|aliases",
                vec![texts(&["", "Aster", "Boreas"]), texts(&["Cirrus; Delta"])],
                "Aster|Boreas|Cirrus|Delta",
                "",
            ),
            ("name|aliases", vec![texts(&[]), texts(&["Cirrus"])], "|Cirrus", ""),
        ] {
            let form = Form::of_columns(headers.split('|').map(str::to_owned).collect(), &[]).unwrap();
            let ReadRow { party, .. } = read(&Row { at: 2, raw: Raw::Cells(cells) }, &form);
            let read: Vec<&str> = party.names().map(|(_, name)| name).collect();
            assert_eq!((read.join("|").as_str(), party.addresses.join("|").as_str()), (names, addresses), "{headers}");
        }
    }
}
