//! Templates of a user, from a directory.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use earwatch_report::render::template::Templates;

use super::exit::Usage;

/// Reads the templates of a directory: every `*.jinja` and `*.css` in it, not in folders below.
pub(super) fn read(dir: &Path) -> anyhow::Result<Templates> {
    let what = || format!("cannot read the templates in {}", dir.display());
    let mut templates = Templates::new();
    for entry in fs::read_dir(dir).with_context(what)? {
        let path = entry.with_context(what)?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let extension = path.extension().and_then(|extension| extension.to_str());
        if let (Some(name), Some("jinja" | "css"), true) = (name, extension, path.is_file()) {
            let source =
                fs::read_to_string(&path).with_context(|| format!("cannot read the template {}", path.display()))?;
            templates.insert(name.to_owned(), source);
        }
    }
    if templates.is_empty() {
        return Err(Usage(format!("{} contains no template (*.jinja, *.css)", dir.display())).into());
    }
    Ok(templates)
}
