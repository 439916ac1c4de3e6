//! Screening in the browser: what goes in, what comes out, and that nothing of it stays.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::support::Desk;
use crate::support::served::{Answer, Served};
use crate::support::zipped::{Member, zip};

const DAY: &str = "2023-06-30";
const PARTIES: &str = "id,name,country,address\nA1,Coldridge Lithography,CN,\nA2,Quite Another Ltd.,HK,\"Harbour Gate, 41-47 Marble Rd, Wan Chai, Hong Kong\"\nA3,Nobody At All,DE,\nA4,?,DE,\n";

/// A browser with the form of the page open.
struct Officer<'a> {
    served: &'a Served,
    cookie: String,
    token: String,
}

const BOUNDARY: &str = "----earwatch-test";

/// A part of a form: a text, or a file with its name.
fn part(name: &str, file: Option<&str>, bytes: &[u8]) -> Vec<u8> {
    let file = file
        .map_or_else(String::new, |file| format!("; filename=\"{file}\"\r\nContent-Type: application/octet-stream"));
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

fn form(parts: &[Vec<u8>]) -> Vec<u8> {
    [parts.concat(), format!("--{BOUNDARY}--\r\n").into_bytes()].concat()
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).unwrap()
}

impl<'a> Officer<'a> {
    fn of(served: &'a Served) -> Self {
        let page = served.get("/screening.html");
        let cookie = page.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        let page = text(&page);
        let (_, token) = page.split_once("name=\"form_token\" value=\"").unwrap();
        Self { served, cookie, token: token.split('"').next().unwrap().to_owned() }
    }

    fn posts(&self, path: &str, kind: &str, body: &[u8]) -> Answer {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.cookie,
            body.len()
        );
        self.served.sends(&[head.as_bytes(), body].concat())
    }

    /// Sends the form with these parts, and its token.
    fn sends(&self, parts: &[Vec<u8>]) -> Answer {
        let token = part("form_token", None, self.token.as_bytes());
        let body = form(&[&[token], parts].concat());
        self.posts("/screening.html", &format!("multipart/form-data; boundary={BOUNDARY}"), &body)
    }

    /// The address of a screening that was begun, at its end.
    fn screens(&self, parts: &[Vec<u8>]) -> String {
        let answer = self.sends(parts);
        assert_eq!(answer.status, 303, "{answer:?}");
        let address = answer.header("location").to_owned();
        self.waits(&address);
        address
    }

    fn waits(&self, address: &str) -> Value {
        self.sees(address, |progress| !["waiting", "running"].contains(&progress["state"].as_str().unwrap()))
    }

    /// The progress of a screening as soon as it is as far as that.
    fn sees(&self, address: &str, is_there: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let progress = self.served.json(&format!("{address}/progress.json"));
            if is_there(&progress) {
                return progress;
            }
            assert!(begun.elapsed() < Duration::from_secs(120), "{progress}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        self.screens(&[part("file", Some(name), bytes), part("as_of", None, DAY.as_bytes())])
    }

    fn clicks(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("form_token", &self.token).extend_pairs(fields);
        self.posts(path, "application/x-www-form-urlencoded", form.finish().as_bytes())
    }

    fn page(&self, address: &str) -> String {
        let answer = self.served.get(address);
        assert_eq!(answer.status, 200, "{answer:?}");
        text(&answer)
    }
}

