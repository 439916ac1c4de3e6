//! What differs between two rows: each class of change, from hand-made pairs.

use std::sync::Arc;

use earwatch_law::diff::{self, Class, ListDiff};
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::law::Cells;
use earwatch_law::law::ListId;

const ENTITY: &str = "Acme Optics, a.k.a., the following one alias:\n—Acme.\n1 Long Road, Paris, France.";
const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";
const REACH: &str = "For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)";
const DENIAL: &str = "Presumption of denial";
const CITED: &str = "88 FR 13675, 3/6/23.";

type Row<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);
const BASE: Row<'_> = ("FRANCE", ENTITY, ALL, DENIAL, CITED);

fn entry(id: u32, (country, entity, requirement, policy, citation): Row<'_>) -> Arc<Entry> {
    let cells = Cells {
        entity: entity.to_owned(),
        license_requirement: requirement.to_owned(),
        license_review_policy: policy.to_owned(),
        citation: citation.to_owned(),
    };
    let id = EntryId(id);
    Arc::new(Entry::new(id, ListId::EntityList, country, cells))
}

/// The difference of two files of one row each.
fn diff_of(old: Row<'_>, new: Row<'_>) -> ListDiff {
    let matched = diff::pairs::by_content(vec![entry(1, old)], vec![entry(7, new)]);
    diff::compare(ListId::EntityList, matched)
}

/// Each class of change, alone, from a pair of rows.
#[test]
fn each_class_of_change_is_told_apart() {
    let entity = |entity| Row::clone(&("FRANCE", entity, ALL, DENIAL, CITED));
    let requirement = |requirement| Row::clone(&("FRANCE", ENTITY, requirement, DENIAL, CITED));
    for (old, new, class) in [
        (
            requirement(REACH),
            requirement("For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)^4^"),
            Class::Designation,
        ),
        (
            requirement("(See § 734.9(e)^1^ of the EAR)^2^"),
            requirement("(See § 734.9(e)^1^ of the EAR)"),
            Class::Designation,
        ),
        (
            requirement("(See §§ 734.9(g),^3^ 746.8, and 744.21(b) of the EAR)"),
            requirement("(See §§ 734.9(g), 746.8,^3^ and 744.21(b) of the EAR)"),
            Class::Designation,
        ),
        (BASE, requirement("For all items but food. (See § 744.11 of the EAR)"), Class::LicenseRequirement),
        (BASE, ("FRANCE", ENTITY, ALL, "Policy of denial", CITED), Class::ReviewPolicy),
        (
            BASE,
            entity("Acme Optics, a.k.a., the following two aliases:\n—Acme; and\n—AO.\n1 Long Road, Paris, France."),
            Class::Alias,
        ),
        (
            BASE,
            entity(
                "Acme Optics, a.k.a., the following one alias:\n—Acme.\n1 Long Road, Paris, France; and 2 Short Lane, Lyon, France.",
            ),
            Class::Address,
        ),
        (
            BASE,
            entity(
                "Acme Optics, a.k.a., the following one alias:\n—Acme.\n1 Long Road, Paris, France.\nSubordinate institution: Acme Laboratory, 9 Quai Nord, Lyon, France.",
            ),
            Class::Subordinate,
        ),
        (
            BASE,
            entity(
                "Acme Optics, a.k.a., the following one alias:\n—Acme.\n1 Long Road, Paris, France. (See alternate address under Spain).",
            ),
            Class::CrossReference,
        ),
        (
            entity("Acme Optics, Suite 1-2, 1 Long Road, Paris, France."),
            entity("Acme Optics, Suite 12, 1 Long Road, Paris, France."),
            Class::Address,
        ),
    ] {
        let diff = diff_of(old, new);
        assert!(diff.added.is_empty() && diff.removed.is_empty() && diff.editorial.is_empty(), "{new:?}: {diff:?}");
        let mut classes = diff.changed[0].classes.clone();
        classes.retain(|class| class.changes_listing());
        assert_eq!(classes, [class], "{new:?}");
        assert_eq!(diff.counts().changed, 1, "{new:?}");
    }
}

/// A new citation alone, and what the canonical form hides, never count as a changed listing.
#[test]
fn citations_and_layout_are_no_change_of_a_listing() {
    let entity = |entity| Row::clone(&("FRANCE", entity, ALL, DENIAL, CITED));
    let citation = |citation| Row::clone(&("FRANCE", ENTITY, ALL, DENIAL, citation));
    for (new, class) in [
        (citation("88 FR 13675, 3/6/23. 89 FR 96836, 12/5/24."), Class::Citation),
        (citation("88 FR 13675,\n3/6/23"), Class::Editorial),
        (citation("88 FR, 13675; 3/6/23."), Class::Editorial),
        (citation("88 FR FR 13675, 3/6/23."), Class::Citation),
        (
            entity("Acme Optics, a.k.a., the following one alias:\n–Acme.\n1 Long Road, Paris, France."),
            Class::Editorial,
        ),
        (entity("Acme Optics, a.k.a., the following one alias: —Acme. 1 Long Road, Paris, France."), Class::Editorial),
        (entity("ACME OPTICS, a.k.a. the following one alias:\n—Acme\n1 Long Road Paris, France"), Class::Editorial),
        (
            ("FRANCE", ENTITY, "For all items subject to the EAR (See § 744.11 of the EAR.)", DENIAL, CITED),
            Class::Editorial,
        ),
        (("FRANCE", ENTITY, ALL, "Presumption of Denial.", CITED), Class::Editorial),
    ] {
        let diff = diff_of(BASE, new);
        assert!(diff.added.is_empty() && diff.removed.is_empty() && diff.changed.is_empty(), "{new:?}: {diff:?}");
        assert_eq!(diff.editorial[0].classes, [class], "{new:?}");
        let counts = diff.counts();
        assert_eq!((counts.changed, counts.editorial), (0, 1), "{new:?}");
    }
}

