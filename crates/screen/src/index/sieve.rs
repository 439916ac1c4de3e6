//! Of many names, those that some names asked for can find: what is left of millions fits an index.

use rustc_hash::FxHashSet;

use super::deciding::Deciding;
use super::searcher::Searcher;
use super::{Index, Wanted};
use crate::name::Name;
use crate::score::can_be_cut;

/// Names that are asked for.
#[derive(Debug)]
pub struct Sieve {
    asked: Index,
    /// Whether a name that is found has to be like a unit of these groups, or like another one.
    deciding: Vec<bool>,
    /// Letters of names that may break off, and how many they have.
    cut: FxHashSet<String>,
    lengths: Vec<usize>,
}

/// One who sifts name after name.
#[derive(Debug)]
pub struct Sifter<'a> {
    sieve: &'a Sieve,
    searcher: Searcher<&'a Index>,
}

impl Sieve {
    /// The names that will be asked for, and what they are to find.
    pub fn new(asked: impl IntoIterator<Item = Name>, wanted: Wanted) -> Self {
        let asked = Index::new(asked);
        let mut deciding = vec![false; asked.groups.len()];
        let (mut cut, mut lengths) = (FxHashSet::default(), Vec::new());
        for (at, name) in asked.names.iter().enumerate() {
            let words = Deciding::new(name, wanted);
            let groups = asked
                .units_of(at)
                .iter()
                .filter(|(_, (first, after))| words.bits_of((usize::from(*first), usize::from(*after))) != 0);
            for (group, _) in groups {
                deciding.get_mut(*group as usize).into_iter().for_each(|decides| *decides = true);
            }
            if can_be_cut(name) && cut.insert(name.letters.clone()) {
                lengths.push(name.letters.len());
            }
        }
        lengths.sort_unstable();
        lengths.dedup();
        Self { asked, deciding, cut, lengths }
    }

    /// One who sifts.
    pub fn sifter(&self) -> Sifter<'_> {
        Sifter { sieve: self, searcher: self.asked.searcher() }
    }
}

impl Sifter<'_> {
    /// Whether one of the names asked for may find a name; where not, none does.
    pub fn keeps(&mut self, name: &Name) -> bool {
        let begins =
            |length: &usize| name.letters.get(..*length).is_some_and(|letters| self.sieve.cut.contains(letters));
        self.sieve.lengths.iter().any(begins) || self.searcher.is_like_any(name, &self.sieve.deciding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sieve_keeps_what_a_search_would_find() {
        let names = [
            "Alpha Technology Co., Ltd.",
            "Alfa Trading LLC",
            "Beta Gamma Delta Institute (BGDI)",
            "Nord Licht Group",
            "Hua Xin Electronic",
            "Huaxin Research Institute No. 13",
            "Orion 58 JSC",
            "Zarya Works",
            "محمد",
            "Cedar",
            "BG Tech",
            "Nordlicht Holding",
            "华新科技有限公司",
            "Technology Group Co., Ltd.",
            "Elm and Oak",
            "Birch Yards",
        ];
        let asked = ["Alhpa Tech", "BGDI", "Norldicht Group", "Beta Gamma Delta Institute (BG", "Zaria"];
        let wanted = Wanted::of_score(0.7);
        let sieve = Sieve::new(asked.iter().map(|name| Name::new(name)), wanted);
        let mut sifter = sieve.sifter();
        let mut kept = 0;
        for name in names {
            let index = Index::new([Name::new(name)]);
            let is_found = asked.iter().any(|asked| !index.search(&Name::new(asked), wanted).is_empty());
            let keeps = sifter.keeps(&Name::new(name));
            assert!(keeps || !is_found, "{name}");
            kept += usize::from(keeps);
        }
        assert!((1..names.len()).contains(&kept), "{kept}");
    }
}
