//! Applications: what became of the amendments of a document that take effect on one day.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

use chrono::NaiveDate;
use rusqlite::params;

use super::columns::Columns as _;
pub use super::id::ApplicationId;
use super::id::{DocumentId, RunId, VersionNumber};
use super::{Reader, StoreResult, Writer};
use earwatch_law::amendment::Edit;
use earwatch_law::entry::EntryId;
use earwatch_law::entry::cell;
use earwatch_law::law::ListId;
use earwatch_law::law::canonical::canonical;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::country;
use earwatch_law::list::state::{Outcome, Release};

/// A release as it was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Row.
    pub id: ApplicationId,
    /// Its document.
    pub document: DocumentId,
    /// Number of the document.
    pub number: DocumentNumber,
    /// The day of effect.
    pub effective: NaiveDate,
    /// The day of publication.
    pub published: NaiveDate,
    /// Volume and first page.
    pub position: (u16, u32),
    /// The version that it made, if it changed anything.
    pub version: Option<VersionNumber>,
}

impl Application {
    /// The order of application, as [`Release::order`].
    pub fn order(&self) -> (NaiveDate, NaiveDate, u16, u32, &DocumentNumber) {
        (self.effective, self.published, self.position.0, self.position.1, &self.number)
    }
}

/// An applied amendment that concerns no single entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextAmendment {
    /// The list.
    pub list: ListId,
    /// The edit.
    pub edit: Edit,
    /// The words that order it.
    pub quote: String,
}

impl fmt::Display for TextAmendment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.edit.kind().replace('-', " ");
        write!(f, "{}, {kind}: “{}”", self.list, self.quote)
    }
}

