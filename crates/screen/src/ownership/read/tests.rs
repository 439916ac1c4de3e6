//! Files of owners as people and registers write them.

use chrono::NaiveDate;

use super::*;
use crate::ownership::holding::Kind;

/// A file's holdings, a line each.
fn holdings(text: &str) -> Vec<String> {
    let read = owners(text, "file").unwrap();
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
    let holding = read.holdings.iter().map(|holding| {
        let how = match holding.kind {
            Kind::Owns => "owns",
            Kind::OwnsIndirectly => "owns indirectly",
            Kind::Controls => "controls",
        };
        let (since, until) = (day(holding.since), day(holding.until));
        format!("{} {how} {} of {} {since} to {until}, {}", holding.owner, holding.share, holding.owned, holding.source)
    });
    holding.collect()
}

fn notes(text: &str) -> Vec<String> {
    owners(text, "file").unwrap().notes.iter().map(|note| format!("{}: {}", note.place, note.message)).collect()
}

#[test]
fn our_own_columns_in_any_order_with_any_delimiter() {
    let expected = ["Cedar Holding owns 60 percent of Birch Ltd. 2020-01-01 to 2025-12-31, register"];
    for text in [
        "owner,owned,percent,since,until,source\nCedar Holding,Birch Ltd.,60,2020,2025,register\n",
        "\u{feff}Source;Owned;Owner;Percent;Since;Until\nregister;Birch Ltd.;Cedar Holding;60 %;2020-01;2025-12\n",
        "parent\tsubsidiary\tshare\tstart_date\tend_date\tsource\nCedar Holding\tBirch Ltd.\t60%\t2020-01-01\t2025-12-31\tregister\n\n",
    ] {
        assert_eq!(holdings(text), expected, "{text}");
    }
}

#[test]
fn a_line_that_cannot_be_used_is_a_note_with_its_number() {
    let text =
        "owner,owned,percent,since\nCedar,Birch,most of it,\nCedar,,60,\nCedar,Ash,120,yesterday\n\nCedar,Elm,10,\n";
    assert_eq!(
        notes(text),
        [
            "line 2: expected a share from 0 to 100 percent, but found “most of it”; it counts as unknown",
            "line 3: expected an owner and what it owns, but one of them is empty; the line was left out",
            "line 4: expected a share from 0 to 100 percent, but found “120”; it counts as unknown",
            "line 4: expected a date (YYYY-MM-DD) since, but found “yesterday”; the holding counts as if none were given",
        ]
    );
    assert_eq!(holdings(text).len(), 3);
}

#[test]
fn a_file_that_is_none_is_refused_with_what_was_found() {
    for (text, words) in [
        ("", "an empty file"),
        ("name,percent\nx,1\n", "a column “owner”, but found name, percent"),
        ("owner,owned\nx,y\n", "a column “percent”"),
        ("owner,owned,percent\na,b,0.5\na,c,0.25\n", "no share in it is above 1"),
        ("[1, 2", "JSON that breaks off"),
        ("{\"a\": 1}", "JSON without “recordType”"),
    ] {
        let error = owners(text, "file").unwrap_err().to_string();
        assert!(error.contains(words), "{text}: {error}");
    }
}

#[test]
fn gleif_says_who_controls_and_not_how_much() {
    let text = "Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,Relationship.RelationshipStatus,\
                Relationship.Period.1.startDate,Relationship.Period.1.endDate,Relationship.Period.1.periodType\n\
                CHILD,PARENT,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2019-05-01T00:00:00Z,,RELATIONSHIP_PERIOD\n\
                FUND,MANAGER,IS_FUND-MANAGED_BY,ACTIVE,,,\n\
                OLD,PARENT,IS_ULTIMATELY_CONSOLIDATED_BY,INACTIVE,,,\n";
    assert_eq!(holdings(text), ["PARENT controls an unknown share of CHILD 2019-05-01 to …, file"]);
    assert_eq!(
        notes(text),
        [
            "line 3: a relationship of the kind IS_FUND-MANAGED_BY says nothing of who controls, and does not count; once",
            "line 4: a relationship (IS_ULTIMATELY_CONSOLIDATED_BY) is inactive since a day that the file does not say, and does \
             not count; once",
        ]
    );
}

