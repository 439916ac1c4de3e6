//! Oddities of meaning: the rule says something else, or it is not certain what it says.

use super::Make;
use super::pieces::{
    at, at_element, at_row, changed, cut, in_cell, in_entity, in_quotation, is_entry, on_entry, split, table,
};

/// Each with its name.
pub(super) const ALL: &[(&str, Make)] = &[
    ("text among the rows", |rule, random| at(rule, random, "</ROW>", |found, _| format!("{found}Hidden SA, Lyon"))),
    ("a row in a comment", |rule, random| {
        on_entry(rule, random, |row, _| Some(format!("<!-- {} -->", row.replace("--", ""))))
    }),
    ("a row at the end of the table", |rule, random| {
        let mut pieces = split(rule, "<ROW", "</ROW>");
        let places: Vec<_> = (0..pieces.len()).filter(|at| is_entry(&pieces[*at])).collect();
        let row = pieces.remove(*random.choose_any(&places)?);
        let last = pieces.len() - 1;
        pieces.insert(last, row);
        Some(pieces.concat())
    }),
    ("a row at the beginning of the table", |rule, random| {
        let mut pieces = split(rule, "<ROW", "</ROW>");
        let places: Vec<_> = (0..pieces.len()).filter(|at| is_entry(&pieces[*at])).collect();
        let row = pieces.remove(*random.choose_any(&places)?);
        pieces.insert(2, row);
        Some(pieces.concat())
    }),
    ("a name in two quotations", |rule, random| in_quotation(rule, random, |name| Some(name.replacen(' ', "” “", 1)))),
    ("two names in one quotation", |rule, random| at(rule, random, "” and “", |_, _| " and ".to_owned())),
    ("a name that lost its quotation marks", |rule, random| {
        let mut pieces = split(rule, "“", "”");
        let places: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with('“')).collect();
        let at = *random.choose_any(&places)?;
        pieces[at] = pieces[at].replace(['“', '”'], "");
        Some(pieces.concat())
    }),
    ("a name that is lost from the order", |rule, random| {
        let mut pieces = split(rule, "“", "”");
        let places: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with('“')).collect();
        pieces.remove(*random.choose_any(&places)?);
        Some(pieces.concat())
    }),
    ("no country in the order", |rule, random| {
        let from = format!(
            "Under {},",
            random.choose(&["FRANCE", "RUSSIA", "CANADA", "TURKEY", "CHINA, PEOPLE'S REPUBLIC OF"])
        );
        changed(rule, &rule.replacen(&from, "", 1))
    }),
    ("an order that lost its words", |rule, random| {
        let mut pieces = split(rule, "<AMDPAR>", "</AMDPAR>");
        let places: Vec<_> = (0..pieces.len())
            .filter(|at| pieces[*at].contains("Under ") && pieces[*at].contains(" by adding"))
            .collect();
        pieces[*random.choose_any(&places)?] = "<AMDPAR/>".to_owned();
        Some(pieces.concat())
    }),
    ("an order that breaks off", |rule, random| {
        let mut pieces = split(rule, "<AMDPAR>", "</AMDPAR>");
        let places: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].contains("Under ")).collect();
        let at = *random.choose_any(&places)?;
        let cut = pieces[at].find(", by ")? + random.below(25);
        pieces[at] = format!("{}</AMDPAR>", pieces[at].get(..cut)?);
        Some(pieces.concat())
    }),
    ("an image for a country", |rule, random| {
        at(rule, random, "<ENT I=\"01\">", |found, _| format!("{found}<GPH SPAN=\"1\"/>"))
    }),
    ("an image beside the cells", |rule, random| {
        on_entry(rule, random, |row, _| Some(row.replace("</ROW>", "<GPH/></ROW>")))
    }),
    ("a footnote between other words", |rule, random| {
        at(rule, random, "<SU>3</SU>", |_, _| "<SU>3, 4</SU>".to_owned())
    }),
    ("a requirement in the column of the entities below its row", |rule, random| {
        on_entry(rule, random, |row, _| {
            Some(format!("{row}<ROW><ENT I=\"22\"> </ENT><ENT>For all items subject to the EAR.</ENT></ROW>"))
        })
    }),
    ("an entry without columns below another", |rule, random| {
        on_entry(rule, random, |row, _| {
            Some(format!("{row}<ROW><ENT I=\"22\"> </ENT><ENT>Quartz Optik AG, 5 Ring Street, France.</ENT></ROW>"))
        })
    }),
    ("a letter of another script", |rule, random| in_quotation(rule, random, |name| Some(name.replacen('a', "а", 1)))),
    ("a lost cell", |rule, random| {
        on_entry(rule, random, |row, random| {
            let mut pieces = split(row, "<ENT", "</ENT>");
            let cells: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with("<ENT")).collect();
            let at = *random.choose_any(&cells)?;
            pieces.remove(at);
            Some(pieces.concat())
        })
    }),
    ("a cell twice", |rule, random| {
        on_entry(rule, random, |row, random| {
            let mut pieces = split(row, "<ENT", "</ENT>");
            let cells: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with("<ENT")).collect();
            let at = *random.choose_any(&cells)?;
            pieces.insert(at, pieces[at].clone());
            Some(pieces.concat())
        })
    }),
    ("a cell that lost its text", |rule, random| {
        on_entry(rule, random, |row, random| {
            let mut pieces = split(row, "<ENT", "</ENT>");
            let cells: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with("<ENT>")).collect();
            let at = *random.choose_any(&cells)?;
            pieces[at] = "<ENT> </ENT>".to_owned();
            Some(pieces.concat())
        })
    }),
    ("two cells swapped", |rule, random| {
        on_entry(rule, random, |row, random| {
            let mut pieces = split(row, "<ENT", "</ENT>");
            let cells: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with("<ENT")).collect();
            let (one, other) = (*random.choose_any(&cells)?, *random.choose_any(&cells)?);
            pieces.swap(one, other);
            Some(pieces.concat())
        })
    }),
    ("a cell with the text of its neighbour", |rule, random| {
        on_entry(rule, random, |row, random| {
            let mut pieces = split(row, "<ENT", "</ENT>");
            let cells: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with("<ENT>")).collect();
            let at = random.below(cells.len().checked_sub(1)?);
            pieces[cells[at]] = pieces[cells[at + 1]].clone();
            Some(pieces.concat())
        })
    }),
    ("a lost row", |rule, random| on_entry(rule, random, |_, _| Some(String::new()))),
    ("a row twice", |rule, random| on_entry(rule, random, |row, _| Some(format!("{row}{row}")))),
    ("a row that nobody ordered", |rule, random| {
        on_entry(rule, random, |row, _| {
            let mut pieces = split(row, "<ENT", "</ENT>");
            *pieces.iter_mut().find(|piece| piece.starts_with("<ENT>"))? =
                "<ENT>Quartz Optik AG, 5 Ring Street, France.</ENT>".to_owned();
            Some(format!("{row}{}", pieces.concat()))
        })
    }),
    ("two rows in one", |rule, random| {
        at(rule, random, "</ROW><ROW><ENT I=\"22\">", |_, _| "<ENT I=\"22\">".to_owned())
    }),
    ("columns that break into two rows", |rule, random| {
        on_entry(rule, random, |row, random| {
            let cells = row.match_indices("</ENT><ENT>").map(|(at, _)| at + 6).collect::<Vec<_>>();
            let (first, second) = row.split_at(*random.choose_any(&cells)?);
            Some(format!("{first}</ROW><ROW>{second}"))
        })
    }),
    ("another name in the row", |rule, random| {
        on_entry(rule, random, |row, random| {
            let (before, after) = row.split_once("</ENT><ENT>")?;
            let word = *random.choose(&["Quartz ", "New ", "Beijing "]);
            Some(format!("{before}</ENT><ENT>{word}{after}"))
        })
    }),
    ("another letter in the name of the row", |rule, random| {
        on_entry(rule, random, |row, _| {
            let (before, after) = row.split_once("</ENT><ENT>")?;
            let second = after.chars().nth(1)?;
            let other = if second == 'o' { 'a' } else { 'o' };
            Some(format!("{before}</ENT><ENT>{}", after.replacen(second, &other.to_string(), 1)))
        })
    }),
    ("a shorter name in the order", |rule, random| {
        in_quotation(rule, random, |name| name.rsplit_once(' ').map(|(head, _)| head.trim_end_matches(',').to_owned()))
    }),
    ("a longer name in the order", |rule, random| in_quotation(rule, random, |name| Some(format!("{name} Group")))),
    ("another name in the order", |rule, random| in_quotation(rule, random, |name| Some(format!("Quartz {name}")))),
    ("a number in the name of the order", |rule, random| in_quotation(rule, random, |name| Some(format!("{name} 2")))),
    ("another country in the order", |rule, random| {
        at(rule, random, ". Under ", |found, random| {
            format!("{found}{}, by removing the entry for “Quartz”, and under ", random.choose(&["IRAN", "GERMANY"]))
        })
    }),
    ("a country exchanged in the order", |rule, random| {
        let from = *random.choose(&["FRANCE", "RUSSIA", "CANADA", "TURKEY"]);
        let to = *random.choose(&["GERMANY", "FRANCE", "RUSSIA", "CHINA, PEOPLE'S REPUBLIC OF"]);
        changed(rule, &rule.replacen(&format!("Under {from},"), &format!("Under {to},"), 1))
    }),
    ("a country exchanged in the table", |rule, random| {
        let from = *random.choose(&["FRANCE", "RUSSIA", "CANADA", "TURKEY"]);
        let to = *random.choose(&["GERMANY", "FRANCE", "Franse", "RUSSIA", "ATLANTIS"]);
        changed(rule, &rule.replacen(&format!("<ENT I=\"01\">{from}"), &format!("<ENT I=\"01\">{to}"), 1))
    }),
    ("a country lost from the table", |rule, random| at_row(rule, random, "<ROW><ENT I=\"01\">", |_| String::new())),
    ("a row under another country", |rule, random| {
        on_entry(rule, random, |row, random| {
            let country = *random.choose(&["GERMANY", "IRAN", "FRANCE"]);
            Some(row.replacen("<ENT I=\"22\"> </ENT>", &format!("<ENT I=\"01\">{country}</ENT>"), 1))
        })
    }),
    ("a lost quotation mark", |rule, random| {
        let mark = if random.one_in(2) { "“" } else { "”" };
        at(rule, random, mark, |_, _| String::new())
    }),
    ("a count of the summary changed", |rule, random| at(rule, random, " (1)", |_, _| " (2)".to_owned())),
    ("rows of an addition without their order", |rule, random| {
        at_element(rule, random, "<AMDPAR>", "</AMDPAR>", ", by adding")
    }),
    ("a removal that is missing", |rule, random| at_element(rule, random, "<AMDPAR>", "</AMDPAR>", ", by removing")),
    ("rows of a revision without their order", |rule, random| {
        at_element(rule, random, "<AMDPAR>", "</AMDPAR>", ", by revising")
    }),
    ("an order twice", |rule, random| {
        let pieces = split(rule, "<AMDPAR>", "</AMDPAR>");
        let places: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].contains(". Under ")).collect();
        let at = *random.choose_any(&places)?;
        let mut pieces = pieces;
        pieces.insert(at, pieces[at].clone());
        Some(pieces.concat())
    }),
    ("an image in a cell", |rule, random| {
        let image = *random.choose(&[
            "<GPH SPAN=\"3\" DEEP=\"40\"><GID>ER03MY23.001</GID></GPH>",
            "<MATH SPAN=\"1\"><MID>ER03MY23.002</MID></MATH>",
            "<GID>ER03MY23.001</GID>",
            "<img src=\"a.gif\"/>",
            "ER03MY23.001",
            "<GPOTABLE COLS=\"1\"><ROW><ENT>Hidden SA</ENT></ROW></GPOTABLE>",
        ]);
        on_entry(rule, random, |row, random| {
            let mut pieces = split(row, "<ENT", "</ENT>");
            let cells: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with("<ENT>")).collect();
            let at = *random.choose_any(&cells)?;
            pieces[at] = pieces[at].replacen(' ', &format!(" {image} "), 1);
            Some(pieces.concat())
        })
    }),
    ("text that is struck out", |rule, random| {
        let element = *random.choose(&["DEL", "S", "strike"]);
        on_entry(rule, random, |row, random| {
            let struck = format!(" <{element}>Old</{element}><INS>New</INS> ");
            in_cell(row, random, |cell, _| Some(cell.replacen(' ', &struck, 1)))
        })
    }),
    ("a query of the editors in an entity", |rule, random| {
        let query = *random.choose(&[" [AU: confirm] ", " [sic] ", " [insert postal code] ", " [ED: same as above?] "]);
        in_entity(rule, random, |cell, _| Some((cell.replacen(' ', query, 1), String::new())))
    }),
    ("an order in an entity", |rule, random| {
        let order = "f. Under FRANCE, by removing the entry for “Quartz SA”.</ENT>";
        in_entity(rule, random, |cell, _| Some((cell.replacen("</ENT>", order, 1), String::new())))
    }),
    ("a cell that breaks off behind a small word", |rule, random| {
        on_entry(rule, random, |row, random| {
            in_cell(row, random, |cell, random| {
                let small: Vec<_> = [" of ", " to ", " the ", " for "]
                    .into_iter()
                    .flat_map(|word| cell.match_indices(word).map(move |(at, _)| at + word.len() - 1))
                    .collect();
                let end = *random.choose_any(&small)?;
                (!cell[..end].contains("<LI>")).then(|| format!("{}</ENT>", &cell[..end]))
            })
        })
    }),
    ("an address that breaks off within a word", |rule, random| {
        in_entity(rule, random, |cell, random| {
            let last = cell.rfind("<LI>").map_or(0, |at| at + 4);
            let from = last + cell[last..].rfind(';').map_or(0, |at| at + 1);
            let to = from + cell[from..].rfind(',')?;
            let places: Vec<_> = cell[from..to]
                .char_indices()
                .filter(|(_, c)| c.is_lowercase())
                .map(|(at, c)| from + at + c.len_utf8())
                .filter(|at| cell[from..*at].contains(|c: char| c.is_ascii_digit()))
                // "5 Ring Road" can be the whole of an address.
                .filter(|at| cell[*at..].starts_with(char::is_alphabetic))
                .collect();
            Some((format!("{}</ENT>", &cell[..*random.choose_any(&places)?]), String::new()))
        })
    }),
    ("an image in place of a row", |rule, random| {
        on_entry(rule, random, |_, random| {
            let image = "<GPH SPAN=\"3\"><GID>ER03MY23.001</GID></GPH>";
            Some(if random.one_in(2) { image.to_owned() } else { format!("<ROW><ENT I=\"28\">{image}</ENT></ROW>") })
        })
    }),
    ("an image in a name of the order", |rule, random| {
        in_quotation(rule, random, |name| {
            Some(name.replacen(' ', " <GPH SPAN=\"1\"><GID>ER03MY23.001</GID></GPH> ", 1))
        })
    }),
    ("a letter that was lost", |rule, random| {
        let lost =
            *random.choose(&["\u{fffd}", "\u{e000}", "\u{92}", "Ã©", "Ã‰", "Ã“n", "ÐŸ", "&amp;lt;E T=\"03\"&amp;gt;"]);
        on_entry(rule, random, |row, random| {
            let mut pieces = split(row, "<ENT", "</ENT>");
            let cells: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with("<ENT>")).collect();
            let at = *random.choose_any(&cells)?;
            pieces[at] = pieces[at].replacen(' ', lost, 1);
            Some(pieces.concat())
        })
    }),
    ("a letter that was lost in the order", |rule, random| {
        let lost = *random.choose(&["\u{fffd}", "\u{e000}", "\u{92}"]);
        in_quotation(rule, random, |name| Some(name.replacen('a', lost, 1)))
    }),
    ("orders of another part", |rule, _| Some(rule.replace("PART=\"744\"", "PART=\"746\""))),
    ("orders of another title", |rule, _| Some(rule.replace("TITLE=\"15\"", "TITLE=\"22\""))),
    ("another list", |rule, _| Some(rule.replace("2. Supplement No. 4", "2. Supplement No. 6"))),
    ("another supplement above the table", |rule, random| {
        let number = *random.choose(&["5", "6", "7", "3"]);
        Some(rule.replacen(">Supplement No. 4 to", &format!(">Supplement No. {number} to"), 1))
    }),
    ("no table", |rule, _| cut(rule, "<GPOTABLE", "</GPOTABLE>")),
    ("an image in place of the table", |rule, _| {
        let (head, _, tail) = table(rule)?;
        let (head, _) = head.rsplit_once("<GPOTABLE")?;
        Some(format!("{head}<GPH SPAN=\"3\"><GID>ER03MY23.001</GID></GPH>{}", tail.trim_start_matches("</GPOTABLE>")))
    }),
    ("no date", |rule, _| cut(rule, "<EFFDATE>", "</EFFDATE>")),
    ("another footnote", |rule, random| {
        let mark = *random.choose(&["1", "2", "5", "8", "33"]);
        at(rule, random, "<SU>3</SU>", |_, _| format!("<SU>{mark}</SU>"))
    }),
    ("a lost footnote", |rule, random| {
        let mark = *random.choose(&["<SU>3</SU>", "<SU>4</SU>"]);
        at(rule, random, mark, |_, _| String::new())
    }),
    ("a footnote as a number", |rule, random| {
        let mark = *random.choose(&["3", "4"]);
        at(rule, random, &format!("<SU>{mark}</SU>"), |_, _| format!(" {mark} "))
    }),
    ("additions for removals", |rule, random| {
        let (from, to) = *random.choose(&[
            ("by removing", "by adding"),
            ("by removing", "by revising"),
            ("by revising", "by removing"),
        ]);
        at(rule, random, from, |_, _| to.to_owned())
    }),
    ("a verb that nobody knows", |rule, random| {
        let from = *random.choose(&["by adding", "by revising", "by removing"]);
        at(rule, random, from, |_, _| "by frobbing".to_owned())
    }),
    ("not", |rule, random| {
        at(rule, random, "PEOPLE'S REPUBLIC OF, by ", |found, _| format!("{found}not "))
            .or_else(|| at(rule, random, ", by ", |_, _| ", by not ".to_owned()))
    }),
    ("an address in the column of the countries", |rule, random| {
        in_entity(rule, random, |cell, _| {
            let (first, last) = cell.rsplit_once("<LI>")?;
            let last = last.strip_suffix("</LI></ENT>").filter(|last| !last.starts_with('—'))?;
            Some((format!("{first}</ENT>"), format!("<ROW><ENT I=\"01\">{last}</ENT></ROW>")))
        })
    }),
    ("a lost address row", |rule, random| {
        in_entity(rule, random, |cell, _| {
            let (first, last) = cell.rsplit_once("<LI>")?;
            (!last.starts_with('—')).then(|| (format!("{first}</ENT>"), String::new()))
        })
    }),
    ("the end of the table lost", |rule, random| {
        let rows: Vec<_> = rule.match_indices("<ROW>").map(|(at, _)| at).collect();
        let from = *random.choose_any(&rows)?;
        let to = rule.find("</GPOTABLE>")?;
        (from < to).then(|| format!("{}{}", &rule[..from], &rule[to..]))
    }),
    ("an order in a plain paragraph", |rule, random| {
        let pieces = split(rule, "<AMDPAR>", "</AMDPAR>");
        let places: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].contains(". Under ")).collect();
        let at = *random.choose_any(&places)?;
        let mut pieces = pieces;
        pieces[at] = pieces[at].replace("AMDPAR>", ["P>", "FP>", "HD>", "XYZ>"][random.below(4)]);
        Some(pieces.concat())
    }),
];
