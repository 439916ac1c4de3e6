//! Makes the table of frequencies of names, one on a line: `frequencies < names > src/words/frequency.txt`.

#![expect(clippy::print_stdout, reason = "it prints a table")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use earwatch_screen::name::{Kind, Name};

/// Names that have a word, below which it is rare.
const LEAST: usize = 3;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let names: BTreeSet<&str> = text.lines().map(str::trim).filter(|name| !name.is_empty()).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in &names {
        let words = Name::new(name).tokens.into_iter();
        let words = words.filter(|word| matches!(word.kind, Kind::Word | Kind::Number)).map(|word| word.text);
        for word in words.collect::<BTreeSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    }
    println!(
        "# In how many names of the lists a word occurs, of those in {LEAST} or more; made by examples/frequencies.rs."
    );
    println!("names {}", names.len());
    for (word, count) in counts.into_iter().filter(|(_, count)| *count >= LEAST) {
        println!("{word} {count}");
    }
    Ok(())
}
