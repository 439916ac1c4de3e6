//! Files of parties as people have them: every row is screened, or says why it was not.

use rust_xlsxwriter::{Formula, Workbook};
use serde_json::Value;

use crate::support::Desk;

/// The result of a file.
fn screened(desk: &Desk, name: &str, bytes: &[u8], flags: &[&str]) -> Value {
    let path = desk.file(name, bytes);
    desk.json(&[&["screen", &path, "--as-of", "2023-06-30", "--no-store"], flags].concat())
}

/// Each row: its id, its name, and the entries that it may match, or why it was not screened.
fn told(screened: &Value) -> Vec<String> {
    let counts = &screened["counts"];
    let number = |key: &str| counts[key].as_u64().unwrap();
    assert_eq!(number("rows"), number("screened") + number("skipped"));
    assert_eq!(number("screened"), number("with_hits") + number("without_hits"));
    let results = screened["results"].as_array().unwrap();
    assert_eq!(number("rows"), results.len() as u64);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let result = |result: &Value| {
        let hits = result["hits"].as_array().unwrap().iter().map(|hit| text(&hit["entry"]["name"]));
        let what = match result.get("skipped") {
            Some(why) => format!("skipped: {}", text(why)),
            None => hits.collect::<Vec<_>>().join(" + "),
        };
        format!("{} | {} | {what}", text(&result["party"]["id"]), text(&result["party"]["name"]))
    };
    results.iter().map(result).collect()
}

const MATCH: &str = "Coldridge Lithography Co., Ltd.";

#[test]
fn encodings_and_delimiters_are_seen() {
    let desk = Desk::with_list();
    let utf_16 = |text: &str, mark: bool, big: bool| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        let marked = if big { [0xFE, 0xFF] } else { [0xFF, 0xFE] };
        marked.into_iter().filter(|_| mark).chain(units).collect()
    };
    let table = "Nr;Firma;Straße\r\n7;Coldridge Lithography;\r\n8;Bäckerei Grün;\r\n";
    let windows_1252: Vec<u8> = table.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for (what, encoding, bytes) in [
        ("UTF-8", "UTF-8", table.as_bytes().to_vec()),
        ("UTF-8 with a mark", "UTF-8", format!("\u{FEFF}{table}").into_bytes()),
        ("UTF-16 LE with a mark", "UTF-16LE", utf_16(table, true, false)),
        ("UTF-16 BE with a mark", "UTF-16BE", utf_16(table, true, true)),
        ("UTF-16 LE without", "UTF-16LE", utf_16(table, false, false)),
        ("UTF-16 BE without", "UTF-16BE", utf_16(table, false, true)),
        ("Windows-1252", "windows-1252", windows_1252),
        ("tabs", "UTF-8", table.replace(';', "\t").into_bytes()),
        ("commas", "UTF-8", table.replace(';', ",").into_bytes()),
        ("bars", "UTF-8", table.replace(';', "|").into_bytes()),
        ("returns", "UTF-8", table.replace("\r\n", "\r").into_bytes()),
        ("ends of all kinds", "UTF-8", format!("\r{}", table.replacen("\r\n", "\r", 1)).into_bytes()),
        ("a line for Excel", "UTF-8", format!("sep=;\r\n{table}").into_bytes()),
        ("quotation marks", "UTF-8", table.replace("Bäckerei Grün", "\"Bäckerei Grün\"").into_bytes()),
    ] {
        let screened = screened(&desk, "parties.csv", &bytes, &[]);
        assert_eq!(
            told(&screened),
            [format!("7 | Coldridge Lithography | {MATCH}"), "8 | Bäckerei Grün | ".to_owned()],
            "{what}"
        );
        assert_eq!(screened["input"]["encoding"], encoding, "{what}");
    }
}