#[test]
fn a_file_gives_what_the_command_gives_in_every_form() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let officer = Officer::of(&served);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(["id|name|country", "A1|Coldridge Lithography|CN", "A3|Nobody At All|DE"]) {
        for (column, cell) in (0..).zip(line.split('|')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let ndjson = "{\"id\": \"A1\", \"name\": \"Coldridge Lithography\"}\n{\"name\": \"Nobody At All\"}\n";
    for (name, bytes) in [
        ("parties.csv", PARTIES.as_bytes().to_vec()),
        ("parties.ndjson", ndjson.into()),
        ("parties.xlsx", book.save_to_buffer().unwrap()),
    ] {
        let path = desk.file(name, &bytes);
        let address = officer.file(name, &bytes);
        let page = officer.page(&address);
        assert!(page.contains("Coldridge Lithography Co., Ltd.") && page.contains("otential match, review"), "{page}");
        assert!(page.contains(&format!("lists as of {DAY}")) && page.contains("trong match by name"), "{page}");
        let printed = |format: &str| desk.done(&["screen", &path, "--as-of", DAY, "--no-store", "--format", format]);
        let json: Value = serde_json::from_str(&printed("json")).unwrap();
        assert_eq!(served.json(&format!("{address}/screening.json")), json, "{name}");
        assert_eq!(text(&served.get(&format!("{address}/screening.csv"))), printed("csv"), "{name}");
        assert_eq!(text(&served.get(&format!("{address}/screening.ndjson"))), printed("ndjson"), "{name}");
        let sheet = served.get(&format!("{address}/screening.xlsx"));
        assert!(
            sheet.body.starts_with(b"PK") && sheet.header("content-disposition").contains("screening-2023-06-30.xlsx")
        );
        assert_eq!(served.get(&format!("{address}/other.txt")).status, 404);
    }
}

#[test]
fn one_party_is_screened_from_the_form() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let officer = Officer::of(&served);
    let field = |name: &str, text: &str| part(name, None, text.as_bytes());
    let address = officer.screens(&[
        field("name", "Quite Another Ltd."),
        field("other_names", "Coldridge Litho\r\n\r\n"),
        field("address", "Harbour Gate, 41-47 Marble Rd, Wan Chai, Hong Kong"),
        field("country", "HK"),
        field("id", ""),
        field("as_of", DAY),
    ]);
    let found = served.json(&format!("{address}/screening.json"));
    let kinds: Vec<&str> =
        found["results"][0]["hits"].as_array().unwrap().iter().map(|hit| hit["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"name") && kinds.contains(&"address"), "{found}");
    let nobody = officer.screens(&[field("name", "Nobody At All"), field("as_of", DAY)]);
    let page = officer.page(&nobody);
    assert!(
        page.contains("no potential match found in lists as of 2023-06-30") && page.contains("Nobody At All"),
        "{page}"
    );
    assert!(page.contains("The lists are those of 2023-06-30, and not of today"), "{page}");
}

/// What somebody sends is text, wherever it is shown.
#[test]
fn markup_in_every_field_is_shown_as_text() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let officer = Officer::of(&served);
    let evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}";
    let quoted = evil.replace('"', "\"\"");
    let header = format!("id,name,country,address,\"note {quoted}\"");
    let row = format!("\"{quoted}\",\"Coldridge Lithography {quoted}\",\"{quoted}\",\"{quoted}\",x");
    let odd = format!("\"=HYPERLINK(1) {quoted}\",\"Coldridge Lithography\",\"{quoted}\",\"{quoted}\",x,\"{quoted}\"");
    let csv = format!("{header}\n{row}\n{odd}\n");
    let name = evil.replace('"', "%22").replace('/', "");
    let pages = [
        officer.page(&officer.file(&name, csv.as_bytes())),
        // A message quotes the header.
        officer.page(&officer.file("a.csv", format!("x{quoted},b\nx,y\n").as_bytes())),
        officer.page(&officer.screens(&[
            part("name", None, format!("Coldridge Lithography {evil}").as_bytes()),
            part("id", None, evil.as_bytes()),
        ])),
        text(&officer.sends(&[part("file", Some("a.csv"), b"name\nA\n"), part("columns", None, evil.as_bytes())])),
        text(&officer.sends(&[part(&evil.replace('"', ""), None, b"x")])),
        text(&officer.sends(&[part("name", None, b"A"), part("as_of", None, evil.as_bytes())])),
        text(&served.get(&format!(
            "/links.html?entry={}",
            "%3Cscript%3Ealert(1)%3C/script%3E%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E"
        ))),
    ];
    for page in &pages {
        assert!(page.contains("&lt;"), "{page}");
        assert!(!page.contains("<script>alert") && !page.contains("<img"), "{page}");
    }
    let address = officer.file("a.csv", csv.as_bytes());
    let table = text(&served.get(&format!("{address}/screening.csv")));
    assert!(
        table.contains("'=HYPERLINK(1)") && !table.contains(",=HYPERLINK") && !table.contains("\"=HYPERLINK"),
        "{table}"
    );
}

