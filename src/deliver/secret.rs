//! Secrets: named in the configuration, kept in the environment or in a file.

use std::path::{Path, PathBuf};

use super::error::DeliveryError;

/// Where a secret is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Secret {
    /// In an environment variable.
    Env(String),
    /// In a file.
    File(PathBuf),
}

impl Secret {
    /// The secret, without the line end that editors leave behind it.
    pub(super) fn read(&self) -> Result<String, DeliveryError> {
        let (text, place) = match self {
            Self::Env(name) => (
                std::env::var(name).map_err(|error| {
                    DeliveryError::Secret(format!(
                        "expected a secret in the environment variable {name}, but found: {error}; set it where the program is run"
                    ))
                })?,
                format!("the environment variable {name}"),
            ),
            Self::File(path) => (
                std::fs::read_to_string(path).map_err(|source| DeliveryError::File {
                    what: "read the secret in",
                    path: path.clone(),
                    source,
                })?,
                path.display().to_string(),
            ),
        };
        if let Self::File(path) = self
            && is_open(path)
        {
            tracing::warn!("{} holds a secret, and everybody on this machine can read it: chmod o-rwx", path.display());
        }
        let secret = text.trim_end_matches(['\r', '\n']);
        if secret.is_empty() {
            return Err(DeliveryError::Secret(format!("expected a secret in {place}, but it is empty")));
        }
        Ok(secret.to_owned())
    }
}

/// Whether everybody on this machine can read a file.
fn is_open(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o004 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_comes_from_a_file_without_its_line_end() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        std::fs::write(&path, " s3cret \r\n").unwrap();
        assert_eq!(Secret::File(path.clone()).read().unwrap(), " s3cret ");
        std::fs::write(&path, "\n").unwrap();
        let error = Secret::File(path).read().unwrap_err().to_string();
        assert!(error.contains("empty"), "{error}");
    }

    #[test]
    fn a_secret_that_is_not_there_is_named() {
        let name = "EARWATCH_TEST_NO_SUCH_VARIABLE";
        let error = Secret::Env(name.to_owned()).read().unwrap_err();
        assert!(error.to_string().contains(name) && !error.is_in_doubt());
    }
}
