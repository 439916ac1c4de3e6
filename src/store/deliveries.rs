//! What is due to which channel, and what became of it.
//!
//! A digest is on record with its runs before it is sent. Until its receiver is known to have it or to have refused it,
//! it is *in doubt*, and is sent again as it was; what was refused may go into a larger one.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::params;
use serde::Serialize;

use super::columns::Columns as _;
use super::id::RunId;
use super::{Reader, StoreResult, Writer};

/// How far a delivery has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It was handed over, and whether it arrived is not known.
    InDoubt,
    /// The receiver has not got it.
    Refused,
    /// The receiver has it.
    Delivered,
    /// It was refused, and its runs are in a later one.
    Merged,
}

impl Standing {
    const ALL: [Self; 4] = [Self::InDoubt, Self::Refused, Self::Delivered, Self::Merged];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::InDoubt => "in-doubt",
            Self::Refused => "refused",
            Self::Delivered => "delivered",
            Self::Merged => "merged",
        }
    }
}

/// A digest for a channel, as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// Identity, as receivers see it.
    pub id: String,
    /// The channel.
    pub channel: String,
    /// The runs that it is about, oldest first; empty where they went into a later one.
    pub runs: Vec<RunId>,
    /// The legal day that "in force" refers to in it.
    pub as_of: NaiveDate,
    /// When it was put together.
    pub prepared: DateTime<Utc>,
    /// How far it has come.
    pub standing: Standing,
    /// How often it was sent.
    pub attempts: u32,
    /// When it was sent last.
    pub last_attempt: DateTime<Utc>,
    /// What was wrong the last time.
    pub error: Option<String>,
    /// When the receiver had it.
    pub delivered: Option<DateTime<Utc>>,
    /// Form and bytes of what was sent, as long as it may have to be sent again as it was.
    #[serde(skip)]
    pub sent: Option<(String, Vec<u8>)>,
}

/// What waits for a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undelivered {
    /// The channel.
    pub channel: String,
    /// How many runs.
    pub runs: u32,
    /// When the first of them began.
    pub since: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: u32,
    /// What was wrong.
    pub error: Option<String>,
}

impl Writer<'_> {
    /// Makes a channel known. It is told of every run that has not been reported, and of all that follow; of nothing
    /// before.
    pub fn put_channel(&self, channel: &str, now: DateTime<Utc>) -> StoreResult<()> {
        self.execute(
            "INSERT INTO channels (name, considered, first_seen)
             VALUES (?1, coalesce(
                 (SELECT min(id) - 1 FROM runs WHERE reported IS NULL AND finished IS NOT NULL),
                 (SELECT max(id) FROM runs), 0), ?2)
             ON CONFLICT (name) DO NOTHING",
            params![channel, now.to_rfc3339()],
        )
    }

    /// Records which of the runs up to `last` are news for a channel; they are due from now on.
    pub fn put_due(&self, channel: &str, news: &[RunId], last: RunId) -> StoreResult<()> {
        for run in news {
            self.execute(
                "INSERT INTO deliveries_due (channel, run) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                params![channel, run],
            )?;
        }
        self.execute("UPDATE channels SET considered = max(considered, ?2) WHERE name = ?1", params![channel, last])
    }

    /// Records that a digest is about to be sent for the first time, or once more after a refusal. From now on it is in
    /// doubt; deliveries of these runs that had been refused are merged into it.
    pub fn begin_delivery(&self, delivery: &Delivery) -> StoreResult<()> {
        let Delivery { id, channel, as_of, prepared, sent, .. } = delivery;
        let (form, body) = sent.as_ref().map(|(form, body)| (form, body)).unzip();
        self.execute(
            "INSERT INTO deliveries (id, channel, as_of, prepared, standing, attempts, last_attempt, form, body)
             VALUES (?1, ?2, ?3, ?4, 'in-doubt', 1, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET standing = 'in-doubt', attempts = attempts + 1, last_attempt = ?4,
                 as_of = ?3, prepared = ?4, form = ?5, body = ?6",
            params![id, channel, as_of, prepared.to_rfc3339(), form, body],
        )?;
        for run in &delivery.runs {
            self.execute(
                "UPDATE deliveries SET standing = 'merged' WHERE standing = 'refused' AND id <> ?1 AND id =
                     (SELECT delivery FROM deliveries_due WHERE channel = ?2 AND run = ?3)",
                params![id, channel, run],
            )?;
            self.execute(
                "UPDATE deliveries_due SET delivery = ?1 WHERE channel = ?2 AND run = ?3",
                params![id, channel, run],
            )?;
        }
        Ok(())
    }

    /// Records that a digest in doubt is about to be sent again, as it was.
    pub fn repeat_delivery(&self, id: &str, now: DateTime<Utc>) -> StoreResult<()> {
        self.execute(
            "UPDATE deliveries SET attempts = attempts + 1, last_attempt = ?2 WHERE id = ?1",
            params![id, now.to_rfc3339()],
        )
    }

    /// Records that the receiver has a digest.
    pub fn put_delivered(&self, id: &str, now: DateTime<Utc>) -> StoreResult<()> {
        self.execute(
            "UPDATE deliveries SET standing = 'delivered', delivered = ?2, error = NULL, body = NULL
             WHERE id = ?1",
            params![id, now.to_rfc3339()],
        )
    }

    /// Records that a digest did not arrive, or may not have.
    pub fn put_undelivered(&self, id: &str, standing: Standing, error: &str) -> StoreResult<()> {
        self.execute(
            "UPDATE deliveries SET standing = ?2, error = ?3, body = CASE ?2 WHEN 'in-doubt' THEN body END WHERE id = ?1",
            params![id, standing.name(), error],
        )
    }
}