/// Two files prove a renaming by f.k.a., or by citations and addresses; a move by name, citations and addresses.
#[test]
fn renamed_and_moved_entries_need_proof() {
    let france = |entity, citation| Row::clone(&("FRANCE", entity, ALL, DENIAL, citation));
    let both = "88 FR 13675, 3/6/23. 89 FR 96836, 12/5/24.";
    for (new, classes, counts) in [
        (
            france("Zenith Lenses, f.k.a., Acme Optics, 3 Other Street, Nice, France.", "89 FR 96836, 12/5/24."),
            Class::Renamed,
            (1, 0),
        ),
        (
            france("Zenith Lenses, a.k.a., the following one alias:\n—Acme.\n1 Long Road, Paris, France.", both),
            Class::Renamed,
            (1, 0),
        ),
        (("SPAIN", ENTITY, ALL, DENIAL, both), Class::Moved, (0, 1)),
    ] {
        let diff = diff_of(BASE, new);
        assert!(diff.added.is_empty() && diff.removed.is_empty(), "{new:?}: {diff:?}");
        assert_eq!(diff.changed[0].classes[0], classes, "{new:?}");
        let counted = diff.counts();
        assert_eq!((counted.renamed, counted.moved), counts, "{new:?}");
        assert_eq!(counted.changed, 0, "{new:?}");
    }
}

/// Anything less than proof is an addition and a removal; where it is close, both are shown as a possible renaming.
#[test]
fn what_is_not_proven_is_an_addition_and_a_removal() {
    for (new, possible) in [
        (("FRANCE", "Zenith Lenses, 1 Long Road, Paris, France.", ALL, DENIAL, "89 FR 1, 1/2/24."), true),
        (
            (
                "FRANCE",
                "Zenith Lenses, a.k.a., the following one alias:\n—Acme Optics.\n3 Other Street, Nice, France.",
                ALL,
                DENIAL,
                "89 FR 1, 1/2/24.",
            ),
            true,
        ),
        (("FRANCE", "Acme Optic, 3 Other Street, Nice, France.", ALL, DENIAL, "89 FR 1, 1/2/24."), true),
        (("FRANCE", "Zenith Lenses, 3 Other Street, Nice, France.", ALL, DENIAL, "89 FR 1, 1/2/24."), false),
        (("SPAIN", "Acme Optics, 3 Other Street, Madrid, Spain.", ALL, DENIAL, "89 FR 1, 1/2/24."), false),
    ] {
        let diff = diff_of(BASE, new);
        assert_eq!((diff.added.len(), diff.removed.len(), diff.changed.len()), (1, 1, 0), "{new:?}");
        assert_eq!(diff.possible_renames.len(), usize::from(possible), "{new:?}");
    }
}

/// Added and removed rows, among others that stay.
#[test]
fn added_and_removed_rows_are_listed() {
    let other = ("SPAIN", "Halcón S.L., Calle Mayor 5, Madrid, Spain.", ALL, DENIAL, "87 FR 1, 1/3/22.");
    for (old, new, expected) in [
        (vec![entry(1, BASE)], vec![entry(1, BASE), entry(2, other)], (1, 0)),
        (vec![entry(1, BASE), entry(2, other)], vec![entry(9, BASE)], (0, 1)),
        (vec![entry(1, BASE), entry(2, BASE)], vec![entry(9, BASE)], (0, 1)),
    ] {
        let diff = diff::compare(ListId::EntityList, diff::pairs::by_content(old, new));
        assert_eq!((diff.added.len(), diff.removed.len()), expected);
        assert!(diff.changed.is_empty() && diff.editorial.is_empty());
    }
}

/// A heading with another apostrophe is the same country, also for an entry that changes.
#[test]
fn a_heading_in_another_layout_takes_no_entry_apart() {
    let row = |country, policy| Row::clone(&(country, ENTITY, ALL, policy, CITED));
    let diff =
        diff_of(row("CHINA, PEOPLE'S REPUBLIC OF", DENIAL), row("CHINA, PEOPLE’S REPUBLIC OF", "Policy of denial"));
    assert!(diff.added.is_empty() && diff.removed.is_empty(), "{diff:?}");
    assert_eq!(diff.changed[0].classes, [Class::ReviewPolicy, Class::Editorial]);
}
