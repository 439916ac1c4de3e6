//! Parquet is not read; the way around it that the message names leads to the same parties.

use std::process::Command;

use crate::Test;
use crate::needs;
use crate::support::Desk;

pub(crate) const TESTS: &[Test] = tests![what_duckdb_writes_of_parquet_is_screened];

fn what_duckdb_writes_of_parquet_is_screened() {
    let desk = Desk::with_list();
    let way = "COPY (FROM 'FILE') TO 'parties.ndjson' (FORMAT json)";
    let made = "COPY (SELECT 7 AS id, 'Coldridge Litho' AS name, ['Aster'] AS aliases) TO 'parties.parquet'";
    let script =
        format!("import duckdb\nduckdb.sql(\"{made}\")\nduckdb.sql(\"{}\")", way.replace("FILE", "parties.parquet"));
    let mut python = Command::new(needs::python("duckdb"));
    let output = needs::output(python.args(["-c", &script]).current_dir(desk.path("")));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    desk.refuses(&["screen", "parties.parquet"], &[way]);
    let screened = desk.json(&["screen", "parties.ndjson", "--as-of", "2023-06-30", "--no-store"]);
    let party = &screened["results"][0]["party"];
    assert_eq!((&party["id"], &party["other_names"][0]), (&"7".into(), &"Aster".into()), "{screened}");
    assert_eq!(screened["counts"]["with_hits"], 1, "{screened}");
}