#[test]
fn what_gleif_files_say_of_others_is_counted() {
    let lines = |kind: &str, status: &str| format!("CHILD,PARENT,{kind},ACTIVE,{status}\n").repeat(3);
    let text = "Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,\
                Relationship.RelationshipStatus,Registration.RegistrationStatus\n"
        .to_owned()
        + &lines("IS_SUBFUND_OF", "PUBLISHED")
        + &lines("IS_FEEDER_TO", "PUBLISHED")
        + &lines("IS_DIRECTLY_CONSOLIDATED_BY", "ANNULLED")
        + "BRANCH,HEAD,IS_INTERNATIONAL_BRANCH_OF,ACTIVE,PUBLISHED\n";
    assert_eq!(holdings(&text), ["HEAD controls an unknown share of BRANCH … to …, file"]);
    let told: Vec<_> = notes(&text).iter().map(|note| note.split(" says").next().unwrap().to_owned()).collect();
    assert_eq!(
        told,
        [
            "line 5: a relationship of the kind IS_FEEDER_TO",
            "line 2: a relationship of the kind IS_SUBFUND_OF",
            "line 8: a relationship whose record is ANNULLED does not count; 3 times, first here",
        ]
    );
}

#[test]
fn gleif_names_who_has_a_lei() {
    let text = "\"LEI\",\"Entity.LegalName\",\"Entity.LegalName.xmllang\",\"Entity.OtherEntityNames.OtherEntityName.1\",\
                \"Entity.OtherEntityNames.OtherEntityName.1.xmllang\",\"Entity.LegalAddress.Country\"\n\
                \"529900ABC\",\"Birke GmbH\",\"de\",\"Birch Ltd.\",\"en\",\"DE\"\n\"\",\"x\",\"\",\"\",\"\",\"\"\n";
    let read = owners(text, "file").unwrap();
    let [party] = read.parties.as_slice() else { panic!("{read:?}") };
    assert_eq!((party.id.as_str(), party.names.join(", ").as_str()), ("529900ABC", "Birke GmbH, Birch Ltd."));
    assert_eq!((party.countries.as_slice(), read.notes.len()), (&["DE".to_owned()][..], 1));
}

#[test]
fn entities_that_own_nothing_are_no_parties_and_are_counted() {
    let text = r#"{"id": "a", "schema": "Company", "properties": {"name": ["Birch Ltd."]}}
{"id": "d1", "schema": "Directorship", "properties": {"director": ["p"], "organization": ["a"]}}
{"id": "d2", "schema": "Directorship", "properties": {"director": ["q"], "organization": ["a"]}}
{"id": "s", "schema": "Sanction", "properties": {"entity": ["a"]}}
{"id": "t", "schema": "Pension", "properties": {"name": ["Cedar Pension Fund"]}}
{"id": "o", "schema": "Ownership", "properties": {"owner": ["t"], "asset": ["a"], "percentage": [12]}}"#;
    let read = owners(text, "file").unwrap();
    let ids: Vec<_> = read.parties.iter().map(|party| party.id.as_str()).collect();
    assert_eq!(ids, ["a", "t"], "who owns is a party, whatever its schema");
    assert_eq!(
        notes(text),
        [
            "line 2: an object of the schema Directorship says nothing of who owns, and does not count; 2 times, first here",
            "line 4: an object of the schema Sanction says nothing of who owns, and does not count; once",
        ]
    );
}

#[test]
fn a_nested_form_is_read_as_the_flat_one() {
    let text = r#"{"id": "a", "schema": "Company", "properties": {"name": ["Birch Ltd."], "ownershipAsset": [
        {"id": "o", "schema": "Ownership", "properties": {"percentage": ["60"], "owner": [
            {"id": "b", "schema": "Company", "properties": {"name": ["Cedar Holding"], "country": ["ru"]}}]}}]}}"#;
    assert_eq!(holdings(&format!("[{text}]")), ["b owns 60 percent of a … to …, file"]);
    let read = owners(&format!("[{text}]"), "file").unwrap();
    assert!(read.parties.iter().any(|party| party.id == "b" && party.names == ["Cedar Holding"]), "{read:?}");
}

#[test]
fn a_line_that_would_put_names_into_other_columns_is_left_out() {
    for (lines, words) in [
        ("Cedar Co., Ltd.,Birch,60", "expected 4 cells, but found 5; a name with a comma"),
        ("Cedar Co, Ltd.,Birch,60,", "expected 4 cells, but found 5"),
        ("Cedar,Birch", "expected an owner, what it owns and a share, but found 2 cells"),
        ("Cedar,Birch,60,2020-05-01,x", "expected 4 cells"),
    ] {
        let text = format!(
            "owner,owned,percent,since\nElm,Ash,10,\n{lines}{}\n",
            if lines.contains("Co., ") { ",2020" } else { "" }
        );
        let notes = notes(&text);
        assert!(notes[0].starts_with("line 3: ") && notes[0].contains(words), "{lines}: {notes:?}");
        assert_eq!(holdings(&text).len(), 1, "{lines}");
    }
}