#[test]
fn what_is_assumed_of_a_file_is_told() {
    let desk = Desk::with_list();
    let utf_16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let chinese = "编号,名称\n1,上海玻璃制造有限公司\n2,杭州数字技术股份有限公司\n";
    for (what, bytes, name, note) in [
        ("little end first", utf_16(chinese, u16::to_le_bytes), "上海玻璃制造有限公司", ""),
        ("big end first", utf_16(chinese, u16::to_be_bytes), "上海玻璃制造有限公司", ""),
        (
            "no UTF-8",
            b"id,name\n1,Caf\xE9\n".to_vec(),
            "Café",
            "read as Windows-1252, which nothing in the file says: ",
        ),
        (
            "some UTF-8",
            b"id,name\n1,Caf\xE9\n2,\xD6l\n3,Gr\xC3\xBCn\n".to_vec(),
            "Café",
            "some of its letters are UTF-8 and read wrongly",
        ),
        ("one column", b"name\nAster, Ltd.\nBrick\n".to_vec(), "Aster, Ltd.", "each line was read as one cell"),
        ("only a header", b"id,name\n".to_vec(), "", "no rows below it"),
    ] {
        let screened = screened(&desk, "parties.csv", &bytes, &[]);
        let first = screened["results"].as_array().unwrap().first();
        assert_eq!(first.map_or("", |first| first["party"]["name"].as_str().unwrap()), name, "{what}");
        let notes = screened["notes"].to_string();
        assert!(if note.is_empty() { notes == "[]" } else { notes.contains(note) }, "{what}: {notes}");
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_is_read_once() {
    let desk = Desk::with_list();
    for path in ["-", "/dev/stdin"] {
        let mut program = desk.program();
        program.args(["screen", path, "--as-of", "2023-06-30", "--no-store", "--format", "json"]);
        let output = program.write_stdin("id;name\n1;Coldridge Litho\n").output().unwrap();
        let screened: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(told(&screened), [format!("1 | Coldridge Litho | {MATCH}")], "{path}");
    }
    let folder = desk.path("").to_str().unwrap().to_owned();
    desk.refuses(&["screen", &folder], &["that is a folder"]);
}

#[test]
fn an_encoding_that_cannot_be_told_is_asked_for() {
    let desk = Desk::with_list();
    // 客户,名称 and a name, in GBK.
    let gbk = b"id,name\n1,Aster\n2,\xBF\xCD\xBB\xA7\xC3\xFB\xB3\xC6\xBF\xCD\xBB\xA7\n";
    let path = desk.file("gbk.csv", gbk);
    desk.refuses(&["screen", &path], &["gbk.csv", "line 3", "--encoding"]);
    let screened = screened(&desk, "gbk.csv", gbk, &["--encoding", "gbk"]);
    assert_eq!(told(&screened), ["1 | Aster | ", "2 | 客户名称客户 | "]);
}

#[test]
fn rows_that_cannot_be_screened_are_there_with_the_reason() {
    let desk = Desk::with_list();
    let long = "x".repeat(10 << 20);
    let rows = [
        b"id,name,address".to_vec(),
        b"1,Coldridge Litho,".to_vec(),
        b"2,---,".to_vec(),
        b"3,,somewhere".to_vec(),
        format!("4,{long},").into_bytes(),
        b"5,Caf\xE9,".to_vec(),
        b"6,Aster, Ltd.,1 Dock Road".to_vec(),
        b"".to_vec(),
        b",,".to_vec(),
        b"7,\"Two".to_vec(),
        b"lines Ltd.\",\"1 Dock Road\"".to_vec(),
        b"8,\"never closed,".to_vec(),
        "9,Grün & Söhne,".as_bytes().to_vec(),
        b"9,Aster".to_vec(),
        b"10,5\" Pipes Ltd,".to_vec(),
        b"11,\xE2\x80\x94,".to_vec(),
        b"12,As\0ter,".to_vec(),
    ];
    let screened = screened(&desk, "parties.csv", &rows.join(&b'\n'), &[]);
    let expected = [
        format!("1 | Coldridge Litho | {MATCH}"),
        "2 | --- | skipped: line 3: the name “---” has no letter or digit".to_owned(),
        "3 |  | skipped: line 4: there is no name".to_owned(),
        format!("row 5 |  | skipped: line 5: the line has {} bytes; a row of more than 1 MiB is no party", long.len() + 3),
        "row 6 |  | skipped: line 6: byte 6 of the row is no UTF-8; save the file as UTF-8, or say its --encoding".to_owned(),
        "6 | Aster | skipped: line 7: the row has 4 cells, and the header 3: a text with the delimiter in it must stand in \
         quotation marks"
            .to_owned(),
        "7 | Two, lines Ltd. | ".to_owned(),
        "row 12 |  | skipped: line 12: a quotation mark that opens in this line is not closed where the row ends; lines \
         after it are read by themselves"
            .to_owned(),
        "9 | Grün & Söhne | ".to_owned(),
        "9 | Aster | ".to_owned(),
        "10 | 5\" Pipes Ltd | ".to_owned(),
        "11 | — | skipped: line 16: the name “—” has no letter or digit".to_owned(),
        "row 17 |  | skipped: line 17: byte 6 of the row is zero, which no text has: characters may be lost".to_owned(),
    ];
    assert_eq!(told(&screened), expected);
    let notes: Vec<_> =
        screened["results"].as_array().unwrap().iter().filter_map(|result| result.get("notes")).collect();
    let expected = serde_json::json!([["only 2 of 3 cells are there", "the id stands in row 13 too"]]);
    assert_eq!(serde_json::json!(notes), expected);
    assert_eq!(screened["counts"]["duplicate_ids"], 1);
}

#[test]
fn objects_are_read_line_by_line() {
    let desk = Desk::with_list();
    let lines = r#"{"customer_id":7,"company":"Coldridge Litho","address":{"street":"1 Dock Road","city":"Hull"}}
{"id":"8","names":"x"}

[1]
{"id":"9","name":"Aster","aliases":["Wong Kai Ming","…"]}
{"id":"10","name":
{"id":"11","name":["Brightwave Comms","Aster"],"country":null}
{"id":"12","name":"Aster","name":"Coldridge Litho"}
{"id":"13","schema":"Company","properties":{"name":["Aster","Coldridge Litho"],"country":["cn"]}}
{"id":"14","name":{"last":"Wong","first":"Kai Ming"}}
{"id":"15","name":{"en":"Coldridge Litho","short":"CL"}}
{"party":{"id":"16","name":"Coldridge Litho","address":{"city":"Hull"}}}
"#;
    let screened = screened(&desk, "parties.ndjson", lines.as_bytes(), &[]);
    let told = told(&screened);
    let begins = [
        "7 | Coldridge Litho | Coldridge Lithography Co., Ltd.",
        "8 |  | skipped: line 2: name: there is no name; the keys of the object are “id”, “names”",
        "row 4 |  | skipped: line 4: this is no JSON object",
        "9 | Aster | Wong Kai Ming",
        "row 6 |  | skipped: line 6: this is no JSON object: EOF",
        "11 | Brightwave Comms | Brightwave Communications Co., Ltd.",
        "12 | Aster | Coldridge Lithography Co., Ltd.",
        "13 | Aster | Coldridge Lithography Co., Ltd.",
        "14 | Kai Ming Wong | Wong Kai Ming",
        "15 | Coldridge Litho | Coldridge Lithography Co., Ltd.",
        "16 | Coldridge Litho | Coldridge Lithography Co., Ltd.",
    ];
    assert_eq!(told.len(), begins.len(), "{told:?}");
    for (told, begin) in told.iter().zip(begins) {
        assert!(told.starts_with(begin), "{told}");
    }
    assert_eq!(screened["results"][0]["party"]["addresses"], serde_json::json!(["Hull, 1 Dock Road"]));
}

#[test]
fn a_workbook_is_read_with_the_values_of_its_formulas() {
    let desk = Desk::with_list();
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Cover").unwrap();
    let sheet = book.add_worksheet().set_name("Kunden").unwrap();
    for (column, header) in ["Kundennr.", "Firma", "Land"].into_iter().enumerate() {
        sheet.write_string(2, u16::try_from(column).unwrap(), header).unwrap();
    }
    sheet.write_number(3, 0, 4711.0).unwrap();
    sheet.write_formula(3, 1, Formula::new("=A1&\"x\"").set_result("Coldridge Litho")).unwrap();
    sheet.write_string(5, 1, "Aster KG").unwrap();
    sheet.write_string(5, 2, "DE").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let screened = screened(&desk, "kunden.xlsx", &bytes, &[]);
    assert_eq!(told(&screened), [format!("4711 | Coldridge Litho | {MATCH}"), "row 6 | Aster KG | ".to_owned()]);
    assert_eq!(screened["input"]["kind"], "workbook");
    assert_eq!(screened["notes"], serde_json::json!(["sheet “Kunden” was read, and not “Cover”"]));
    let path = desk.file("kunden.xlsx", bytes);
    desk.refuses(&["screen", &path, "--sheet", "Liste"], &["there is no sheet “Liste”", "Kunden"]);
}

#[test]
fn of_a_workbook_hidden_sheets_are_read_last_and_days_as_days() {
    let desk = Desk::with_list();
    let mut book = Workbook::new();
    let hidden = book.add_worksheet().set_name("Old").unwrap();
    hidden.write_row(0, 0, ["name", "x"]).unwrap();
    hidden.write_row(1, 0, ["Aster", "x"]).unwrap();
    hidden.set_hidden(true);
    let sheet = book.add_worksheet().set_name("New").unwrap();
    sheet.set_active(true);
    sheet.write_row(0, 0, ["id", "name"]).unwrap();
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2021, 2, 3).unwrap();
    sheet.write_datetime_with_format(1, 0, &day, &rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    sheet.write_string(1, 1, "Coldridge Litho").unwrap();
    let screened = screened(&desk, "parties.csv", &book.save_to_buffer().unwrap(), &[]);
    assert_eq!(told(&screened), [format!("2021-02-03 | Coldridge Litho | {MATCH}")]);
    assert_eq!(screened["notes"], serde_json::json!(["sheet “New” was read, and not “Old”"]));
}

#[test]
fn a_workbook_that_would_fill_the_memory_is_refused() {
    let desk = Desk::with_list();
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "name").unwrap();
    let mut bytes = book.save_to_buffer().unwrap();
    // Its directory says that a part has 3 GiB.
    let at = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[at + 24..at + 28].copy_from_slice(&(3_u32 << 30).to_le_bytes());
    let path = desk.file("bomb.xlsx", bytes);
    desk.refuses(&["screen", &path], &["bomb.xlsx", "would unpack to 32212", "save its sheet as CSV"]);
    // Two cells, and seventeen thousand million between them.
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "name").unwrap();
    sheet.write_string(1_048_575, 16_383, "x").unwrap();
    let path = desk.file("far.xlsx", book.save_to_buffer().unwrap());
    desk.refuses(
        &["screen", &path],
        &["far.xlsx", "goes up to row 1048576 and column 16384", "delete what stands far"],
    );
}

#[test]
fn what_is_no_file_of_parties_is_told() {
    let desk = Desk::with_list();
    for (name, bytes, words) in [
        ("empty.csv", b"".as_slice(), "the file is empty"),
        ("headless.csv", b"1,Aster\n2,Brick\n", "no column is called as a name; the header (line 1) is “1”, “Aster”"),
        ("twice.csv", b"name,id,name\n", "columns 1 and 3 of the header (line 1) are both called “name”"),
        ("blank.csv", b"\n\n", "there is no header"),
        ("array.json", b"[{\"name\":\"Aster\"}]", "write one object a line"),
        ("parties.parquet", b"PAR1\0\0", "Parquet is not read"),
        ("parties.gz", b"\x1F\x8B\x08\0", "unpack it first, or pipe it: `gzip -dc FILE | earwatch screen -`"),
        ("parties.zst", b"\x28\xB5\x2F\xFD\0", "compressed"),
        ("parties.zip", b"PK\x03\x04parties.csv", "an archive (ZIP) is to be unpacked first"),
        ("parties.db", b"SQLite format 3\0", "this is a database"),
        ("binary.csv", b"name\n\0\x01\x02\n", "line 2 holds bytes of zero"),
        ("broken.xlsx", b"PK\x03\x04nothing", "the workbook cannot be read"),
    ] {
        let path = desk.file(name, bytes);
        desk.refuses(&["screen", &path, "--as-of", "2023-06-30", "--no-store"], &[name, words]);
    }
    let absent = desk.path("absent.csv");
    desk.refuses(&["screen", absent.to_str().unwrap()], &["absent.csv", "cannot read"]);
    let path = desk.file("people.csv", "first name,last name\nKai Ming,Wong\n");
    let people = desk.json(&[
        "screen", &path, "--as-of", "2023-06-30", "--no-store", "--column", "name=first name", "--column",
        "name=last name",
    ]);
    assert_eq!(told(&people), ["row 2 | Kai Ming Wong | Wong Kai Ming + Wong Kai Ming"]);
    let path = desk.file("other.csv", "a,b\nx,Coldridge Litho\n");
    let screened = desk.json(&["screen", &path, "--as-of", "2023-06-30", "--no-store", "--column", "name=b"]);
    assert_eq!(told(&screened), [format!("row 2 | Coldridge Litho | {MATCH}")]);
    assert_eq!(screened["input"]["unread"], serde_json::json!(["“a”"]));
}
