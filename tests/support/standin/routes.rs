//! Addresses of both hosts, and what they answer.

use chrono::{Datelike as _, NaiveDate};
use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::record::{self, Chosen, host_named, place};
use super::search::Query;
use super::world::{Contents, Document, Words, World};

/// What a host answers to a request line's target.
pub(super) fn answer(world: &World, host: &str, target: &str) -> Answer {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let query = Query::parse(query);
    let query = if world.words == Words::Ignored { query.without_words() } else { query };
    let refused = match path {
        "/api/v1/documents.json" => documents(world, host, &query),
        "/api/v1/documents/facets/daily" | "/api/v1/documents/facets/daily.json" => daily(world, &query),
        "/api/v1/public-inspection-documents/current.json" => inspection(world, host, &query, false),
        "/api/v1/public-inspection-documents.json" => inspection(world, host, &query, true),
        "/api/versioner/v1/titles.json" | "/api/versioner/v1/titles" => Ok(titles(world)),
        _ => named(world, host, path, &query),
    };
    refused.unwrap_or_else(|refusal| refusal)
}

/// Addresses that name what is wanted.
fn named(world: &World, host: &str, path: &str, query: &Query) -> Result<Answer, Answer> {
    let between = |before: &str, after: &str| {
        let rest = path.strip_prefix(before)?;
        rest.strip_suffix(after)
    };
    if let Some(numbers) = between("/api/v1/documents/", ".json") {
        return single(world, host, numbers, query);
    }
    if let Some(number) = between("/api/v1/public-inspection-documents/", ".json") {
        let chosen = Chosen::of_inspection(query.all("fields[]")).map_err(unknown_field)?;
        let filed = world.inspection.iter().find(|filed| filed.number == number);
        return Ok(
            filed.map_or_else(Answer::missing, |filed| Answer::json(&record::inspection(world, host, filed, &chosen)))
        );
    }
    if let Some(date) = between("/api/v1/issues/", ".json") {
        return Ok(issue(world, date));
    }
    if let Some(date) = between("/api/versioner/v1/full/", "/title-15.xml") {
        return Ok(codified(world, date, query));
    }
    if let Some(number) = between("/documents/full_text/text/inspection/", ".txt") {
        let filed = world.inspection.iter().find(|filed| filed.number == number);
        let raw = filed.and_then(|filed| filed.raw.as_deref());
        return Ok(raw.map_or_else(Answer::missing, |raw| Answer::new(200, "text/plain; charset=utf-8", raw)));
    }
    for document in &world.documents {
        for (kind, media_type, text) in [
            ("xml", "text/xml", &document.xml),
            ("html", "text/html; charset=utf-8", &document.html),
            ("text", "text/plain; charset=utf-8", &document.raw),
        ] {
            if let (true, Some(text)) = (path == place(document, kind), text) {
                return Ok(Answer::new(200, media_type, text.as_str()));
            }
        }
    }
    Ok(Answer::missing())
}

#[allow(clippy::needless_pass_by_value, reason = "handed on by map_err")]
fn unknown_field(field: String) -> Answer {
    let message = format!("field '{field}' not valid");
    Answer::refusal(400, &json!({"status": 400, "message": message}))
}

fn invalid(condition: String) -> Answer {
    let mut errors = Map::new();
    errors.insert(condition, json!("is not a valid field"));
    Answer::refusal(400, &json!({ "errors": errors }))
}

fn documents(world: &World, host: &str, query: &Query) -> Result<Answer, Answer> {
    if let Some(condition) = query.unknown_condition() {
        return Err(invalid(condition.to_owned()));
    }
    let chosen = Chosen::of_documents(query.all("fields[]"), true).map_err(unknown_field)?;
    let found = query.find(&world.documents).map_err(invalid)?;
    if found.is_empty() {
        // No `results` at all.
        let body = json!({"count": 0, "description": "Documents"});
        let status = if world.missing_at_zero { 404 } else { 200 };
        return Ok(Answer::refusal(status, &body));
    }
    let (page, per_page, pages) = query.page(found.len(), world.most_per_page);
    let results: Vec<_> = found
        .iter()
        .skip((page - 1) * per_page)
        .take(per_page)
        .map(|document| record::document(world, host, document, &chosen))
        .map(|mut record| {
            record.as_object_mut().unwrap().retain(|field, _| world.lists_without != Some(field));
            record
        })
        .collect();
    let mut body = json!({
        "count": found.len(), "description": "Documents", "total_pages": pages, "results": results,
    });
    let named = host_named(world, host);
    for (key, other, there) in [("next_page_url", page + 1, page < pages), ("previous_page_url", page - 1, page > 1)] {
        if there {
            body[key] = format!("{named}/api/v1/documents.json?{}", query.for_page(other)).into();
        }
    }
    Ok(Answer::json(&body))
}

