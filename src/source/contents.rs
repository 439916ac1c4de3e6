//! The table of contents of a day's issue, as `issues/{date}.json` has it: by agency, category and subject.

use std::collections::BTreeSet;

use serde_json::Value;

use super::answer::one_line;
use earwatch_law::announced::record::{is_or_may_be_bureau, may_be_about_a_list};
use earwatch_law::law::citation::DocumentNumber;

/// The documents that stand under the bureau or under no agency but the department, and those whose subject speaks of a
/// list.
///
/// # Errors
/// In words, where the answer is no table of contents, or names a document by something that is no number.
pub(super) fn read(bytes: &[u8]) -> Result<BTreeSet<DocumentNumber>, String> {
    let table: Value = serde_json::from_slice(bytes).map_err(|error| format!("found {error}"))?;
    let Some(agencies) = table.get("agencies").and_then(Value::as_array) else {
        return Err(format!("expected agencies, but found {}", one_line(&table.to_string(), 80)));
    };
    let mut found = BTreeSet::new();
    for agency in agencies {
        collect(agency, is_or_may_be_bureau(agency), &mut found)?;
    }
    Ok(found)
}

/// The numbers in a part of the table, wherever they stand in it.
fn collect(part: &Value, ours: bool, found: &mut BTreeSet<DocumentNumber>) -> Result<(), String> {
    match part {
        Value::Array(parts) => parts.iter().try_for_each(|part| collect(part, ours, found)),
        Value::Object(fields) => {
            let subjects = fields.iter().filter(|(key, _)| !["name", "url", "slug"].contains(&key.as_str()));
            let ours = ours || subjects.filter_map(|(_, subject)| subject.as_str()).any(may_be_about_a_list);
            for (key, value) in fields {
                if key != "document_numbers" {
                    collect(value, ours, found)?;
                } else if ours {
                    numbers(value, found)?;
                }
            }
            Ok(())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

fn numbers(value: &Value, found: &mut BTreeSet<DocumentNumber>) -> Result<(), String> {
    let alone = std::slice::from_ref(value);
    for number in value.as_array().map_or(alone, Vec::as_slice) {
        let read = number.as_str().and_then(|number| number.parse().ok());
        found.insert(read.ok_or_else(|| format!("expected a document number, but found {number}"))?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(agencies: &Value) -> Result<Vec<String>, String> {
        let table = json!({ "agencies": agencies }).to_string();
        read(table.as_bytes()).map(|numbers| numbers.iter().map(ToString::to_string).collect())
    }

    fn under(agency: &Value, subject: &str) -> Value {
        let mut agency = agency.clone();
        agency["document_categories"] =
            json!([{"type": "Rule", "documents": [{"subject_1": subject, "document_numbers": ["2031\u{2013}00077"]}]}]);
        json!([{"name": "Agriculture Department", "slug": "agriculture-department"}, agency])
    }

    #[test]
    fn documents_are_ours_by_agency_or_by_subject() {
        let bureau = json!({"name": "Industry and Security Bureau", "slug": "industry-and-security-bureau"});
        let commerce = json!({"name": "Commerce Department", "slug": "commerce-department",
                              "see_also": [{"name": "Industry and Security Bureau", "slug": "industry-and-security-bureau"}]});
        let noaa = json!({"name": "National Oceanic and Atmospheric Administration"});
        for (agency, subject, ours) in [
            (&bureau, "Hazel", true),
            (&commerce, "Hazel", true),
            (&json!({}), "Hazel", true),
            (&json!({"name": "BUREAU OF INDUSTRY AND SECURITY"}), "Hazel", true),
            (&noaa, "Fisheries", false),
            (&noaa, "Additions to the Entity List", true),
            (&noaa, "Revisions to the Unverified List", true),
            (&noaa, "Export Administration Regulations; Correction", true),
        ] {
            assert_eq!(!found(&under(agency, subject)).unwrap().is_empty(), ours, "{agency} {subject}");
        }
        assert_eq!(found(&under(&bureau, "Hazel")).unwrap(), ["2031-00077"]);
    }

    #[test]
    fn what_is_no_table_is_an_error() {
        for body in ["{}", "[]", "7", "{\"agencies\": {}}", "{\"status\": 200}"] {
            assert!(read(body.as_bytes()).is_err(), "{body}");
        }
        let bureau = json!([{"slug": "industry-and-security-bureau", "documents": [{"document_numbers": [7]}]}]);
        assert!(found(&bureau).unwrap_err().contains("found 7"));
        let alone =
            json!([{"slug": "industry-and-security-bureau", "documents": [{"document_numbers": "2031-00077"}]}]);
        assert_eq!(found(&alone).unwrap(), ["2031-00077"]);
        assert!(found(&json!([])).unwrap().is_empty());
    }
}
