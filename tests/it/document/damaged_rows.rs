//! Printed rows that lost or gained words: cut texts, lost lines, two rows in one, marks and citations of another row. They
//! are held with the reason; what only looks odd enters, and nobody is called.

use crate::support::amending::{Became, amended};

const OLD: (&str, &str) = ("FRANCE", "Alder SARL, 3 rue du Lac, Lyon, France.");
const ENTITY: &str = "Hazel SA, 17 rue Haute, Nantes, France.";
const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";
const MARKED: &str =
    "For all items subject to the EAR. (See §§ 734.9(g),<SU>3</SU> 746.8(a)(3), and 744.21(b) of the EAR)";
const DENIAL: &str = "Presumption of denial";
const CITED: &str = "88 FR 5, 5/3/23.";

/// What becomes of a row that adds Hazel SA, beside another one.
fn came(entity: &str, requirement: &str, policy: &str, citation: &str) -> Became {
    let row = |cells: [&str; 4]| format!("<ROW><ENT> </ENT><ENT>{}</ENT></ROW>", cells.join("</ENT><ENT>"));
    let rows = format!(
        "<ROW><ENT>FRANCE</ENT></ROW>{}{}",
        row(["Fjord SA, 5 rue Basse, Metz, France.", ALL, DENIAL, CITED]),
        row([entity, requirement, policy, citation])
    );
    let order = "a. Under FRANCE, by adding entries for “Fjord SA” and “Hazel SA”.";
    amended(&[OLD], &[order], &rows)
}

fn review(became: &Became) -> Vec<&str> {
    let called = became.told.iter().filter(|finding| finding.needs_review());
    called.map(|finding| finding.message.as_str()).collect()
}

fn aliases(number: &str, lines: &str) -> String {
    format!("Hazel SA, a.k.a., the following {number}:{lines}<LI>17 rue Haute, Nantes, France.</LI>")
}

fn holds(entity: &str, requirement: &str, policy: &str, citation: &str, why: &str) {
    let became = came(entity, requirement, policy, citation);
    let row = format!("{entity} | {requirement} | {policy} | {citation}");
    assert_eq!(became.entries.len(), 2, "{row}: {:?}", became.cells());
    assert!(review(&became).iter().any(|message| message.contains(why)), "{row}: {:?}", became.told);
}

#[test]
fn an_entity_that_lost_or_gained_words_is_held() {
    let lost = "a line may be lost";
    let no_place = "without a stop and without a country";
    let two = "seems to hold the texts of two rows";
    for (entity, why) in [
        // The lead-in announces one more than is printed.
        (aliases("two aliases", "<LI>—Hazel Est.</LI>"), lost),
        (aliases("five aliases", "<LI>—Hazel Est;</LI><LI>—Hazel Ouest.</LI>"), lost),
        (aliases("one alias", ""), "announces other names and prints none"),
        // "and" promises another alias.
        (aliases("two aliases", "<LI>—Hazel Est; Hazel Sud; and</LI>"), "breaks off behind “and”"),
        (aliases("one alias", "<LI>—Hazel Co.,</LI>"), "lacks the second word of a legal form"),
        (aliases("one alias", "<LI>—Hazel Sdn.,</LI>"), "lacks the second word of a legal form"),
        ("Hazel SA, 17 rue Haute, Nantes, France; and".to_owned(), "breaks off"),
        ("Hazel SA, 17 rue Haute, Nantes, France; and P.O. Box".to_owned(), "breaks off"),
        ("Hazel SA, 17 rue Haute, Building No.".to_owned(), "breaks off"),
        ("Hazel SA, 17 rue Haute, Nantes, France (See alternate".to_owned(), "breaks off"),
        ("Hazel SA, 17 rue Ha".to_owned(), no_place),
        ("Hazel SA, 17 rue Haute, Nantes, France; and 4 quai Nord, Bre".to_owned(), no_place),
        (ENTITY.repeat(2), "is printed twice"),
        (format!("{ENTITY}Birch SA, 5 rue Basse, Metz, France."), two),
        (format!("{ENTITY}<LI>Birch SARL, 5 rue Basse, Metz, France.</LI>"), two),
        // The а is Cyrillic.
        (ENTITY.replace("Nantes", "N\u{430}ntes"), "letters of two scripts"),
    ] {
        holds(&entity, ALL, DENIAL, CITED, why);
    }
}

