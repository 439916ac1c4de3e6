//! A list's size over time, as a stepped line.

use chrono::{Datelike as _, Months, NaiveDate};
use serde::Serialize;

use super::drawing::{FigureTable, WIDTH};
use crate::report::figures::Release;
use earwatch_law::law::ListId;

/// How one list grew.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Growth {
    /// Its name within the page.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it shows, in words.
    pub summary: String,
    /// Height of the drawing.
    pub height: f64,
    /// The line, as the points of an SVG polyline.
    pub points: String,
    /// Sizes along the left.
    pub sizes: Vec<Tick>,
    /// Days along the bottom.
    pub days: Vec<Tick>,
    /// Where the line ends.
    pub last: (f64, f64),
    /// Left and right, top and bottom of the plot.
    pub frame: (f64, f64, f64, f64),
    /// All figures.
    pub table: FigureTable,
}

/// A mark on an axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tick {
    at: f64,
    label: String,
}

const HEIGHT: f64 = 210.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = WIDTH - 8.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = HEIGHT - 26.0;
/// Marks on an axis; their labels have room beside each other.
const MOST_TICKS: usize = 5;
/// Months between days that are marked, the smallest that leaves few enough marks is taken.
const STEPS: [u32; 9] = [1, 2, 3, 6, 12, 24, 60, 120, 240];

/// From which day a list has which size.
struct Step {
    day: NaiveDate,
    size: u32,
}

impl Growth {
    /// The growth of a list up to a day; `None` where its size never changed.
    pub fn new(list: ListId, releases: &[Release], as_of: NaiveDate) -> Option<Self> {
        let steps: Vec<_> = releases
            .iter()
            .filter_map(|release| {
                let size = u32::try_from(*release.entries.get(&list)?).ok()?;
                let day = release.effective;
                Some(Step { day, size })
            })
            .collect();
        let (first, newest) = (steps.first()?, steps.last()?);
        let smallest = steps.iter().map(|step| step.size).min()?;
        let largest = steps.iter().map(|step| step.size).max()?;
        if smallest == largest {
            return None;
        }
        let end = newest.day.max(as_of);
        let days = f64::from(i32::try_from((end - first.day).num_days()).ok()?.max(1));
        let x = |day: NaiveDate| {
            let passed = f64::from(i32::try_from((day - first.day).num_days()).unwrap_or_default());
            LEFT + (RIGHT - LEFT) * passed / days
        };
        let sizes = nice(smallest, largest);
        let (low, high) = (*sizes.first()?, *sizes.last()?);
        let y = |size: u32| BOTTOM - (BOTTOM - TOP) * f64::from(size - low) / f64::from(high - low);
        let mut points = Vec::new();
        let mut before = first.size;
        for step in &steps {
            points.push((x(step.day), y(before)));
            points.push((x(step.day), y(step.size)));
            before = step.size;
        }
        points.push((x(end), y(before)));
        points.dedup();
        let points = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}"));
        Some(Self {
            id: format!("growth-{list}"),
            title: format!("Size of the {}", list.title()),
            summary: format!("{} entries on {}, {} on {}", first.size, first.day, newest.size, newest.day),
            height: HEIGHT,
            points: points.collect::<Vec<_>>().join(" "),
            sizes: sizes.iter().map(|size| Tick { at: y(*size), label: size.to_string() }).collect(),
            days: marked(first.day, end)
                .into_iter()
                .map(|day| Tick { at: x(day), label: day.format("%Y-%m").to_string() })
                .collect(),
            last: (x(end), y(before)),
            frame: (LEFT, RIGHT, TOP, BOTTOM),
            table: table(releases, list),
        })
    }
}

fn table(releases: &[Release], list: ListId) -> FigureTable {
    let rows = releases.iter().filter_map(|release| {
        let by = release.document.as_ref().map_or_else(|| "no document".to_owned(), ToString::to_string);
        let figures = vec![by, release.entries.get(&list)?.to_string()];
        Some((release.effective.to_string(), figures))
    });
    FigureTable { head: ["In force from", "By", "Entries"].map(str::to_owned).to_vec(), rows: rows.collect() }
}

/// Round numbers at equal distances around a range.
fn nice(smallest: u32, largest: u32) -> Vec<u32> {
    let range = largest - smallest;
    let step = (0..9)
        .flat_map(|power| [1, 2, 5].map(|factor| factor * 10_u32.pow(power)))
        .find(|step| range / step < 4)
        .unwrap_or(range.max(1));
    let low = smallest - smallest % step;
    let high = largest.div_ceil(step) * step;
    (0..=(high - low) / step).map(|at| low + at * step).collect()
}

/// First days of months at equal distances between two days.
fn marked(first: NaiveDate, end: NaiveDate) -> Vec<NaiveDate> {
    for step in STEPS {
        let mut days = Vec::new();
        // Years and half years begin with January.
        let month = first.month0() - first.month0() % step.min(12);
        let start = first.with_day(1).and_then(|day| day.with_month0(month));
        let Some(mut day) = start else {
            return Vec::new();
        };
        while day <= end && days.len() <= MOST_TICKS {
            if day >= first {
                days.push(day);
            }
            let Some(next) = day.checked_add_months(Months::new(step)) else {
                break;
            };
            day = next;
        }
        if days.len() <= MOST_TICKS {
            return days;
        }
    }
    Vec::new()
}