impl Reader<'_> {
    /// Finished runs that a channel has not been measured against yet, oldest first.
    pub fn unconsidered(&self, channel: &str) -> StoreResult<Vec<RunId>> {
        self.column(
            "SELECT id FROM runs WHERE finished IS NOT NULL
                 AND id > (SELECT considered FROM channels WHERE name = ?1) ORDER BY id",
            [channel],
        )
    }

    /// Runs that a channel is to be told of in its next digest: new ones, and those of refused digests.
    pub fn due(&self, channel: &str) -> StoreResult<Vec<RunId>> {
        self.column(
            "SELECT due.run FROM deliveries_due due LEFT JOIN deliveries d ON d.id = due.delivery
             WHERE due.channel = ?1 AND (due.delivery IS NULL OR d.standing = 'refused') ORDER BY due.run",
            [channel],
        )
    }

    /// Digests of a channel that are in doubt, oldest first.
    pub fn deliveries_in_doubt(&self, channel: &str) -> StoreResult<Vec<Delivery>> {
        self.deliveries_where("channel = ?1 AND standing = 'in-doubt'", &[&channel])
    }

    /// How far the digest of an identity has come; `None` where there is none.
    pub fn delivery_standing(&self, id: &str) -> StoreResult<Option<Standing>> {
        let found = self.deliveries_where("id = ?1", &[&id])?;
        Ok(found.into_iter().next().map(|delivery| delivery.standing))
    }

    /// All deliveries, oldest first.
    pub fn deliveries(&self) -> StoreResult<Vec<Delivery>> {
        self.deliveries_where("true", &[])
    }

    fn deliveries_where(self, condition: &str, values: &[&dyn rusqlite::ToSql]) -> StoreResult<Vec<Delivery>> {
        let sql = format!("SELECT * FROM deliveries WHERE {condition} ORDER BY prepared, rowid");
        self.all(&sql, values, |row| {
            let id = row.text("id")?;
            Ok(Delivery {
                runs: self.runs_of_delivery(&id)?,
                id,
                channel: row.get("channel")?,
                as_of: row.get("as_of")?,
                prepared: row.get("prepared")?,
                standing: row.code("standing", "standing of a delivery", &Standing::ALL, Standing::name)?,
                attempts: row.get("attempts")?,
                last_attempt: row.get("last_attempt")?,
                error: row.get("error")?,
                delivered: row.get("delivered")?,
                sent: row.get::<_, Option<_>>("form")?.zip(row.get("body")?),
            })
        })
    }

    fn runs_of_delivery(self, id: &str) -> StoreResult<Vec<RunId>> {
        self.column("SELECT run FROM deliveries_due WHERE delivery = ?1 ORDER BY run", [id])
    }

    /// What waits for its channel, by channel.
    pub fn undelivered(&self) -> StoreResult<Vec<Undelivered>> {
        self.all(
            "SELECT due.channel, count(*), min(run.started), coalesce(max(d.attempts), 0), max(d.error)
             FROM deliveries_due due JOIN runs run ON run.id = due.run LEFT JOIN deliveries d ON d.id = due.delivery
             WHERE due.delivery IS NULL OR d.standing IN ('in-doubt', 'refused')
             GROUP BY due.channel ORDER BY due.channel",
            [],
            |row| {
                Ok(Undelivered {
                    channel: row.get(0)?,
                    runs: row.get(1)?,
                    since: row.get(2)?,
                    attempts: row.get(3)?,
                    error: row.get(4)?,
                })
            },
        )
    }

    /// The channels that have been seen, by name.
    pub fn channels(&self) -> StoreResult<Vec<String>> {
        self.column("SELECT name FROM channels ORDER BY name", [])
    }

    /// Whether a channel has been seen before.
    pub fn knows_channel(&self, channel: &str) -> StoreResult<bool> {
        self.value("SELECT EXISTS (SELECT 1 FROM channels WHERE name = ?1)", [channel])
    }
}