#[test]
fn a_requirement_or_policy_that_lost_or_gained_words_is_held() {
    let piece = "is only a piece of a usual wording";
    let two = "seems to hold the texts of two rows";
    for (requirement, policy, why) in [
        (ALL, "Presumption of den", "says of no license how it is reviewed"),
        (ALL, "Policy of den", piece),
        (ALL, "of denial", piece),
        (ALL, "Policy of denial for all items subject to the EAR apart from food and medicine", piece),
        (ALL, "Case-by-ca", piece),
        (ALL, "See § 744.3(d) of the", "breaks off"),
        (ALL, "Policy of denial; Case-by-case basis for use in the International Space Station (ISS", "breaks off"),
        (ALL, "Presumption of denial Policy of denial", two),
        (ALL, "Presumption of denialPresumption of denial", "is printed twice"),
        ("For all items subject to the EAR. (See § 744.1", DENIAL, "breaks off"),
        ("subject to the EAR. (See § 744.11 of the EAR)", DENIAL, piece),
        ("For all items subject to the EAR. All items subject to the EAR.", DENIAL, two),
    ] {
        holds(ENTITY, requirement, policy, CITED, why);
    }
}

/// No row of the official lists has a mark without its paragraph of § 734.9, or one without its mark.
#[test]
fn a_mark_that_the_requirement_does_not_support_is_held() {
    for (requirement, why) in [
        (ALL.replace("EAR)", "EAR)<SU>5</SU>"), "footnote 5 is marked, but no paragraph of § 734.9 is cited"),
        (ALL.replace("EAR)", "EAR)<SU>2</SU>"), "footnote 2 is marked, but not footnote 1"),
        (ALL.replace("§ 744.11", "§§ 734.9 and 744.11"), "§ 734.9 is cited, but no footnote is marked"),
        (ALL.replace("§ 744.11", "§§ 734.9(h) and 744.11"), "§ 734.9(h) is cited, but no footnote is marked"),
        (MARKED.replace("(g)", "(9)"), "footnote 3 is marked, but § 734.9(9) is cited"),
        (MARKED.replace("(g)", "(e)(1)"), "footnote 3 is marked, but § 734.9(e)(1) is cited"),
        (MARKED.replace("3</SU>", "3, 4</SU>"), "footnote 4 is marked, but § 734.9(g) is cited"),
    ] {
        holds(ENTITY, &requirement, DENIAL, CITED, why);
    }
    for requirement in [MARKED, "For all items. (See §§ 736.2(b)(3)(vi)<SU>1</SU> and 744.11 of the EAR<SU>2</SU>)"] {
        let became = came(ENTITY, requirement, DENIAL, CITED);
        assert_eq!((became.entries.len(), review(&became)), (3, vec![]), "{requirement}");
    }
    // An order that puts the mark on says that it belongs there.
    let marked = ALL.replace("EAR)", "EAR)<SU>5</SU>");
    let rows = format!(
        "<ROW><ENT>FRANCE</ENT><ENT>{}</ENT><ENT>{marked}</ENT><ENT>{DENIAL}</ENT><ENT>{CITED}</ENT></ROW>",
        OLD.1
    );
    let became =
        amended(&[OLD], &["a. Under FRANCE, by adding a footnote 5 designation to the entry for “Alder SARL”."], &rows);
    assert_eq!(review(&became), [""; 0]);
}

