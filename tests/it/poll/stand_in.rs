//! The stand-in of the two sites does what the API's description and its known traps say: otherwise nothing is proved
//! by a program that copes with it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::support::standin::{Document, Fault, StandIn, World, day};
use serde_json::Value;

/// An answer as it came over the wire.
fn raw(standin: &StandIn, target: &str, headers: &str) -> String {
    let host = standin.host();
    let mut stream = TcpStream::connect(host.strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    write!(stream, "GET {target} HTTP/1.1\r\nHost: x\r\n{headers}\r\n").unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

fn body(answer: &str) -> Value {
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

fn get(standin: &StandIn, target: &str) -> Value {
    body(&raw(standin, target, ""))
}

const SEARCH: &str = "/api/v1/documents.json";

fn many(count: u32) -> StandIn {
    let documents =
        (0..count).map(|n| Document::rule(&format!("2023-{:05}", 10_000 + n), day("2023-07-05"), n + 1, "<RULE/>"));
    StandIn::new(World::of(documents))
}

#[test]
fn zero_hits_have_no_results() {
    let standin = many(1);
    let found = get(&standin, &format!("{SEARCH}?conditions[publication_date][gte]=2024-01-01"));
    assert_eq!(found["count"], 0);
    assert!(found.get("results").is_none());
}

#[test]
fn unknown_fields_and_conditions_are_refused() {
    let standin = many(1);
    for query in ["fields[]=colour", "conditions[colour]=red", "conditions[publication_date][gte]=today"] {
        assert_eq!(status(&raw(&standin, &format!("{SEARCH}?{query}"), "")), 400, "{query}");
    }
}

#[test]
fn a_bad_per_page_is_twenty_and_a_page_too_many_is_the_first() {
    let standin = many(45);
    let results = |query: &str| get(&standin, &format!("{SEARCH}?order=oldest&{query}"))["results"].clone();
    for query in ["per_page=0", "per_page=1", "per_page=5000", "per_page=many"] {
        assert_eq!(results(query).as_array().unwrap().len(), 20, "{query}");
    }
    assert_eq!(results("page=51"), results("page=1"));
    assert_ne!(results("page=2"), results("page=1"));
    assert_eq!(results("per_page=1000").as_array().unwrap().len(), 45);
}

#[test]
fn pages_follow_each_other_to_the_end() {
    let standin = many(45);
    standin.world(|world| world.public_names = true);
    let (mut target, mut numbers) = (format!("{SEARCH}?order=oldest"), Vec::new());
    loop {
        let page = get(&standin, &target);
        numbers.extend(page["results"].as_array().unwrap().iter().map(|record| record["document_number"].to_string()));
        let Some(next) = page["next_page_url"].as_str() else {
            break;
        };
        target = next.strip_prefix("https://www.federalregister.gov").unwrap().to_owned();
    }
    assert_eq!(numbers.len(), 45);
    numbers.dedup();
    assert_eq!(numbers.len(), 45);
}

#[test]
fn an_unchanged_answer_is_not_sent_again() {
    let standin = many(1);
    let place = "/documents/full_text/xml/2023/07/05/2023-10000.xml";
    let first = raw(&standin, place, "");
    let tag = first.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
    assert_eq!(status(&raw(&standin, place, &format!("If-None-Match: {tag}\r\n"))), 304);
    standin.world(|world| world.document("2023-10000").xml = Some("<RULE></RULE>".to_owned()));
    assert_eq!(status(&raw(&standin, place, &format!("If-None-Match: {tag}\r\n"))), 200);
}

#[test]
fn a_day_without_an_issue_can_be_told_from_one_without_our_documents() {
    let standin = many(1);
    let window = "conditions[publication_date][gte]=2023-07-03&conditions[publication_date][lte]=2023-07-09";
    let all = get(&standin, &format!("/api/v1/documents/facets/daily?{window}"));
    let days: Vec<_> = all.as_object().unwrap().keys().cloned().collect();
    assert_eq!(days, ["2023-07-03", "2023-07-05", "2023-07-06", "2023-07-07"]);
    let ours = get(
        &standin,
        &format!("/api/v1/documents/facets/daily?{window}&conditions[agencies][]=industry-and-security-bureau"),
    );
    assert_eq!(ours.as_object().unwrap().keys().collect::<Vec<_>>(), ["2023-07-05"]);
    assert_eq!(status(&raw(&standin, "/api/v1/issues/2023-07-04.json", "")), 404);
    assert_eq!(status(&raw(&standin, "/api/v1/issues/2023-07-05.json", "")), 200);
}

#[test]
fn faults_end_when_their_number_is_used_up() {
    let standin = many(1);
    standin.fault(SEARCH, 1, Fault::Status(503));
    standin.fault(SEARCH, 1, Fault::Truncated);
    assert_eq!(status(&raw(&standin, SEARCH, "")), 503);
    let cut = raw(&standin, SEARCH, "");
    let (head, body) = cut.split_once("\r\n\r\n").unwrap();
    assert!(!head.contains(&format!("Content-Length: {}", body.len())), "{head}");
    assert_eq!(get(&standin, SEARCH)["count"], 1);
    assert_eq!(standin.asked_for(SEARCH).len(), 3);
}

#[test]
fn the_codified_list_is_there_up_to_its_date() {
    let standin = many(0);
    standin.world(|world| world.codified = vec![(day("2023-01-01"), "<DIV5/>".to_owned())]);
    let full = |date| raw(&standin, &format!("/api/versioner/v1/full/{date}/title-15.xml?part=744"), "");
    assert_eq!(status(&full("2023-06-30")), 200);
    assert_eq!(status(&full("2023-07-01")), 404);
    assert_eq!(status(&full("current")), 400);
    let titles = get(&standin, "/api/versioner/v1/titles.json");
    assert_eq!(titles["titles"][1]["up_to_date_as_of"], "2023-06-30");
}