impl Writer<'_> {
    /// Records what became of a release; `version` is what it made, if it changed anything.
    pub fn put_application(
        &self,
        run: RunId,
        document: DocumentId,
        release: &Release,
        outcomes: &[Outcome],
        version: Option<VersionNumber>,
    ) -> StoreResult<ApplicationId> {
        let application: ApplicationId = self.insert(
            "INSERT INTO applications (document, effective, published, volume, page, number, version, run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                document,
                release.effective,
                release.published,
                release.position.0,
                release.position.1,
                release.document.as_str(),
                version,
                run,
            ],
        )?;
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO amendments (application, ordinal, instruction, list, kind, country, name, body, quote, place,
                 entry, outcome)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        for (amendment, outcome) in release.amendments.iter().zip(outcomes) {
            statement.execute(params![
                application,
                amendment.ordinal,
                u32::try_from(amendment.instruction + 1).unwrap_or(u32::MAX),
                amendment.list.name(),
                amendment.edit.kind(),
                amendment.edit.country(),
                amendment.edit.name(),
                serde_json::to_string(&amendment.edit)?,
                amendment.quote,
                amendment.place.to_string(),
                outcome.entry().map(|entry| entry.0),
                outcome.name(),
            ])?;
        }
        Ok(application)
    }

    /// Marks applications and the findings met in them as superseded by a run.
    pub fn supersede_applications(&self, applications: &[ApplicationId], run: RunId) -> StoreResult<()> {
        for application in applications {
            self.execute("UPDATE applications SET superseded_by = ?2 WHERE id = ?1", params![application, run])?;
            self.execute(
                "UPDATE findings SET superseded_by = ?2 WHERE application = ?1 AND superseded_by IS NULL",
                params![application, run],
            )?;
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Whether a version is the end of a stay: no order made it.
    pub fn is_lapse(&self, version: VersionNumber) -> StoreResult<bool> {
        self.value(
            "SELECT NOT EXISTS (SELECT 1 FROM amendments m JOIN applications a ON a.id = m.application
             WHERE a.version = ?1)",
            [version],
        )
    }

    /// Words and place of the applied orders of a version, by the entries that they touched; an order about many entries
    /// stands for all that no other order names.
    pub fn orders(
        &self,
        version: VersionNumber,
        touched: &BTreeSet<EntryId>,
    ) -> StoreResult<BTreeMap<EntryId, (String, String)>> {
        let orders: Vec<(Option<EntryId>, (String, String))> = self.all(
            "SELECT m.entry, m.quote, m.place FROM amendments m JOIN applications a ON a.id = m.application
             WHERE a.version = ?1 AND m.outcome = 'applied'
                 AND (m.entry IS NOT NULL OR m.kind IN ('revise-text', 'remove-country', 'move-country',
                     'rename-country', 'reserve-country')) ORDER BY m.ordinal",
            [version],
            |row| Ok((row.get::<_, Option<u32>>(0)?.map(EntryId), (row.get(1)?, row.get(2)?))),
        )?;
        let (of_one, of_many): (Vec<_>, Vec<_>) = orders.into_iter().partition(|(entry, _)| entry.is_some());
        let mut orders: BTreeMap<_, _> =
            of_one.into_iter().filter_map(|(entry, order)| Some((entry?, order))).collect();
        if let [(_, order)] = of_many.as_slice() {
            for entry in touched {
                orders.entry(*entry).or_insert_with(|| order.clone());
            }
        }
        Ok(orders)
    }

    /// Applied amendments of a version that concern no entry: headings, footnotes, introductory text, stays.
    pub fn text_amendments(&self, version: VersionNumber) -> StoreResult<Vec<TextAmendment>> {
        self.all(
            "SELECT m.list, m.body, m.quote FROM amendments m JOIN applications a ON a.id = m.application
             WHERE a.version = ?1 AND m.outcome = 'applied' AND m.entry IS NULL AND m.kind NOT IN ('add', 'remove')
             ORDER BY m.ordinal",
            [version],
            |row| Ok(TextAmendment { list: row.list(0)?, edit: row.json(1)?, quote: row.get(2)? }),
        )
    }

    /// The applications of the present chain, in the order of application.
    pub fn applications(&self) -> StoreResult<Vec<Application>> {
        self.all(
            "SELECT id, document, number, effective, published, volume, page, version FROM applications
             WHERE superseded_by IS NULL ORDER BY effective, published, volume, page, number",
            [],
            |row| {
                Ok(Application {
                    id: row.get("id")?,
                    document: row.get("document")?,
                    number: row.number("number")?,
                    effective: row.get("effective")?,
                    published: row.get("published")?,
                    position: (row.get("volume")?, row.get("page")?),
                    version: row.get("version")?,
                })
            },
        )
    }

    /// Identities that the additions of a release got when it was applied before, by ordinal of the amendment, so that
    /// applying it again gives the same ones. The printed row decides: a document that changed, or is read with an
    /// overlay, may count and name its orders otherwise.
    pub fn identities(&self, release: &Release) -> StoreResult<BTreeMap<u32, EntryId>> {
        let added: Vec<(String, Edit, EntryId)> = self.all(
            "SELECT m.list, m.body, m.entry FROM amendments m JOIN applications a ON a.id = m.application
             WHERE a.number = ?1 AND m.kind = 'add' AND m.entry IS NOT NULL
                 -- What another document moved is the same entry on another day.
                 AND (a.effective = ?2 OR EXISTS (
                     SELECT 1 FROM documents d WHERE d.number = ?1 AND d.standing IS NOT NULL AND d.superseded_by IS NULL))
             GROUP BY m.entry ORDER BY max(a.effective = ?2) DESC, min(m.id)",
            params![release.document.as_str(), release.effective],
            |row| Ok((row.get(0)?, row.json(1)?, EntryId(row.get(2)?))),
        )?;
        let mut given: BTreeMap<(String, String, String), VecDeque<EntryId>> = BTreeMap::new();
        for (list, edit, entry) in added {
            if let Some((country, name)) = printed(&edit) {
                given.entry((list, country, name)).or_default().push_back(entry);
            }
        }
        let mut identities = BTreeMap::new();
        for amendment in &release.amendments {
            if let Some((country, name)) = printed(&amendment.edit) {
                let added = (amendment.list.name().to_owned(), country, name);
                let identity = given.get_mut(&added).and_then(VecDeque::pop_front);
                identities.extend(identity.map(|identity| (amendment.ordinal, identity)));
            }
        }
        Ok(identities)
    }
}

/// Country and name of the row that an addition prints, as they are compared.
fn printed(edit: &Edit) -> Option<(String, String)> {
    if let Edit::Add { country, row, .. } = edit {
        let name = canonical(&cell::parse(&row.entity).name);
        Some((country::key(country), name))
    } else {
        None
    }
}