#[test]
fn a_quotation_mark_that_is_not_closed_refuses_the_file() {
    let open = "owner,owned,percent\nElm,Ash,10\n\"Cedar,Birch,60\nOak,Fir,70\n";
    assert_eq!(owners(open, "file").unwrap_err(), OwnersError::Quote { line: 3 });
    for fine in ["Cedar 5\" Pipe,Birch,60", "\"Cedar \"\"Best\"\"\",Birch,60", "\"Cedar\nHolding\",Birch,60"] {
        assert_eq!(holdings(&format!("owner,owned,percent\n{fine}\nOak,Fir,70\n")).len(), 2, "{fine}");
    }
}

#[test]
fn a_line_of_ten_megabytes_is_told_with_its_number() {
    let long = "x".repeat(10 << 20);
    let ftm = |id: &str| {
        format!(
            r#"{{"id": "{id}", "schema": "Ownership", "properties": {{"owner": ["a"], "asset": ["b"], "percentage": ["60"]}}}}"#
        )
    };
    for text in [
        format!("owner,owned,percent\nCedar,{long},60\nOak,Fir,70\n"),
        format!("owner,owned,percent\nCedar,\"{}\",60\nOak,Fir,70\n", "x\n".repeat(5 << 20)),
    ] {
        assert!(notes(&text)[0].starts_with("line 2: the line has 10"), "{:?}", notes(&text)[0].get(..80));
        assert_eq!(holdings(&text).len(), 1);
    }
    let text = format!("{}\n{}\n{}\n", ftm("o"), ftm(&long), ftm("p"));
    assert!(notes(&text)[0].starts_with("line 2: the line has 10"));
    assert_eq!(holdings(&text).len(), 2);
}

#[test]
fn days_in_the_wrong_order_and_a_share_below_one_are_told() {
    let text = "owner,owned,percent,since,until\nCedar,Birch,0.5,2024,2020\n";
    let notes = notes(text);
    assert!(notes[0].contains("ends on 2020-12-31, before it begins on 2024-01-01"), "{notes:?}");
    assert!(notes[1].contains("counts as 0.5 percent; where a half is meant, write 50"), "{notes:?}");
}

#[test]
fn follow_the_money_with_flat_and_nested_entities() {
    let text = r#"{"id": "a", "schema": "Company", "caption": "Birch Ltd.", "properties": {"name": ["Birch Ltd.", "Birke GmbH"], "jurisdiction": ["de"]}}
{"id": "o1", "schema": "Ownership", "datasets": ["register"], "properties": {"owner": ["b"], "asset": ["a"], "percentage": ["51.5"], "startDate": ["2020-02"]}}
{"id": "o2", "schema": "Ownership", "properties": {"owner": [{"id": "c"}], "asset": [{"id": "a"}], "percentage": ["25-50%"]}}
{"id": "o3", "schema": "Ownership", "properties": {"owner": ["d", "e"], "asset": ["a"], "percentage": ["60"]}}
not json
"#;
    assert_eq!(
        holdings(text),
        [
            "b owns 51.5 percent of a 2020-02-01 to …, register",
            "c owns 25 to 50 percent of a … to …, file",
            "d owns 0 to 60 percent of a … to …, file",
            "e owns 0 to 60 percent of a … to …, file",
        ]
    );
    let read = owners(text, "file").unwrap();
    assert_eq!((read.parties[0].names.len(), read.parties[0].countries.as_slice()), (2, &["de".to_owned()][..]));
    assert!(notes(text)[0].starts_with("line 5: expected an object in JSON"), "{:?}", notes(text));
}

/// A relationship statement; `interests` as JSON.
fn statement(record: &str, date: &str, status: &str, component_of: &str, interests: &str) -> String {
    format!(
        r#"{{"statementId": "{record}-{date}", "statementDate": "{date}", "recordId": "{record}", "recordStatus": "{status}",
            "recordType": "relationship", "recordDetails": {{"subject": "x", "interestedParty": "y", "componentRecords": [{component_of}],
            "interests": [{interests}]}}}}"#
    )
}

