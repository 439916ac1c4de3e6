//! Horizontal bars: a label, and below it its figures side by side.

use serde::Serialize;

use super::drawing::{FigureTable, WIDTH};

/// What a part of a bar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Series {
    /// New entries.
    Added,
    /// Entries that are gone.
    Removed,
    /// Changed listings.
    Changed,
    /// New entries with a designation.
    AddedWith,
    /// Listed entries that gained a designation.
    Gained,
    /// Entries that lost a designation, or had it and are gone.
    LostIt,
}

impl Series {
    /// What tells it without colour.
    fn sign(self) -> char {
        match self {
            Self::Added | Self::AddedWith => '+',
            Self::Removed | Self::LostIt => '−',
            Self::Changed => '~',
            Self::Gained => '↑',
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::AddedWith => "added with it",
            Self::Gained => "gained it",
            Self::LostIt => "lost it or removed with it",
        }
    }
}

/// A chart of horizontal bars.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bars {
    /// Its name within the page.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What it shows, in words.
    pub summary: String,
    /// Height of the drawing.
    pub height: f64,
    /// Height of a bar.
    pub thickness: f64,
    /// What the parts of a bar count.
    pub legend: Vec<Legend>,
    /// The bars.
    pub rows: Vec<Bar>,
    /// What is not drawn, in words.
    pub rest: Option<String>,
    /// All figures.
    pub table: FigureTable,
}

/// An item of the legend.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Legend {
    series: Series,
    words: String,
    x: f64,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    label: String,
    label_y: f64,
    y: f64,
    parts: Vec<BarPart>,
    value: String,
    value_x: f64,
    value_y: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BarPart {
    series: Series,
    x: f64,
    width: f64,
}

/// Bars that are drawn; what is more is summed up in words, and named in the table.
const MOST_ROWS: usize = 12;

/// Height of a row: label, bar and space.
const ROW: f64 = 36.0;
const BAR: f64 = 12.0;
/// Where the bars begin: below the legend.
const TOP: f64 = 26.0;
/// Width of the longest bar; the rest holds its figures.
const LONGEST: f64 = 250.0;
/// The narrowest part that is seen.
const NARROWEST: f64 = 2.0;
/// Characters of a label in one line.
const LABEL: usize = 50;
/// Width of a character of 12 units, at most on average.
const CHARACTER: f64 = 7.0;

impl Bars {
    /// A chart of rows of figures, one for each series; none of fewer than two rows.
    pub fn new(
        id: &'static str,
        title: &'static str,
        of: &'static str,
        series: &[Series],
        rows: &[(String, Vec<usize>)],
    ) -> Option<Self> {
        if rows.len() < 2 {
            return None;
        }
        let used: Vec<_> = (0..series.len())
            .filter(|at| rows.iter().any(|(_, figures)| figures.get(*at) > Some(&0)))
            .filter_map(|at| Some((at, *series.get(at)?)))
            .collect();
        let table = table(of, &used, rows);
        let (shown, rest) = rows.split_at(rows.len().min(MOST_ROWS));
        let largest = shown.iter().map(|(_, figures)| sum(figures)).max()?;
        let scale = LONGEST / units(largest.max(1));
        let bars: Vec<_> = shown
            .iter()
            .zip(0_u32..)
            .map(|((label, figures), at)| Bar::new(label, figures, &used, TOP + ROW * f64::from(at), scale))
            .collect();
        let mut x = 0.0;
        let legend = used.iter().map(|(_, series)| {
            let item = Legend { series: *series, words: format!("{} {}", series.sign(), series.title()), x };
            x += 26.0 + CHARACTER * units(item.words.chars().count());
            item
        });
        Some(Self {
            id,
            title,
            summary: summary(shown, &used),
            height: TOP + ROW * units(bars.len()),
            thickness: BAR,
            legend: legend.collect(),
            rows: bars,
            rest: (!rest.is_empty()).then(|| {
                let sums = (0..series.len()).map(|at| rest.iter().filter_map(|(_, of)| of.get(at)).sum());
                let sums: Vec<usize> = sums.collect();
                format!("{} more in the table: {}", rest.len(), in_words(&sums, &used))
            }),
            table,
        })
    }
}

fn table(of: &str, used: &[(usize, Series)], rows: &[(String, Vec<usize>)]) -> FigureTable {
    let head = used.iter().map(|(_, series)| series.title().to_owned());
    let row = |(label, figures): &(String, Vec<usize>)| {
        let figures = used.iter().filter_map(|(at, _)| figures.get(*at));
        (label.clone(), figures.map(ToString::to_string).collect())
    };
    FigureTable { head: std::iter::once(of.to_owned()).chain(head).collect(), rows: rows.iter().map(row).collect() }
}

/// `CHINA: 11 added; TAIWAN: 1 added`.
fn summary(rows: &[(String, Vec<usize>)], used: &[(usize, Series)]) -> String {
    let row = |(label, figures): &(String, Vec<usize>)| format!("{label}: {}", in_words(figures, used));
    rows.iter().map(row).collect::<Vec<_>>().join("; ")
}

fn in_words(figures: &[usize], used: &[(usize, Series)]) -> String {
    let figures =
        used.iter().filter_map(|(at, series)| Some((*figures.get(*at)?, series.title()))).filter(|(n, _)| *n > 0);
    figures.map(|(n, title)| format!("{n} {title}")).collect::<Vec<_>>().join(", ")
}

fn sum(figures: &[usize]) -> usize {
    figures.iter().sum()
}

/// A count as a length.
fn units(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

impl Bar {
    fn new(label: &str, figures: &[usize], used: &[(usize, Series)], y: f64, scale: f64) -> Self {
        let short = match label.char_indices().nth(LABEL) {
            Some((end, _)) => format!("{}…", label.get(..end).unwrap_or(label)),
            None => label.to_owned(),
        };
        let mut x = 0.0;
        let mut parts = Vec::new();
        for (at, series) in used {
            let n = figures.get(*at).copied().unwrap_or_default();
            if n > 0 {
                let width = (units(n) * scale).max(NARROWEST);
                parts.push(BarPart { series: *series, x: rounded(x), width: rounded(width) });
                x += width;
            }
        }
        let values = used.iter().filter_map(|(at, series)| Some((series.sign(), *figures.get(*at)?)));
        let values: Vec<_> = values.filter(|(_, n)| *n > 0).map(|(sign, n)| format!("{sign}{n}")).collect();
        Self {
            label: short,
            label_y: y + 11.0,
            y: y + 16.0,
            parts,
            value: values.join("  "),
            value_x: rounded((x + 6.0).min(WIDTH)),
            value_y: y + 26.0,
        }
    }
}

/// Bars need no more than tenths.
fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}
