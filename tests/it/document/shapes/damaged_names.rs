//! A long order with one damage at one name: the names beside it take effect, and the damage is quoted.

use std::fmt::Write as _;

use earwatch_law::finding::Severity;

use super::fixture::Shape;
use super::run;

/// Kinds of damage: what the name's place in the order becomes, `{}` being the name.
const DAMAGES: [(&str, &str); 12] = [
    ("an opening mark is missing", "{}”"),
    ("a closing mark is missing", "“{}"),
    ("a closing mark is turned", "“{}“"),
    ("a mark too many behind it", "“{}””"),
    ("a mark too many before it", "““{}”"),
    ("no marks", "{}"),
    ("a word before it", "erstwhile “{}”"),
    ("a word behind it", "“{}” erstwhile"),
    ("a bracket behind it", "“{}” (subject to review)"),
    ("a bracket that does not close", "“{}” (subject to review"),
    ("an editor's mark", "“{}” [sic]"),
    ("a letter too many", "“{}x”"),
];

/// Names as the list has them, with commas, brackets, ampersands and marks of their own.
fn name(at: usize) -> String {
    let stem = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel", "Iris", "Juniper"][at % 10];
    let kinds = ["Co., Ltd.", "JSC", "(Group) Inc.", "“Star” LLC", "and Sons", "& Partners", "Trading, FZE"];
    format!("{stem} {}{} {}", ["North", "South", "East", "West", "Upper", "Lower"][at / 10 % 6], at, kinds[at % 7])
}

fn paragraph(names: &[String], damaged: usize, damage: &str, verb: &str, commas: bool) -> String {
    let mut text = format!("a. Under RUSSIA, by {verb} ");
    for (at, name) in names.iter().enumerate() {
        let last = at + 1 == names.len();
        let own = if at == damaged { damage } else { "“{}”" };
        let separator = match (commas, last) {
            (_, true) => "",
            (true, false) => ",",
            (false, false) => ";",
        };
        let element = own.replace("{}", name);
        // American usage puts the comma inside the mark.
        let element = match element.strip_suffix('”').filter(|_| commas) {
            Some(inside) => format!("{inside}{separator}”"),
            None => element + separator,
        };
        let _ = write!(text, "{}{element} ", if last { "and " } else { "" });
    }
    format!("{}.", text.trim_end()).replace('&', "&amp;")
}

/// What is wrong with the outcome of one damage.
fn complaint(names: &[String], at: usize, damage: &str, adds: bool, commas: bool) -> Option<String> {
    let row = |name: &String| format!("RUSSIA | {name}, 1 Road, Moscow, Russia.");
    let escaped = |names: &[String]| names.iter().map(|name| row(name).replace('&', "&amp;")).collect::<Vec<_>>();
    let kept = "RUSSIA | Zelkova, 1 Road, Moscow, Russia.".to_owned();
    let mut list = vec![kept.clone()];
    let mut rows = Vec::new();
    if adds {
        rows.push("RUSSIA | *".to_owned());
        rows.extend(escaped(names).iter().map(|row| row.replacen("RUSSIA", " ", 1)));
    } else {
        list.extend(escaped(names));
    }
    let verb = if adds { "adding in alphabetical order entries for" } else { "removing the entries for" };
    let order = paragraph(names, at, damage, verb, commas);
    let orders = ["2. Supplement No. 4 to part 744 is amended:".to_owned(), order];
    let (came, findings) = run(&Shape::of_wording(&list, &[], &orders, &rows), &orders);
    let listed = |name: &String| came.rows.iter().any(|line| line.starts_with(&row(name)));
    let others = names.iter().enumerate().filter(|(other, _)| *other != at);
    // A word before all names, or behind all, may limit all of them; so may words around a quotation at the end.
    let limits = at == 0 && !adds && damage.starts_with("erst")
        || at == 59 && (damage.ends_with("erstwhile") || damage.ends_with("review") || damage == "{}");
    let wrong: Vec<_> = others.filter(|(_, name)| listed(name) != adds).map(|(_, name)| name).collect();
    let applied = listed(&names[at]) == adds;
    let word = names[at].split(' ').nth(1).unwrap();
    let told = findings.iter().any(|finding| {
        let says = |text: &String| text.contains(word);
        finding.code.severity() == Severity::Review
            && finding.quote.as_ref().is_some_and(says)
            && (limits || finding.quote.as_ref().is_none_or(|quote| quote.len() < 200) || says(&finding.message))
    });
    let extra = came.rows.len() != 1 + names.iter().filter(|name| listed(name)).count();
    let held = limits && wrong.len() == 59;
    (!wrong.is_empty() && !held || extra || !applied && !told).then(|| {
        format!("{damage} at {at} ({adds}, {commas}): {} others {:?}, told {told}", wrong.len(), wrong.first())
    })
}

#[test]
fn one_damaged_name_among_sixty_holds_no_other() {
    let names: Vec<String> = (0..60).map(name).collect();
    let mut failures = String::new();
    let mut tried = 0;
    for (kind, (about, damage)) in DAMAGES.iter().enumerate() {
        for at in [0, 1, 7 + kind, 23 + 2 * kind, 58, 59] {
            for (adds, commas) in [(true, false), (true, true), (false, false), (false, true)] {
                tried += 1;
                if let Some(complaint) = complaint(&names, at, damage, adds, commas) {
                    let _ = writeln!(failures, "{about}: {complaint}");
                }
            }
        }
    }
    println!("{tried} tried");
    assert!(failures.is_empty(), "{failures}");
}
