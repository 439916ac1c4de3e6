//! A copy of the store of parties, and whether a file is one.

use std::path::Path;

use rusqlite::Connection;

use super::schema::{self, APPLICATION, VERSION};
use crate::screen::error::ScreenError;
use crate::store::backup::copy_of;

/// Copies a store of parties as it is at one moment into a new file, and makes sure that the copy is one, and whole.
pub fn copy(from: &Path, to: &Path) -> Result<(), ScreenError> {
    let refused = |problem: String| ScreenError::Store { path: from.to_owned(), problem };
    copy_of(from, to).map_err(|error| refused(error.to_string()))?;
    let looked = Connection::open(to).and_then(|copy| {
        let pragma = |name: &str| copy.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let check: String = copy.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        Ok((pragma("application_id")?, pragma("user_version")?, check))
    });
    match looked.map_err(|error| schema::failed(from, &error))? {
        (application, ..) if application != APPLICATION => Err(refused("it is no store of parties".to_owned())),
        (_, version, _) if version > VERSION => {
            Err(refused(format!("it was written by a newer version of this program (schema {version})")))
        }
        (.., check) if check != "ok" => Err(refused(format!("it is damaged: {check}"))),
        _ => Ok(()),
    }
}
