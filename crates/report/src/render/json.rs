//! A report as JSON: its value, serialised.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::report::Report;

/// Renders a report.
pub(super) fn render(report: &Report) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::new();
    report.serialize(&mut Serializer::with_formatter(&mut out, Indented::default()))?;
    out.push(b'\n');
    Ok(out)
}

/// Two blanks a level, as `serde_json` writes it, but a line break with its blanks at once.
#[derive(Default)]
struct Indented {
    depth: usize,
    /// Whether there is something between the last bracket and here.
    filled: bool,
}

const BREAK: &[u8] = b",\n                                                ";

impl Indented {
    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.filled {
            self.line(out, true)?;
        }
        out.write_all(bracket)
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W, first: bool) -> io::Result<()> {
        let blanks = 2 * self.depth;
        let from = usize::from(first);
        if let Some(line) = BREAK.get(from..2 + blanks) {
            return out.write_all(line);
        }
        out.write_all(BREAK.get(from..2).unwrap_or_default())?;
        (0..blanks).try_for_each(|_| out.write_all(b" "))
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn lines_are_broken_as_serde_json_breaks_them() {
        let deep = (0..40).fold(json!({"a": [], "b": {}}), |inner, n| json!([n, {"c": inner, "d": "x\n"}]));
        for value in [json!(null), json!([]), json!({}), json!([[], {}, [1, 2]]), deep] {
            let mut out = Vec::new();
            Value::serialize(&value, &mut Serializer::with_formatter(&mut out, Indented::default())).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}
