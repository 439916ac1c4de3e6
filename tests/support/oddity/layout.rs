//! Oddities of layout: the rule says the same, and reads the same.

use super::Make;
use super::pieces::{
    STARS, any_element, at, between_words, cut, dressed, drop_inline_stars, each_entry, in_entity, in_word, inside,
    is_continuation, is_entry, on_entry, split, table,
};

/// Each with its name.
pub(super) const ALL: &[(&str, Make)] = &[
    ("as it is", |rule, _| Some(rule.to_owned())),
    ("an address in a row of its own", |rule, random| {
        in_entity(rule, random, |cell, _| {
            let (first, last) = cell.rsplit_once("<LI>")?;
            let last = last.strip_suffix("</LI></ENT>").filter(|last| !last.starts_with('—'))?;
            Some((format!("{first}</ENT>"), format!("<ROW><ENT I=\"22\"> </ENT><ENT>{last}</ENT></ROW>")))
        })
    }),
    ("the second address in a row of its own", |rule, random| {
        in_entity(rule, random, |cell, _| {
            let and = "; <E T=\"03\">and</E> ";
            let (first, last) = cell.rsplit_once(and)?;
            let last = last.replace("</LI>", "").replace("</ENT>", "");
            let first =
                if cell.contains("<LI>") { format!("{first}{and}</LI></ENT>") } else { format!("{first}{and}</ENT>") };
            Some((first, format!("<ROW><ENT I=\"22\"> </ENT><ENT>{last}</ENT></ROW>")))
        })
    }),
    ("a page break in a row", |rule, random| {
        at(rule, random, "<ROW><ENT I=\"22\">", |found, _| found.replace("<ROW>", "<ROW><PRTPAGE P=\"27002\"/>"))
    }),
    ("a page break between rows", |rule, random| {
        at(rule, random, "</ROW>", |found, _| format!("{found}<PRTPAGE P=\"27002\"/>"))
    }),
    ("a page break with its number in a cell", |rule, random| {
        inside(rule, random, "ENT", |text, random| {
            between_words(text, random, " <PRTPAGE P=\"27002\">27002</PRTPAGE> ")
        })
    }),
    ("a page break in an order", |rule, random| {
        inside(rule, random, "AMDPAR", |text, random| {
            text.contains("Under ").then(|| between_words(text, random, " <PRTPAGE P=\"27002\"/>"))?
        })
    }),
    ("a comment in a word", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, random| in_word(text, random, "<!-- ? -->"))
    }),
    ("an instruction of the typesetter in a word", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, random| in_word(text, random, "<?bk 3?>"))
    }),
    ("a soft hyphen in a word", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, random| in_word(text, random, "\u{ad}"))
    }),
    ("a blank without width in a word", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, random| in_word(text, random, "\u{200b}"))
    }),
    ("a blank that does not break", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, random| between_words(text, random, "\u{a0}"))
    }),
    ("two blanks and a line feed", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, random| between_words(text, random, " \n "))
    }),
    ("blanks inside the borders of an element", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, random| {
            dressed(text, random, ["<E T=\"03\"> ", " </E>", ""])
        })
    }),
    ("a blank inside the end of an element", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, random| {
            dressed(text, random, [" <E T=\"04\">", " </E>", ""])
        })
    }),
    ("an element around a part of a word", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, random| {
            let odd = in_word(text, random, "<E T=\"04\">")?;
            let (before, after) = odd.split_once("<E T=\"04\">")?;
            let (first, rest) = after.split_at(after.chars().next()?.len_utf8());
            Some(format!("{before}<E T=\"04\">{first}</E>{rest}"))
        })
    }),
    ("an element that nobody knows around words", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, random| {
            dressed(text, random, [" <XYZ>", "</XYZ>", " "])
        })
    }),
    ("text as it is, without escapes", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, _| {
            (!text.contains('<')).then(|| format!("<![CDATA[{}]]>", text.replace("&amp;", "&")))
        })
    }),
    ("an ampersand escaped twice", |rule, random| at(rule, random, "&amp;", |_, _| "&amp;amp;".to_owned())),
    ("quotation marks escaped twice", |rule, _| Some(rule.replace('“', "&amp;#8220;").replace('”', "&amp;rdquo;"))),
    ("blanks escaped twice", |rule, random| {
        inside(rule, random, "ENT", |text, random| between_words(text, random, "&amp;nbsp;"))
    }),
    ("a note of the editors in a cell", |rule, random| {
        inside(rule, random, "ENT", |text, _| {
            (text.len() > 9).then(|| format!("{text}<EDNOTE><P>Editorial Note: see the printed page.</P></EDNOTE>"))
        })
    }),
    // Stars part an entry from an address below them: whose address it is cannot be told.
    ("stars between all entries", |rule, _| {
        let starred =
            |row: String| if is_continuation(&row) || !row.starts_with("<ROW") { row } else { format!("{STARS}{row}") };
        Some(split(rule, "<ROW", "</ROW>").into_iter().map(starred).collect())
    }),
    ("stars behind all entries", |rule, _| {
        let mut rows = split(rule, "<ROW", "</ROW>").into_iter().peekable();
        let mut out = String::new();
        while let Some(row) = rows.next() {
            out.push_str(&row);
            if is_entry(&row) && !rows.peek().is_some_and(|next| is_continuation(next)) {
                out.push_str(STARS);
            }
        }
        Some(out)
    }),
    ("no stars at all", |rule, _| {
        let rows = split(rule, "<ROW", "</ROW>");
        let stars =
            |piece: &String| piece.starts_with("<ROW") && piece.contains("*  ") && piece.matches("<ENT").count() == 1;
        Some(rows.into_iter().filter(|piece| !stars(piece)).collect())
    }),
    ("blank rows", |rule, random| {
        let blank = *random.choose(&[
            "<ROW/>",
            "<ROW><ENT I=\"22\"> </ENT></ROW>",
            "<ROW><ENT/><ENT/><ENT/><ENT/><ENT/></ROW>",
        ]);
        Some(rule.replace("</ROW>", &format!("</ROW>{blank}")))
    }),
    ("a country in front of each of its rows", |rule, _| {
        each_entry(rule, |row, country| Some(format!("<ROW><ENT I=\"01\">{country}</ENT></ROW>{row}")))
    }),
    ("a country in each of its rows", |rule, _| {
        each_entry(rule, |row, country| {
            Some(row.replacen("<ENT I=\"22\"> </ENT>", &format!("<ENT I=\"01\">{country}</ENT>"), 1))
        })
    }),
    ("a country that is continued", |rule, random| {
        let form = *random.choose(&["—Continued", " (continued)", "—Con."]);
        let mut above = String::new();
        each_entry(rule, |row, country| {
            let goes_on = above == country;
            country.clone_into(&mut above);
            Some(if goes_on { format!("<ROW><ENT I=\"01\">{country}{form}</ENT></ROW>{row}") } else { row.to_owned() })
        })
    }),
    ("a country in the column of the entities", |rule, random| {
        at(rule, random, "<ROW><ENT I=\"01\">", |_, _| "<ROW><ENT I=\"22\"> </ENT><ENT>".to_owned())
            .map(|rule| drop_inline_stars(&rule))
    }),
    ("countries in small letters", |rule, _| {
        Some(
            rule.replace("<ENT I=\"01\">CANADA", "<ENT I=\"01\">Canada")
                .replace("<ENT I=\"01\">RUSSIA", "<ENT I=\"01\">Russia")
                .replace("<ENT I=\"01\">CHINA, PEOPLE'S REPUBLIC OF", "<ENT I=\"01\">China, People’s Republic of"),
        )
    }),
    ("countries one after the other in another order", |rule, random| {
        let (head, body, tail) = table(rule)?;
        let mut blocks: Vec<_> = body.split("<ROW><ENT I=\"01\">").map(str::to_owned).collect();
        let first = blocks.remove(0);
        let turn = random.below(blocks.len().max(1));
        blocks.rotate_left(turn);
        let blocks: String = blocks.iter().map(|block| format!("<ROW><ENT I=\"01\">{block}")).collect();
        Some(format!("{head}{first}{blocks}{tail}"))
    }),
    ("rows of a country in another order", |rule, _| {
        let mut pieces = split(rule, "<ROW", "</ROW>");
        let entry = |piece: &String| is_entry(piece);
        let places: Vec<_> =
            (0..pieces.len().saturating_sub(1)).filter(|at| entry(&pieces[*at]) && entry(&pieces[at + 1])).collect();
        let continued = |at: usize| pieces.get(at + 2).is_some_and(|next| is_continuation(next));
        let at = *places.iter().find(|at| !continued(**at))?;
        pieces.swap(at, at + 1);
        Some(pieces.concat())
    }),
    ("the head again in the table", |rule, random| {
        let head = split(rule, "<ROW", "</ROW>")
            .into_iter()
            .find(|row| row.starts_with("<ROW") && row.contains(">Country<"))?;
        at(rule, random, "<ROW><ENT I=\"22\">", |found, _| format!("{head}{found}"))
    }),
    ("no box head", |rule, _| cut(rule, "<BOXHD>", "</BOXHD>")),
    ("the head in the box head only", |rule, _| {
        let rule = rule.replacen("<CHED H=\"1\"> ", "<CHED H=\"1\">Country", 1);
        let rule = rule.replacen("<CHED H=\"1\"> ", "<CHED H=\"1\">Entity", 1);
        let rule = rule.replacen("<CHED H=\"1\"> ", "<CHED H=\"1\">License requirement", 1);
        let rule = rule.replacen("<CHED H=\"1\"> ", "<CHED H=\"1\">License review policy", 1);
        let rule = rule.replacen("<CHED H=\"1\"> ", "<CHED H=\"1\">Federal Register citation", 1);
        Some(split(&rule, "<ROW", "</ROW>").into_iter().filter(|row| !row.contains(">Country</ENT>")).collect())
    }),
    ("no number of columns", |rule, _| Some(rule.replacen("<GPOTABLE COLS=\"5\"", "<GPOTABLE", 1))),
    ("a table in two parts", |rule, random| {
        at(rule, random, "<ROW><ENT I=\"22\"> </ENT><ENT>", |found, _| {
            format!("</GPOTABLE><PRTPAGE P=\"27002\"/><GPOTABLE COLS=\"5\">{found}")
        })
    }),
    ("a table in two parts, its heading repeated", |rule, random| {
        at(rule, random, "<ROW><ENT I=\"01\">", |found, _| {
            format!(
                "</GPOTABLE><HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List—Continued</HD><GPOTABLE COLS=\"5\">{found}"
            )
        })
    }),
    ("other marks of the first cell", |rule, random| {
        let mark = *random.choose(&["01", "03", "11", "13", "21", "25", "28", "50"]);
        Some(rule.replace("<ENT I=\"22\"> </ENT><ENT>", &format!("<ENT I=\"{mark}\"> </ENT><ENT>")))
    }),
    ("a first cell with nothing in it", |rule, _| Some(rule.replace("<ENT I=\"22\"> </ENT>", "<ENT I=\"22\"/>"))),
    ("a first cell with a wide blank", |rule, _| {
        Some(rule.replace("<ENT I=\"22\"> </ENT>", "<ENT I=\"22\">\u{2003}</ENT>"))
    }),
    ("a blank cell at the end of a row", |rule, random| {
        on_entry(rule, random, |row, _| Some(row.replace("</ROW>", "<ENT> </ENT></ROW>")))
    }),
    ("a stub that spans", |rule, random| {
        at(rule, random, "<ROW><ENT I=\"01\">", |_, _| "<ROW EXPSTB=\"04\"><ENT I=\"01\">".to_owned())
            .map(|rule| drop_inline_stars(&rule))
    }),
    ("orders outside of a REGTEXT", |rule, _| {
        let (before, rest) = rule.split_once("<REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2.")?;
        let (orders, after) = rest.split_once("<HD SOURCE=\"HD1\">")?;
        Some(format!("{before}<AMDPAR>2.{orders}<REGTEXT TITLE=\"15\" PART=\"744\"><HD SOURCE=\"HD1\">{after}"))
    }),
    ("a REGTEXT for each order", |rule, _| {
        Some(rule.replace("</AMDPAR><AMDPAR>", "</AMDPAR></REGTEXT><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>"))
    }),
    ("a table in an extract", |rule, random| {
        let around = *random.choose(&["EXTRACT", "APPENDIX", "P", "DIV"]);
        let rule = rule.replacen("<GPOTABLE", &format!("<{around}><GPOTABLE"), 1);
        Some(rule.replacen("</GPOTABLE>", &format!("</GPOTABLE></{around}>"), 1))
    }),
    ("straight quotation marks", |rule, _| Some(rule.replace(['“', '”'], "\""))),
    ("DATES by another name", |rule, _| Some(rule.replace("EFFDATE>", "DATES>"))),
    ("a table without a heading", |rule, _| cut(rule, "<HD SOURCE=\"HD1\">Supplement", "</HD>")),
    ("countries by another name in orders", |rule, _| {
        let rule =
            rule.replace("Under RUSSIA,", "Under the Russian Federation,").replace("Under TURKEY,", "Under Türkiye,");
        Some(rule.replace("Under CHINA, PEOPLE'S REPUBLIC OF,", "Under China,"))
    }),
    ("lines of a cell without their element", |rule, _| {
        let (head, body, tail) = table(rule)?;
        let (above, rows) = body.split_once("</ROW>")?;
        Some(format!("{head}{above}</ROW>{}{tail}", rows.replace("<LI>", "<br/>").replace("</LI>", "")))
    }),
    ("a rule in pretty print", |rule, _| {
        let rule = rule.replace("<ROW", "\n            <ROW").replace("<ENT", "\n                <ENT");
        Some(rule.replace("<LI>", "\n                    <LI>").replace("</ROW>", "\n            </ROW>"))
    }),
    ("an element that nobody knows around a row", |rule, random| {
        on_entry(rule, random, |row, _| Some(format!("<XYZ>{row}</XYZ>")))
    }),
    ("an element that nobody knows around cells", |rule, random| {
        on_entry(rule, random, |row, _| Some(row.replacen("<ENT>", "<XYZ><ENT>", 1).replace("</ROW>", "</XYZ></ROW>")))
    }),
    ("an element that nobody knows around orders", |rule, _| {
        Some(rule.replace("<AMDPAR>", "<XYZ><AMDPAR>").replace("</AMDPAR>", "</AMDPAR></XYZ>"))
    }),
    ("an element that nobody knows around a REGTEXT", |rule, _| {
        Some(rule.replace("<REGTEXT", "<XYZ><REGTEXT").replace("</REGTEXT>", "</REGTEXT></XYZ>"))
    }),
    ("aliases in a row of their own", |rule, random| {
        in_entity(rule, random, |cell, _| {
            let (first, rest) = cell.split_once("<LI>—")?;
            let rest = rest.strip_suffix("</ENT>")?;
            Some((format!("{first}</ENT>"), format!("<ROW><ENT I=\"22\"> </ENT><ENT><LI>—{rest}</ENT></ROW>")))
        })
    }),
    ("each line of an entity in a row of its own", |rule, random| {
        in_entity(rule, random, |cell, _| {
            let mut lines = cell.split("<LI>");
            let first = lines.next()?.to_owned();
            let below: String = lines
                .map(|line| line.trim_end_matches("</ENT>").trim_end_matches("</LI>"))
                .map(|line| format!("<ROW><ENT I=\"22\"> </ENT><ENT>{line}</ENT></ROW>"))
                .collect();
            (!below.is_empty()).then(|| (format!("{first}</ENT>"), below))
        })
    }),
    ("a REGTEXT that says no part", |rule, _| Some(rule.replace(" PART=\"744\"", ""))),
    ("a REGTEXT that says no title", |rule, _| Some(rule.replace("TITLE=\"15\" ", ""))),
    ("a square in front of orders", |rule, _| Some(rule.replace("<AMDPAR>", "<AMDPAR>■ "))),
    ("names in italics", |rule, _| Some(rule.replace('“', "“<E T=\"03\">").replace('”', "</E>”"))),
    ("marks in italics", |rule, _| Some(rule.replace('“', "<E T=\"03\">“</E>").replace('”', "<E T=\"03\">”</E>"))),
    ("countries in bold", |rule, _| {
        Some(
            rule.replace("Under CANADA,", "Under <E T=\"04\">CANADA</E>,")
                .replace("<ENT I=\"01\">FRANCE", "<ENT I=\"01\"><E T=\"04\">FRANCE</E>"),
        )
    }),
    ("a country with a colon", |rule, _| Some(rule.replace("<ENT I=\"01\">FRANCE", "<ENT I=\"01\">FRANCE:"))),
    ("footnotes as another element", |rule, _| {
        Some(rule.replace("<SU>3</SU>", "<E T=\"51\">3</E>").replace("<SU>4</SU>", "<E T=\"51\">4</E>"))
    }),
    ("footnotes with a reference", |rule, _| Some(rule.replace("<SU>3</SU>", "<SU>3</SU><FTREF/>"))),
    ("a page break in a footnote", |rule, random| {
        at(rule, random, "<SU>3</SU>", |_, _| "<SU>3<PRTPAGE P=\"27002\"/></SU>".to_owned())
    }),
    ("notes of the editors behind the table", |rule, _| {
        Some(rule.replacen(
            "</REGTEXT></SUPLINF>",
            "</REGTEXT><EDNOTE><P>Editorial Note: of the printing office.</P></EDNOTE></SUPLINF>",
            1,
        ))
    }),
    ("lines of a cell as paragraphs", |rule, random| {
        let element = *random.choose(&["P", "FP", "FP1"]);
        let (head, body, tail) = table(rule)?;
        let (above, rows) = body.split_once("License<LI>review policy</LI></ENT>")?;
        let rows = rows.replace("<LI>", &format!("<{element}>")).replace("</LI>", &format!("</{element}>"));
        Some(format!("{head}{above}License<LI>review policy</LI></ENT>{rows}{tail}"))
    }),
    ("an empty line in a cell", |rule, random| at(rule, random, "<LI>—", |_, _| "<LI> </LI><LI>—".to_owned())),
    ("other dashes in front of aliases", |rule, random| {
        let dash = *random.choose(&["<LI>–", "<LI>-", "<LI>—\u{2009}", "<LI>&#8212;"]);
        Some(rule.replace("<LI>—", dash))
    }),
    ("blanks of another width", |rule, random| {
        let blank = *random.choose(&["\u{2002}", "\u{2007}", "\u{2009}", "\u{202f}", "&#160;"]);
        inside(rule, random, any_element(random.clone()), |text, random| between_words(text, random, blank))
    }),
    ("a mark of direction in a word", |rule, random| {
        inside(rule, random, any_element(random.clone()), |text, random| in_word(text, random, "\u{200e}"))
    }),
    ("a footnote in front of its comma", |rule, _| Some(rule.replace(",<SU>3</SU>", "<SU>3</SU>,"))),
    ("a comma in a footnote", |rule, _| Some(rule.replace(",<SU>3</SU>", "<SU>,3</SU>"))),
    ("sections as entities", |rule, random| {
        let section = *random.choose(&["&#167;", "&#xA7;", "&amp;sect;", "&amp;#167;"]);
        Some(rule.replace('§', section))
    }),
    ("a date behind the placeholder", |rule, _| {
        Some(rule.replace("[INSERT FR PAGE NUMBER AND 5/3/2023]", "[INSERT FR PAGE NUMBER], 5/3/2023"))
    }),
    ("a placeholder in small letters", |rule, _| {
        Some(rule.replace("INSERT FR PAGE NUMBER AND", "insert FR page number and"))
    }),
    ("stars in each column", |rule, _| {
        let stars = "<ENT>* * *</ENT>".repeat(5);
        let rows = split(rule, "<ROW", "</ROW>").into_iter();
        let in_all = |row: String| if row.contains("I=\"28\">*") { format!("<ROW>{stars}</ROW>") } else { row };
        Some(rows.map(in_all).collect())
    }),
    ("a policy with a stop", |rule, random| {
        at(rule, random, "Presumption of denial</ENT>", |_, _| "Presumption of denial.</ENT>".to_owned())
    }),
];