#[test]
fn a_later_statement_replaces_an_earlier_one_from_its_day_on() {
    let interest = |exact: &str, end: &str| {
        format!(
            r#"{{"type": "shareholding", "directOrIndirect": "direct", "startDate": "2019-09-11"{end}, "share": {{"exact": {exact}}}}}"#
        )
    };
    let text = format!(
        "[{}, {}, {}]",
        statement("r", "2019-10-01", "new", "", &interest("50", "")),
        statement("r", "2021-04-03", "updated", "", &interest("100", "")),
        statement("r", "2022-01-21", "closed", "", &interest("100", r#", "endDate": "2022-01-10""#)),
    );
    assert_eq!(
        holdings(&text),
        [
            "y owns 50 percent of x 2019-09-11 to 2021-04-02, file",
            "y owns 100 percent of x 2021-04-03 to 2022-01-20, file",
            "y owns 100 percent of x 2022-01-21 to 2022-01-10, file",
        ]
    );
}

#[test]
fn interests_that_are_no_shares_are_control_or_offices() {
    let text = format!(
        "[{}]",
        statement(
            "r",
            "2020-01-01",
            "new",
            "",
            r#"{"type": "shareholding", "directOrIndirect": "direct", "share": {"minimum": 75, "exclusiveMaximum": 100}},
               {"type": "votingRights", "directOrIndirect": "direct", "share": {"exact": 80}},
               {"type": "boardMember", "directOrIndirect": "direct"},
               {"directOrIndirect": "unknown"},
               {"type": "shareholding", "directOrIndirect": "indirect", "share": {"exact": 30}}"#
        )
    );
    assert_eq!(
        holdings(&text),
        [
            "y owns 75 to 99.999999999 percent of x … to …, file",
            "y controls an unknown share of x … to …, file",
            "y controls an unknown share of x … to …, file",
            "y owns indirectly 30 percent of x … to …, file",
        ]
    );
}

#[test]
fn offices_are_counted_and_silence_is_an_unknown_interest() {
    let office = r#"{"type": "boardMember", "directOrIndirect": "direct"}"#;
    let text = format!(
        "[{}, {}, {}]",
        statement("r", "2020-01-01", "new", "", office),
        statement("s", "2020-01-01", "new", "", office),
        statement("t", "2020-01-01", "new", "", "")
    );
    assert_eq!(holdings(&text), ["y controls an unknown share of x … to …, file"]);
    assert_eq!(
        notes(&text),
        [
            "object 1 (r-2020-01-01): an interest of the kind boardMember is an office and no share, and does not count; 2 times, \
          first here"
        ]
    );
}

#[test]
fn an_indirect_share_whose_parts_are_all_there_is_not_counted_again() {
    let direct = |exact: &str| format!(r#"{{"type": "shareholding", "directOrIndirect": "direct"{exact}}}"#);
    let indirect = r#"{"type": "shareholding", "directOrIndirect": "indirect", "share": {"exact": 30}}"#;
    for (exact, count) in [(r#", "share": {"exact": 60}"#, 1), ("", 2)] {
        let text = format!(
            "[{}, {}]",
            statement("part", "2020-01-01", "new", "", &direct(exact)),
            statement("whole", "2020-01-01", "new", "\"part\"", indirect)
        );
        assert_eq!(holdings(&text).len(), count, "{exact}");
    }
}

/// Which statement of a part is the last one, its date says, not its place in the file.
#[test]
fn the_newest_statement_of_a_part_says_whether_its_share_is_known() {
    let direct = |exact: &str| format!(r#"{{"type": "shareholding", "directOrIndirect": "direct"{exact}}}"#);
    let indirect = r#"{"type": "shareholding", "directOrIndirect": "indirect", "share": {"exact": 30}}"#;
    let text = format!(
        "[{}, {}, {}]",
        statement("part", "2021-01-01", "updated", "", &direct(r#", "share": {"exact": 60}"#)),
        statement("part", "2020-01-01", "new", "", &direct("")),
        statement("whole", "2021-01-01", "new", "\"part\"", indirect)
    );
    assert!(holdings(&text).iter().all(|holding| !holding.contains("indirectly")), "{:?}", holdings(&text));
}

#[test]
fn any_bytes_are_read_or_refused_in_words() {
    for text in [
        "owner,owned,percent\n\"a,b,1\n",
        "{\"recordType\": 1, \"recordId\": 2}",
        "[]",
        "{}",
        "\u{0}",
        "owner,owned,percent\na,b,NaN\n",
    ] {
        let _ = owners(text, "file");
    }
}
