//! A report as JSON: its value, serialised.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::report::Report;

/// The report, two blanks for each level, with a line feed at its end.
pub(super) fn render(report: &Report) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::new();
    report.serialize(&mut Serializer::with_formatter(&mut out, Indented::default()))?;
    out.push(b'\n');
    Ok(out)
}

/// What `serde_json::to_vec_pretty` writes, a line's blanks at once: level by level they are half of all that is written.
#[derive(Default)]
struct Indented {
    levels: usize,
    /// Whether the innermost array or object has an element.
    has_element: bool,
}

/// What ends an element, and the blanks before the next. No report has more levels.
const BREAK: &str = ",\n                                                                ";

impl Indented {
    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: u8) -> Result<()> {
        self.levels += 1;
        self.has_element = false;
        out.write_all(&[bracket])
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: u8) -> Result<()> {
        self.levels -= 1;
        if self.has_element {
            self.line(out, true)?;
        }
        out.write_all(&[bracket])
    }

    /// A new line, behind a comma unless it is the first.
    fn line<W: ?Sized + Write>(&self, out: &mut W, is_first: bool) -> Result<()> {
        let from = usize::from(is_first);
        let written = BREAK.as_bytes().get(from..2 + 2 * self.levels);
        out.write_all(written.unwrap_or_else(|| &BREAK.as_bytes()[from..]))
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.open(out, b'[')
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.close(out, b']')
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<()> {
        self.line(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.has_element = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.open(out, b'{')
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.close(out, b'}')
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<()> {
        self.line(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.has_element = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_is_written_as_the_library_would_indent_it() {
        for value in [
            json!({}),
            json!([]),
            json!(1),
            json!({"a": [], "b": {}, "c": [[], [1, [2, {"d": null}]]], "e": {"f": "g\n", "h": [{}, {}]}}),
        ] {
            let mut out = Vec::new();
            value.serialize(&mut Serializer::with_formatter(&mut out, Indented::default())).unwrap();
            assert_eq!(out, serde_json::to_vec_pretty(&value).unwrap());
        }
    }
}
