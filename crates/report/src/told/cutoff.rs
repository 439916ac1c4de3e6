//! How much of a long text is shown. All of it is in the JSON.

/// Characters of an unchanged run in a redline, and of values that are read faster in a row.
pub const LINE: usize = 120;

/// Characters of an instruction around the name that it is about.
pub const AROUND: usize = 240;

/// Characters of what a finding or an announcement quotes.
pub const QUOTE: usize = 600;

/// Characters of an instruction that is shown as a whole.
pub const WHOLE: usize = 1200;

/// Editorial changes that a short rendering names one by one.
pub const EDITORIAL: usize = 25;

/// Countries named in a line.
pub const COUNTRIES: usize = 8;

/// Entries, and texts, that a feed names one by one under a heading.
pub const NAMED: usize = 200;
