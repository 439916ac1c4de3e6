//! The header of a mail in lines that every server takes: at most 998 octets (RFC 5322, 2.1.1), and where a blank allows
//! it no more than 78.

/// What a line should not be longer than.
const SHORT: usize = 78;

/// A mail whose header lines are folded at blanks; its body is left as it is.
pub(super) fn folded(mail: &[u8]) -> Vec<u8> {
    let end = mail.windows(4).position(|bytes| bytes == b"\r\n\r\n").map_or(mail.len(), |at| at + 2);
    let (header, body) = mail.split_at(end);
    let mut out = Vec::with_capacity(mail.len() + 64);
    for line in header.split_inclusive(|byte| *byte == b'\n') {
        fold(line, &mut out);
    }
    out.extend_from_slice(body);
    out
}

fn fold(line: &[u8], out: &mut Vec<u8>) {
    let mut rest = line;
    while rest.trim_ascii_end().len() > SHORT {
        // A line of nothing but blanks would end the header.
        let begin = rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(rest.len());
        let name = if rest.len() == line.len() {
            rest.iter().position(|byte| *byte == b':').map_or(0, |at| at + 2)
        } else {
            0
        };
        let blanks = || {
            let from = begin.max(name);
            rest.iter().enumerate().skip(from).filter(|(_, byte)| **byte == b' ').map(|(at, _)| at)
        };
        let text_ends = rest.trim_ascii_end().len();
        let last_fitting = blanks().take_while(|at| *at <= SHORT).last();
        let Some(at) = last_fitting.or_else(|| blanks().next()).filter(|at| *at < text_ends) else {
            break;
        };
        let (head, tail) = rest.split_at(at);
        out.extend_from_slice(head);
        out.extend_from_slice(b"\r\n");
        rest = tail;
    }
    out.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(header: &str) -> Vec<String> {
        let mail = format!("{header}\r\n\r\nbody {}\r\n", "x".repeat(2000));
        let out = String::from_utf8(folded(mail.as_bytes())).unwrap();
        let (header, body) = out.split_once("\r\n\r\n").unwrap();
        assert_eq!(body.len(), 2007);
        header.split("\r\n").map(ToOwned::to_owned).collect()
    }

    #[test]
    fn long_lines_are_folded_at_blanks_and_say_the_same() {
        let addresses: Vec<_> = (0..80).map(|n| format!("export.control.{n}@example.com")).collect();
        let words = format!("Subject: {}", "word ".repeat(400));
        for header in [
            format!("To: {}", addresses.join(", ")),
            words.trim_end().to_owned(),
            format!("To: \"{}\" <a@example.com>", "Trade Compliance ".repeat(100)),
            format!("From: a@example.com\r\nTo: {}\r\nDate: x", addresses.join(", ")),
        ] {
            let lines = lines(&header);
            assert!(lines.iter().all(|line| line.len() <= SHORT), "{lines:?}");
            assert!(lines.iter().all(|line| !line.trim().is_empty()), "{lines:?}");
            let unfolded = lines.join("\r\n").replace("\r\n ", " ");
            assert_eq!(unfolded, header);
        }
        let word = format!("Subject: {}", "x".repeat(500));
        assert_eq!(lines(&word).join("\n"), word);
        assert_eq!(lines("To: a@example.com"), ["To: a@example.com"]);
    }
}
