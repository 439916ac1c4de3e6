//! The schemata of `FollowTheMoney` that a client may name.

use std::sync::LazyLock;

/// A line for each; `tests/outside/yente_schemas.py` writes them.
const LINES: &str = include_str!("schemata.txt");

/// A schema.
#[derive(Debug)]
pub(super) struct Schema {
    pub(super) name: &'static str,
    /// Whether parties can be matched by it.
    pub(super) is_matchable: bool,
    /// The schemata of entities of the lists that it stands for.
    stands_for: Vec<&'static str>,
}

static ALL: LazyLock<Vec<Schema>> = LazyLock::new(|| {
    let lines = LINES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    let read = |(name, stands_for): (&'static str, &'static str)| Schema {
        name: name.trim_end_matches('!'),
        is_matchable: !name.ends_with('!'),
        stands_for: stands_for.split_whitespace().collect(),
    };
    lines.map(read).collect()
});

impl Schema {
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|schema| schema.name == name)
    }

    /// Whether an entity of the lists is one of these.
    pub(super) fn has(&self, schema: &str) -> bool {
        self.stands_for.contains(&schema)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemata_stand_for_those_of_the_lists() {
        for (name, is_matchable, has, has_not) in [
            ("Thing", true, "Company", "Sanction"),
            ("LegalEntity", true, "Organization", "Address"),
            ("Person", true, "LegalEntity", "Company"),
            ("Address", true, "Address", "Company"),
            ("Vessel", true, "", "Company"),
            ("Sanction", false, "Sanction", "Company"),
        ] {
            let schema = Schema::named(name).unwrap();
            assert_eq!((schema.name, schema.is_matchable), (name, is_matchable));
            assert!((has.is_empty() || schema.has(has)) && !schema.has(has_not), "{name}");
        }
        for name in ["", "company", "Company!", "# Schemata", "Firm"] {
            assert!(Schema::named(name).is_none(), "{name}");
        }
    }
}
