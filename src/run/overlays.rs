//! The folder of overlays.

use std::collections::BTreeMap;
use std::path::Path;

use super::{RunError, text};
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::overlay::Overlay;

/// The overlays at hand, by document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlays(BTreeMap<DocumentNumber, Overlay>);

impl Overlays {
    /// Reads every `<document-number>.toml` of a folder; a folder that is not there holds none, unless it `must_exist`.
    ///
    /// # Errors
    /// Where a file cannot be read, is no overlay, or is named otherwise.
    pub fn open(dir: &Path, must_exist: bool) -> Result<Self, RunError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| RunError::Read { path, source }
        };
        match (dir.exists(), must_exist) {
            (true, _) => {}
            (false, false) => return Ok(Self::default()),
            (false, true) => return Err(RunError::NoOverlays(dir.to_owned())),
        }
        let mut overlays = BTreeMap::new();
        for file in std::fs::read_dir(dir).map_err(failed(dir))? {
            let path = file.map_err(failed(dir))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let of_toml = name.to_ascii_lowercase().contains(".toml");
            if name.starts_with('.') || !of_toml {
                continue;
            }
            // `N.toml.txt` and `N.TOML` are meant as overlays, and would be passed over.
            let stem = name.strip_suffix(".toml").unwrap_or(&name);
            let place = path.display().to_string();
            let number: DocumentNumber =
                stem.parse().map_err(|source| RunError::OverlayName { path: path.clone(), source })?;
            let bytes = std::fs::read(&path).map_err(failed(&path))?;
            let overlay = Overlay::read(number.clone(), text(&bytes, &place)?);
            let overlay =
                overlay.map_err(|source| RunError::Overlay { path: path.clone(), source: Box::new(source) })?;
            overlays.insert(number, overlay);
        }
        Ok(Self(overlays))
    }

    /// Overlays that are at hand otherwise than in a folder.
    pub fn of_all(overlays: impl IntoIterator<Item = Overlay>) -> Self {
        Self(overlays.into_iter().map(|overlay| (overlay.number.clone(), overlay)).collect())
    }

    /// The overlay of a document.
    pub fn of(&self, number: &DocumentNumber) -> Option<&Overlay> {
        self.0.get(number)
    }

    /// All of them, by document.
    pub fn all(&self) -> impl Iterator<Item = &Overlay> {
        self.0.values()
    }
}