/// There is no place on any disk to write to, and the log says nothing of what was sent.
#[test]
fn nothing_of_it_is_on_a_disk_or_in_the_log() {
    let desk = Desk::with_list();
    let nowhere = desk.path("nowhere");
    let nowhere = nowhere.to_str().unwrap();
    let served = Served::with(&desk, &["-v"], &[("TMPDIR", nowhere), ("SQLITE_TMPDIR", nowhere)]);
    let before = desk.files();
    let officer = Officer::of(&served);
    let mut keys = Vec::new();
    for (name, bytes) in
        [("geheim.csv", PARTIES.as_bytes()), ("geheim.csv", b"x,y\n1,2\n"), ("geheim.xlsx", b"PK\x03\x04nothing")]
    {
        let address = officer.file(name, bytes);
        officer.page(&address);
        for file in ["screening.xlsx", "screening.csv", "screening.json"] {
            served.get(&format!("{address}/{file}"));
        }
        keys.push(address.rsplit('/').next().unwrap().to_owned());
    }
    let sheet = served.get(&format!("/screening/{}/screening.xlsx", keys[0]));
    assert_eq!(sheet.status, 200);
    assert_eq!(desk.files(), before);
    let said = served.log(20);
    assert!(said.contains("/screening/{key}"), "{said}");
    for secret in ["geheim", "Coldridge", "Nobody", "Marble"].into_iter().chain(keys.iter().map(String::as_str)) {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
}

/// A workbook of one sheet, part by part.
fn workbook(sheet: &str, strings: &str) -> Vec<Member> {
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let parts = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="S" sheetId="1" r:id="s"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>"#),
        ),
        ("xl/sharedStrings.xml", format!(r#"<sst xmlns="{main}">{strings}</sst>"#)),
    ];
    parts.iter().map(|(name, text)| Member::new(name, text)).collect()
}

fn cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn what_is_made_to_fill_the_memory_is_refused_in_words() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let officer = Officer::of(&served);
    let header = format!(r#"<row r="1">{}</row>"#, cell("A1", "name"));
    let good = zip(&workbook(&format!("{header}<row r=\"2\">{}</row>", cell("A2", "Coldridge Lithography")), ""));
    assert!(officer.page(&officer.file("good.xlsx", &good)).contains("otential match"));
    let far = zip(&workbook(&format!("{header}<row r=\"1048576\">{}</row>", cell("XFD1048576", "x")), ""));
    let shared = (2..1200).map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#));
    let shared = shared.collect::<Vec<_>>().concat();
    let shared = zip(&workbook(&format!("{header}{shared}"), &format!("<si><t>{}</t></si>", "x".repeat(60_000))));
    let blank = " ".repeat(70 << 20);
    let bomb = zip(&workbook(&format!("{header}{blank}"), ""));
    let mut lying = workbook(&format!("{header}{blank}"), "");
    for member in &mut lying {
        member.said = Some(100);
    }
    let lying = zip(&lying);
    let wide = format!("name,{}\nA\n", (0..300).map(|n| format!("c{n}")).collect::<Vec<_>>().join(","));
    let many = format!("name\n{}", "Nobody\n".repeat(100_001));
    for (name, bytes, says) in [
        ("far.xlsx", far.as_slice(), "goes up to row 1048576 and column 16384"),
        ("shared.xlsx", &shared, "bytes of text, which is no file of parties"),
        ("bomb.xlsx", &bomb, "and would unpack to 7"),
        ("lying.xlsx", &lying, "larger than its declared"),
        ("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "save it as XLSX without password"),
        (
            "book.ods",
            &zip(&[Member::new("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
            "XLSX and XLSB are read here",
        ),
        ("wide.csv", wide.as_bytes(), "the header has 301 columns, and up to 200 are read"),
        ("many.csv", many.as_bytes(), "row 100002 is one too many: up to 100000 rows are read here"),
        ("empty.csv", b"", "the file is empty"),
        ("packed.csv.gz", b"\x1F\x8B\x08rest", "unpack it first"),
        ("none.csv", b"x,y\n1,2\n", "no column is called as a name; the header (line 1) is “x”, “y”"),
        ("twice.csv", b"name,name\na,b\n", "columns 1 and 2 of the header (line 1) are both called"),
    ] {
        let page = officer.page(&officer.file(name, bytes));
        assert!(page.contains("role=\"alert\"") && page.contains(says), "{name}: {page}");
        // Flags are of the command line.
        let (_, alert) = page.split_once("role=\"alert\"").unwrap();
        assert!(!alert.split("</div>").next().unwrap().contains("--"), "{name}: {page}");
    }
    let large = officer.sends(&[part("file", Some("large.csv"), &vec![b'a'; (16 << 20) + 1])]);
    assert_eq!(large.status, 413);
    assert!(text(&large).contains("the file has more than 16 MiB"), "{}", text(&large));
    assert_eq!(served.get("/healthz").status, 200);
}

/// A row that cannot be screened says where it is and why; the others are screened.
#[test]
fn rows_that_are_odd_are_told_with_their_place() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let officer = Officer::of(&served);
    let page = officer.page(&officer.file("a.csv", PARTIES.as_bytes()));
    assert!(page.contains("line 5: the name “?” has no letter or digit"), "{page}");
    let read_as = |field: &str, value: &str, bytes: &[u8]| {
        let parts = [
            part("file", Some("a.csv"), bytes),
            part(field, None, value.as_bytes()),
            part("as_of", None, DAY.as_bytes()),
        ];
        officer.page(&officer.screens(&parts))
    };
    assert!(read_as("columns", "name=Wer\r\nid=1", b"a;Wer\n7;Coldridge Lithography\n").contains("otential match"));
    assert!(read_as("delimiter", "#", b"id#name\n7#Coldridge Lithography\n").contains("otential match"));
    assert!(
        read_as(
            "encoding",
            "utf-16le",
            &"id,name\n7,Coldridge Lithography\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()
        )
        .contains("otential match")
    );
}

#[test]
fn what_is_no_form_of_the_page_is_refused() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let officer = Officer::of(&served);
    let file = || part("file", Some("a.csv"), b"name\nA\n");
    let multipart = format!("multipart/form-data; boundary={BOUNDARY}");
    let whole = form(&[part("form_token", None, officer.token.as_bytes()), file()]);
    for (kind, body) in [
        ("multipart/form-data", whole.as_slice()),
        ("multipart/form-data; boundary=other", &whole),
        ("multipart/form-data; boundary=", &whole),
        ("text/plain", &whole),
        ("application/x-www-form-urlencoded", b"name=A"),
        (&multipart, b""),
        (&multipart, &whole[..whole.len() / 2]),
        (&multipart, b"\0\0\0\0"),
        (&multipart, &vec![b'-'; 100_000]),
        (&multipart, &form(&[b"--".to_vec(), BOUNDARY.into(), b"\r\n\r\n".to_vec()])),
        (&multipart, &form(&[part(&"a".repeat(50_000), None, b"x")])),
    ] {
        let answer = officer.posts("/screening.html", kind, body);
        assert!((400..500).contains(&answer.status), "{kind}: {answer:?}");
    }
    for (parts, says) in [
        (vec![], "choose a file of parties, or write the name of one party"),
        (vec![part("file", Some(""), b"")], "choose a file of parties"),
        (vec![file(), file()], "expected one file, but found several"),
        (vec![file(), part("name", None, b"A")], "expected a file or one party, but found both"),
        (vec![part("name", None, b"A"), part("name", None, b"B")], "was sent twice"),
        (vec![part("surprise", None, b"A")], "there is no field “surprise”"),
        (vec![part("name", None, b"\xFF\xFE")], "or no text"),
        (vec![part("name", None, &[b'A'; 70_000])], "longer than 64 KiB"),
        (vec![file(), part("encoding", None, b"klingon")], "expected the name of an encoding"),
        (vec![file(), part("delimiter", None, b"ab")], "expected one character"),
        (vec![file(), part("columns", None, b"wer=1")], "expected ROLE=HEADER"),
        (vec![file(), part("as_of", None, b"soon")], "expected a day such as"),
    ] {
        let answer = officer.sends(&parts);
        assert_eq!(answer.status, 400, "{says}: {answer:?}");
        assert!(text(&answer).contains(says) && text(&answer).contains("role=\"alert\""), "{says}: {}", text(&answer));
    }
}

#[test]
fn results_are_at_an_address_that_nobody_guesses_and_gone_when_they_are_forgotten() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let officer = Officer::of(&served);
    let (one, two) = (officer.file("a.csv", PARTIES.as_bytes()), officer.file("a.csv", PARTIES.as_bytes()));
    assert_ne!(one, two);
    let key = one.rsplit('/').next().unwrap();
    assert!(key.len() >= 32, "{key}");
    let next = format!("/screening/{}0", key.get(..key.len() - 1).unwrap());
    for other in [
        "/screening/1",
        "/screening/0",
        "/screening/..%2f",
        "/screening/",
        &format!("{one}0"),
        &next,
        &one.to_uppercase(),
    ] {
        if *other != one {
            assert_eq!(served.get(other).status, 404, "{other}");
        }
    }
    let page = officer.page(&one);
    assert!(page.contains("Kept in memory until"), "{page}");
    assert_eq!(served.get(&one).header("cache-control"), "no-store");
    let gone = officer.clicks(&format!("{one}/forget"), &[]);
    assert_eq!(gone.status, 303);
    assert!(officer.page(gone.header("location")).contains("Nothing of the screening is kept any more"));
    for path in ["", "/screening.csv", "/progress.json"] {
        assert_eq!(served.get(&format!("{one}{path}")).status, 404, "{path}");
    }
    let kept_no_longer = text(&served.get(&one));
    assert!(kept_no_longer.contains("Results are kept for 30 minutes, and then gone"), "{kept_no_longer}");
    assert_eq!(served.get(&two).status, 200);
}

/// A slow client holds up nobody, and a full desk says when to come again.
#[test]
fn many_at_a_time_are_screened_or_told_to_come_again() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let officer = Officer::of(&served);
    let slow_one = || {
        let mut stream = TcpStream::connect(served.address).unwrap();
        let head = format!(
            "POST /screening.html HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: 1000000\r\n\r\n",
            officer.cookie
        );
        stream.write_all(&[head.as_bytes(), &part("file", Some("a.csv"), b"name")].concat()).unwrap();
        stream
    };
    let mut slow: Vec<TcpStream> = (0..8).map(|_| slow_one()).collect();
    let file = || [part("file", Some("a.csv"), PARTIES.as_bytes())];
    let begun = Instant::now();
    let full = loop {
        let answer = officer.sends(&file());
        if answer.status == 503 || begun.elapsed() > Duration::from_secs(20) {
            break answer;
        }
        // The officer may have held the place that one of them asked for: another one asks again.
        slow.push(slow_one());
        std::thread::sleep(Duration::from_millis(100));
    };
    assert_eq!(full.status, 503, "{full:?}");
    assert!(full.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds > 0), "{full:?}");
    assert!(text(&full).contains("Come again in"), "{}", text(&full));
    assert_eq!(served.get("/healthz").status, 200);
    drop(slow);
    // Whoever goes away gives the place back.
    let begun = Instant::now();
    while officer.sends(&file()).status != 303 {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(50));
    }
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..12)
            .map(|_| {
                scope.spawn(|| {
                    let answer = officer.sends(&file());
                    if answer.status == 303 {
                        let address = answer.header("location").to_owned();
                        assert_eq!(officer.waits(&address)["state"], "done");
                        assert!(officer.page(&address).contains("otential match"));
                    }
                    answer.status
                })
            })
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(statuses.iter().all(|status| [303, 503].contains(status)), "{statuses:?}");
    assert!(statuses.contains(&303), "{statuses:?}");
}