/// One record, or several separated by commas.
fn single(world: &World, host: &str, numbers: &str, query: &Query) -> Result<Answer, Answer> {
    let chosen = Chosen::of_documents(query.all("fields[]"), false).map_err(unknown_field)?;
    let numbers = numbers.replace("%2C", ",");
    let wanted: Vec<_> = numbers.split(',').collect();
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for number in &wanted {
        match world.documents.iter().find(|document| document.listed && document.number == *number) {
            Some(document) => found.push(record::document(world, host, document, &chosen)),
            None => missing.push(*number),
        }
    }
    Ok(match (wanted.len(), found.len()) {
        (_, 0) => Answer::missing(),
        (1, _) => Answer::json(&found[0]),
        (_, count) if missing.is_empty() => Answer::json(&json!({"count": count, "results": found})),
        (_, count) => Answer::json(&json!({
            "count": count, "results": found, "errors": {"not_found": missing},
        })),
    })
}

/// How many documents came out on each day.
fn daily(world: &World, query: &Query) -> Result<Answer, Answer> {
    if let Some(condition) = query.unknown_condition() {
        return Err(invalid(condition.to_owned()));
    }
    let of_an_agency = query.one("conditions[agencies][]").is_some();
    let found = query.find(&world.documents).map_err(invalid)?;
    let end = |key: &str| query.one(&format!("conditions[publication_date][{key}]"));
    let first = end("gte").or(end("is")).and_then(|text| text.parse().ok());
    let last = end("lte").or(end("is")).and_then(|text| text.parse().ok());
    let mut counts = Map::new();
    let days = first.unwrap_or(world.codified_up_to).iter_days();
    for day in days.take(366).take_while(|day| last.is_none_or(|last: NaiveDate| *day <= last)) {
        let ours = found.iter().filter(|document| document.published == day).count();
        let others = if of_an_agency || !world.issue_on(day) { 0 } else { 100 + day.day() as usize };
        if ours + others > 0 {
            let name = day.format("%m/%d/%Y").to_string();
            counts.insert(day.to_string(), json!({"count": ours + others, "name": name}));
        }
    }
    Ok(Answer::json(&Value::Object(counts)))
}

/// The table of contents of a day; a day without an issue has none.
fn issue(world: &World, date: &str) -> Answer {
    let day = date.parse::<NaiveDate>().ok().filter(|day| world.contents == Contents::Offered && world.issue_on(*day));
    let Some(day) = day else {
        return Answer::missing();
    };
    let documents = world.documents.iter().filter(|document| document.listed && document.published == day);
    let of_document = |document: &Document| {
        let agency = document.record["agencies"].as_array().and_then(|agencies| agencies.last());
        let (name, slug) = agency.map_or((&Value::Null, &Value::Null), |agency| (&agency["name"], &agency["slug"]));
        json!({
            "name": name, "slug": slug,
            "document_categories": [{
                "type": document.record["type"],
                "documents": [{"subject_1": document.record["title"], "document_numbers": [document.number]}],
            }],
        })
    };
    let other = json!({
        "name": "Agriculture Department", "slug": "agriculture-department",
        "document_categories": [{"type": "Notice", "documents": [
            {"subject_1": "Agency Information Collection", "document_numbers": ["2023-99999"]}]}],
    });
    let agencies: Vec<_> = std::iter::once(other).chain(documents.map(of_document)).collect();
    Answer::json(&json!({ "agencies": agencies }))
}

fn inspection(world: &World, host: &str, query: &Query, search: bool) -> Result<Answer, Answer> {
    if let Some(condition) = query.unknown_condition() {
        return Err(invalid(condition.to_owned()));
    }
    let chosen = Chosen::of_inspection(query.all("fields[]")).map_err(unknown_field)?;
    if search && query.one("conditions[available_on]").is_none() {
        return Err(invalid("conditions[available_on]".to_owned()));
    }
    let agencies = ["commerce-department", "industry-and-security-bureau"];
    let results: Vec<_> = world
        .inspection
        .iter()
        .filter(|filed| !search || query.takes_kind(filed.kind) && query.takes_agency(&agencies))
        .map(|filed| record::inspection(world, host, filed, &chosen))
        .collect();
    if results.is_empty() {
        return Ok(Answer::json(&json!({"count": 0, "description": "Documents on public inspection"})));
    }
    Ok(Answer::json(&json!({"count": results.len(), "total_pages": 1, "results": results})))
}

fn titles(world: &World) -> Answer {
    let day = world.codified_up_to;
    let title = |number: u8, name: &str| {
        json!({
            "number": number, "name": name, "latest_amended_on": day, "latest_issue_date": day,
            "up_to_date_as_of": day, "reserved": false,
        })
    };
    Answer::json(&json!({
        "titles": [title(14, "Aeronautics and Space"), title(15, "Commerce and Foreign Trade")],
        "meta": {"date": day, "import_in_progress": false},
    }))
}

/// Part 744 on a date. A word such as `current` is no date, and days that are not codified yet are not there.
fn codified(world: &World, date: &str, query: &Query) -> Answer {
    let Ok(date) = date.parse::<NaiveDate>() else {
        return Answer::refusal(400, &json!({"error": "date is not valid"}));
    };
    let list = world.codified.iter().rfind(|(day, _)| *day <= date);
    match list {
        Some((_, xml)) if date <= world.codified_up_to && query.one("part") == Some("744") => {
            Answer::new(200, "application/xml", xml.as_str())
        }
        _ => Answer::refusal(404, &json!({"error": "not found"})),
    }
}
