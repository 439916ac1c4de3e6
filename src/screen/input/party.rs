//! A row as a party, or why it is none.

use earwatch_law::law::quantity::quantity;
use earwatch_screen::name::Name;
use earwatch_screen::party::Party;

use super::object::of_object;
use super::row::{Raw, Row};
use crate::screen::columns::{Layout, Role};

/// How rows are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// Of a table: which column is what.
    layout: Option<Layout>,
    headers: Vec<String>,
    delimiter: u8,
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
    pub(super) fn of_table(headers: Vec<String>, delimiter: u8, asked: &[(Role, String)]) -> Result<Self, String> {
        let layout = Layout::of(&headers, asked)?;
        Ok(Self { layout: Some(layout), headers, delimiter, asked: asked.to_vec(), notes: Vec::new() })
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

    /// Which column is what, and which are not read.
    pub(super) fn told(&self) -> (Vec<String>, Vec<String>) {
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
        Raw::Table(bytes) => {
            cells(bytes, form.delimiter).map(|cells| of_cells(&cells.into_iter().map(Ok).collect::<Vec<_>>(), form))
        }
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
    let place = if matches!(row.raw, Raw::Cells(_)) { "row" } else { "line" };
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

fn of_cells(cells: &[Result<String, String>], form: &Form) -> (Party, Vec<String>) {
    let (mut party, mut notes) = (Party::default(), Vec::new());
    let Some(layout) = &form.layout else {
        return (party, notes);
    };
    let beyond = cells.iter().skip(layout.width).any(|cell| cell.as_ref().is_ok_and(|cell| !cell.trim().is_empty()));
    if beyond {
        notes.push(format!(
            "{SHIFTED}{}, and the header {}: a text with the delimiter in it must stand in quotation marks",
            quantity(cells.len(), "cell"),
            layout.width
        ));
    } else if cells.len() < layout.width {
        notes.push(format!("only {} of {} cells are there", cells.len(), layout.width));
    }
    let mut text = |role: Role, at: usize| -> String {
        match cells.get(at) {
            Some(Ok(cell)) => one_line(cell),
            Some(Err(problem)) => {
                notes.push(format!("{}: {problem}", role.name()));
                String::new()
            }
            None => String::new(),
        }
    };
    let mut of = |role: Role| layout.of_role(role).map(|at| text(role, at)).collect::<Vec<_>>();
    party.id = of(Role::Id).concat();
    // First and last names stand in columns of their own.
    of(Role::Name).join(" ").trim().clone_into(&mut party.name);
    party.country = Some(of(Role::Country).concat()).filter(|country| !country.is_empty());
    let raw = |role: Role| layout.of_role(role).filter_map(|at| cells.get(at)?.as_ref().ok());
    party.other_names = raw(Role::OtherNames).flat_map(|cell| several(cell, &[';', '|', '\n'])).collect();
    drop(of(Role::OtherNames));
    let addresses = of(Role::Address);
    party.addresses = if layout.is_one_address() && addresses.len() > 1 {
        let lines: Vec<_> = addresses.into_iter().filter(|line| !line.is_empty()).collect();
        Some(lines.join(", ")).into_iter().filter(|address| !address.is_empty()).collect()
    } else {
        addresses.iter().flat_map(|cell| several(cell, &[';', '|'])).collect()
    };
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
