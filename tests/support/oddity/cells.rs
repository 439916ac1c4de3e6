//! Oddities of meaning inside the cells of a row: lost lines, cut texts, two rows in one, marks and citations of another.

use super::Make;
use super::pieces::{at, cells, in_cell, in_entity, is_entry, on_column, on_entry, split, within_words};

/// Each with its name.
pub(super) const ALL: &[(&str, Make)] = &[
    ("an alias that is lost", |rule, random| {
        in_entity(rule, random, |cell, random| {
            let lines = split(cell, "<LI>—", "</LI>");
            let places: Vec<_> = (0..lines.len()).filter(|at| lines[*at].starts_with("<LI>—")).collect();
            let mut lines = lines;
            lines.remove(*random.choose_any(&places)?);
            Some((lines.concat(), String::new()))
        })
    }),
    ("a number of aliases that is too high", |rule, random| {
        at(rule, random, "the following one alias", |_, _| "the following two aliases".to_owned())
    }),
    ("a text twice in its cell", |rule, random| {
        on_entry(rule, random, |row, random| {
            in_cell(row, random, |cell, _| {
                let text = cell.strip_prefix("<ENT>")?.strip_suffix("</ENT>").filter(|text| !text.contains(" FR "))?;
                Some(format!("<ENT>{text}{text}</ENT>"))
            })
        })
    }),
    ("two rows in one, cell by cell", |rule, random| {
        let mut pieces = split(rule, "<ROW", "</ROW>");
        let places: Vec<_> = (0..pieces.len()).filter(|at| is_entry(&pieces[*at])).collect();
        let first = random.below(places.len().checked_sub(1)?);
        let (one, other) = (places[first], places[first + 1]);
        let below = cells(&pieces[other]);
        let mut joined = split(&pieces[one], "<ENT", "</ENT>");
        let mut texts = below.iter();
        for cell in joined.iter_mut().filter(|piece| piece.starts_with("<ENT>")) {
            *cell = cell.replace("</ENT>", &format!(" {}</ENT>", texts.next()?));
        }
        pieces[one] = joined.concat();
        pieces.remove(other);
        Some(pieces.concat())
    }),
    ("a requirement or policy that breaks off within a word", |rule, random| {
        on_column(rule, random, |text, random| {
            let at = *random.choose_any(&within_words(text))?;
            Some(text[..at].to_owned())
        })
    }),
    ("a requirement or policy that lost its beginning", |rule, random| {
        on_column(rule, random, |text, random| {
            let at = *random.choose_any(&within_words(text))?;
            (at < 20).then(|| text[at..].to_owned())
        })
    }),
    ("a letter of another script in a row", |rule, random| {
        on_entry(rule, random, |row, random| {
            in_cell(row, random, |cell, random| {
                let places: Vec<_> = cell.match_indices("ea").map(|(at, _)| at + 1).collect();
                let at = *random.choose_any(&places)?;
                Some(format!("{}а{}", &cell[..at], &cell[at + 1..]))
            })
        })
    }),
    ("a footnote where no section calls for it", |rule, random| {
        let mark = *random.choose(&["1", "2", "3", "4", "5"]);
        at(rule, random, "(See § 744.11 of the EAR)</ENT>", |found, _| {
            found.replace("</ENT>", &format!("<SU>{mark}</SU></ENT>"))
        })
    }),
    ("a paragraph of § 734.9 misread", |rule, random| {
        let (from, to) = *random.choose(&[
            ("734.9(g)", "734.9(9)"),
            ("734.9(g)", "734.9(e)(2)"),
            ("734.9(g)", "734.9"),
            ("734.9(g)", "734.g(9)"),
            ("734.9(e)(2)", "734.9(e)(1)"),
            ("734.9(e)(2)", "734.9(e)(Z)"),
            ("734.9(e)(2)", "734.9(g)"),
        ]);
        at(rule, random, from, |_, _| to.to_owned())
    }),
    ("a citation misread", |rule, random| {
        let wrong = *random.choose(&[
            "88 FR 27O01, 5/3/23", "8B FR 27001, 5/3/23", "88 FR 27001, 5/3/2O23", "88 FR 27001, 5/33/23",
            "88 FR 27001", "87 FR 27001, 5/3/23", "88 FR 60001, 11/3/23", "FR 27001, 5/3/23",
        ]);
        at(rule, random, "88 FR [INSERT FR PAGE NUMBER AND 5/3/2023]", |_, _| wrong.to_owned())
    }),
    ("the citation of another row", |rule, random| {
        let own = "88 FR [INSERT FR PAGE NUMBER AND 5/3/2023]";
        // One row alone says nothing of how the others cite.
        (rule.matches(own).count() > 1).then(|| at(rule, random, own, |_, _| "86 FR 300, 1/6/21".to_owned()))?
    }),
    ("a name that is lost from the row", |rule, random| {
        in_entity(rule, random, |cell, _| {
            let (_, rest) = cell.strip_prefix("<ENT>")?.split_once(", ")?;
            Some((format!("<ENT>{rest}"), String::new()))
        })
    }),
];
