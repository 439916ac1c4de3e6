//! Which news a channel is due, and which message has them.

use rusqlite::{OptionalExtension as _, params};

use super::{NewsId, Telling};
use crate::screen::error::ScreenError;

impl Telling {
    /// The news that a channel is due, oldest first, each with the message that was to bring it.
    pub fn due(&self, channel: &str) -> Result<Vec<(NewsId, Option<String>)>, ScreenError> {
        let read = || -> rusqlite::Result<Vec<_>> {
            let mut get = self.connection.prepare("SELECT news, delivery FROM due WHERE channel = ?1 ORDER BY news")?;
            get.query_map([channel], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        self.or_failed(read())
    }

    /// What tells news of one store from those of another: when they came up.
    pub fn marks(&self, news: &[NewsId]) -> Result<Vec<String>, ScreenError> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut get = self.connection.prepare("SELECT at FROM news WHERE id = ?1")?;
            let mark = |id: &NewsId| get.query_row([id], |row| Ok(format!("news {id} {}", row.get::<_, String>(0)?)));
            news.iter().map(mark).collect()
        };
        self.or_failed(read())
    }

    /// Records which news a message has that is about to be sent, and its bytes, should it have to be sent again.
    pub fn begin(
        &self,
        (channel, delivery): (&str, &str),
        news: &[NewsId],
        sent: Option<(&str, &[u8])>,
    ) -> Result<(), ScreenError> {
        let write = || -> rusqlite::Result<()> {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            let mut put = self.connection.prepare("UPDATE due SET delivery = ?1 WHERE channel = ?2 AND news = ?3")?;
            for id in news {
                put.execute(params![delivery, channel, id])?;
            }
            if let Some((form, body)) = sent {
                let put = "INSERT OR REPLACE INTO in_transit VALUES (?1, ?2, ?3)";
                self.connection.execute(put, params![delivery, form, body])?;
            }
            self.connection.execute_batch("COMMIT")
        };
        let written = write();
        self.rolled_back(written)
    }

    /// Ends a transaction that failed.
    pub(super) fn rolled_back(&self, written: rusqlite::Result<()>) -> Result<(), ScreenError> {
        if written.is_err() && !self.connection.is_autocommit() {
            // What failed before says why.
            drop(self.connection.execute_batch("ROLLBACK"));
        }
        self.or_failed(written)
    }

    /// Form and bytes of a message in doubt.
    pub fn in_transit(&self, delivery: &str) -> Result<Option<(String, Vec<u8>)>, ScreenError> {
        let read = || {
            let mut get = self.connection.prepare("SELECT form, body FROM in_transit WHERE delivery = ?1")?;
            get.query_row([delivery], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        };
        self.or_failed(read())
    }

    /// The news of a message that has not arrived for certain.
    pub fn news_of(&self, delivery: &str) -> Result<Vec<NewsId>, ScreenError> {
        let read = || -> rusqlite::Result<Vec<NewsId>> {
            let mut get = self.connection.prepare("SELECT news FROM due WHERE delivery = ?1 ORDER BY news")?;
            get.query_map([delivery], |row| row.get(0))?.collect()
        };
        self.or_failed(read())
    }

    /// The receiver has the message.
    pub fn arrived(&self, delivery: &str) -> Result<(), ScreenError> {
        let write = || -> rusqlite::Result<()> {
            self.connection.execute("DELETE FROM due WHERE delivery = ?1", [delivery])?;
            self.connection.execute("DELETE FROM in_transit WHERE delivery = ?1", [delivery]).map(drop)
        };
        self.or_failed(write())
    }

    /// The receiver has not got the message; its news go into the next.
    pub fn refused(&self, delivery: &str) -> Result<(), ScreenError> {
        let write = || -> rusqlite::Result<()> {
            self.connection.execute("UPDATE due SET delivery = NULL WHERE delivery = ?1", [delivery])?;
            self.connection.execute("DELETE FROM in_transit WHERE delivery = ?1", [delivery]).map(drop)
        };
        self.or_failed(write())
    }

    /// These news have been told without a message: they were printed.
    pub fn told(&self, channel: &str, news: &[NewsId]) -> Result<(), ScreenError> {
        let write = || -> rusqlite::Result<()> {
            let mut put = self.connection.prepare("DELETE FROM due WHERE channel = ?1 AND news = ?2")?;
            news.iter().try_for_each(|id| put.execute(params![channel, id]).map(drop))
        };
        self.or_failed(write())
    }
}