#[test]
fn a_screening_can_be_cancelled() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let officer = Officer::of(&served);
    let many = format!("name\n{}", "Coldridge Lithographic Instruments and Other Things Company\n".repeat(90_000));
    let answer = officer.sends(&[part("file", Some("many.csv"), many.as_bytes())]);
    let address = answer.header("location").to_owned();
    let going = officer.page(&address);
    assert!(going.contains("http-equiv=\"refresh\"") && going.contains("<progress"), "{going}");
    // How many rows there are is known once the file is read.
    let progress = officer.sees(&address, |progress| !progress["of"].is_null());
    assert_eq!((&progress["state"], progress["of"].as_u64().unwrap()), (&json!("running"), 90_001));
    assert_eq!(served.get(&format!("{address}/screening.csv")).status, 404);
    assert_eq!(officer.clicks(&format!("{address}/cancel"), &[]).status, 303);
    assert_eq!(officer.waits(&address)["state"], "ended");
    let page = officer.page(&address);
    assert!(page.contains("The screening was cancelled") && !page.contains("refresh"), "{page}");
}

#[test]
fn decisions_are_recorded_with_write_and_shown_without() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &["--write"]);
    let officer = Officer::of(&served);
    let address = officer.file("a.csv", PARTIES.as_bytes());
    let page = officer.page(&address);
    let (_, entry) = page.split_once("name=\"entry\" value=\"").unwrap();
    let entry = entry.split('"').next().unwrap();
    let decide = |row: &str, entry: &str, reason: &str| {
        let fields = [("row", row), ("entry", entry), ("verdict", "dismissed"), ("reason", reason), ("by", "KL")];
        officer.clicks(&format!("{address}/decide"), &fields)
    };
    for (row, entry, reason) in [("2", entry, " "), ("4", entry, "x"), ("2", "nobody", "x"), ("99", entry, "x")] {
        assert_eq!(decide(row, entry, reason).status, 400, "{row} {entry} {reason}");
    }
    assert_eq!(decide("2", entry, "another <b>town</b>").status, 303);
    let page = officer.page(&address);
    assert!(page.contains("Potential match, dismissed by a reviewer") && page.contains("1 dismissed"), "{page}");
    assert!(page.contains("another &lt;b&gt;town"), "{page}");
    let log = desk.json(&["decide"]);
    assert_eq!(
        (&log[0]["party"], &log[0]["verdict"], &log[0]["by"]),
        (&json!("A1"), &json!("dismissed"), &json!("KL"))
    );
    assert_eq!(log[0]["threshold"], served.json(&format!("{address}/screening.json"))["threshold"]);
    // The command knows the decision, and so does a server that records nothing.
    let path = desk.file("a.csv", PARTIES);
    let printed = desk.json(&["screen", &path, "--as-of", DAY]);
    assert_eq!(printed["results"][0]["hits"][0]["decision"]["holds"], true);
    let read_only = Served::of(&desk, &[]);
    let other = Officer::of(&read_only);
    let there = other.file("a.csv", PARTIES.as_bytes());
    let page = other.page(&there);
    assert!(page.contains("dismissed by a reviewer") && !page.contains("name=\"verdict\""), "{page}");
    let fields = [("row", "2"), ("entry", entry), ("verdict", "confirmed"), ("reason", "x")];
    assert_eq!(other.clicks(&format!("{there}/decide"), &fields).status, 403);
    assert_eq!(desk.json(&["decide"]).as_array().unwrap().len(), 1);
    // What is forgotten of a party is forgotten of it here, too.
    assert!(desk.done(&["decide", "--forget", "A1"]).contains("1 decision"));
}

/// A page of somebody else begins nothing, stops nothing and decides nothing.
#[test]
fn a_form_without_the_token_of_its_session_does_nothing() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &["--write"]);
    let officer = Officer::of(&served);
    let address = officer.file("a.csv", PARTIES.as_bytes());
    let stranger = Officer { served: &served, cookie: String::new(), token: officer.token.clone() };
    let wrong = Officer { served: &served, cookie: officer.cookie.clone(), token: "00".repeat(32) };
    for other in [&stranger, &wrong] {
        assert_eq!(other.sends(&[part("file", Some("a.csv"), PARTIES.as_bytes())]).status, 403);
        for what in ["cancel", "forget"] {
            assert_eq!(other.clicks(&format!("{address}/{what}"), &[]).status, 403, "{what}");
        }
        let fields = [("row", "2"), ("entry", "x"), ("verdict", "confirmed"), ("reason", "x")];
        assert_eq!(other.clicks(&format!("{address}/decide"), &fields).status, 403);
    }
    assert_eq!(served.get(&address).status, 200);
    let mut stream = TcpStream::connect(served.address).unwrap();
    let head = format!(
        "POST {address}/forget HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        officer.cookie
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
}