#[test]
fn a_citation_that_cannot_be_that_of_the_row_is_held() {
    for (citation, why) in [
        ("88 FR 27O01, 5/3/23.", "is no citation"),
        ("8B FR 27001, 5/3/23.", "contains no citation"),
        ("88 FR 27001, 5/33/23.", "is no citation"),
        ("88 FR 27001.", "has no date"),
        ("87 FR 27001, 5/3/23.", "volume 87 of the Federal Register is not of 2023"),
        ("88 FR 60001, 11/3/23.", "is later than the document"),
        // The other row cites this document, as all new entries do.
        ("86 FR 300, 1/6/21.", "the citation is that of another document"),
        ("Presumption of denial 88 FR 27001, 5/3/23.", "is no citation"),
    ] {
        holds(ENTITY, ALL, DENIAL, citation, why);
    }
}

/// A correction may leave the citation of an entry as it is; that of another entry is a misprint.
#[test]
fn a_revision_with_the_citation_of_another_entry_is_held() {
    let order = "a. Under FRANCE, by revising the entry for “Alder SARL”.";
    for (citation, held) in [
        ("88 FR 1, 1/2/23.", 0),
        ("88 FR 1, 1/2/23. 88 FR 5, 5/3/23.", 0),
        ("88 FR 9, 5/3/23.", 0),
        ("86 FR 300, 1/6/21.", 1),
    ] {
        let entity = "Alder SARL, 9 quai Nord, Brest, France.";
        let rows = format!(
            "<ROW><ENT>FRANCE</ENT><ENT>{entity}</ENT><ENT>{ALL}</ENT><ENT>{DENIAL}</ENT><ENT>{citation}</ENT></ROW>"
        );
        let became = amended(&[OLD], &[order], &rows);
        assert_eq!(review(&became).len(), held, "{citation}: {:?}", became.told);
        assert_eq!(became.cells(), [if held == 0 { entity } else { OLD.1 }], "{citation}");
    }
}

/// As official lists and rules print rows.
#[test]
fn what_only_looks_odd_enters() {
    for entity in [
        "Hazel SA, 17 rue Haute, Nantes",
        "Hazel SA, 17 rue Haute, 44000 Nantes Cedex 3",
        "Hazel SA, 17 rue Haute, Nantes, Ocean Tower",
        "Hazel SA, 17 rue Haute, Vannes, France; and 4 quai Nord, Vannes",
        "Hazel SA",
        "Hazel SA, Marseille",
        "Hazel SA, a.k.a., the following alias: Hazel Ouest<LI>17 rue Haute, Nantes, France.</LI>",
        "Hazel SA, a.k.a., the following two aliases:<LI>—Hazel Est; Hazel Ouest.</LI><LI>17 quai Nord, Nantes.</LI>",
        "Hazel SA, a.k.a., the following two aliases:<LI>—3H Group,</LI><LI>—Hazel Ouest,</LI><LI>Nantes, France.</LI>",
        "Hazel SA, a.k.a., the following two aliases:<FP>—3H Group; and</FP><FP>—Хейзел.</FP><FP>Nantes, France.</FP>",
        "Hazel SA, a.k.a., the following two aliases:<FP1>—3H Group; and</FP1><FP1>—榛子公司.</FP1><FP1>Nantes.</FP1>",
        "Hazel SA, 17 rue Haute,<LI>Nantes, France.</LI>",
    ] {
        let became = came(entity, ALL, DENIAL, CITED);
        assert_eq!((became.entries.len(), review(&became)), (3, vec![]), "{entity}: {:?}", became.told);
    }
    for (requirement, policy) in [
        ("All Items Subject to the EAR", "Policy of Denial."),
        ("For all items subject to the EAR. (See § 744.11)", "Presumption of approval for EAR99 items"),
        (ALL, "Presumption of denial, except for items for humanitarian use, which are reviewed case by case"),
        (
            "For all items subject to the EAR. (See § 744.11 of the EAR). This license requirement may be overcome by \
          License Exception GOV under § 740.11(b)(2) and (e)",
            "See §§ 744.2(d), 744.3(d), and 744.4(d) of this part",
        ),
    ] {
        let became = came(ENTITY, requirement, policy, CITED);
        assert_eq!((became.entries.len(), review(&became)), (3, vec![]), "{requirement} | {policy}: {:?}", became.told);
    }
}
