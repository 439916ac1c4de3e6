//! The items of a document in order, each with its words and its parent: `2.`, `a.`, `xlvi.`, `(a)`, `(1)`, `A.`.
//!
//! Items stand in paragraphs of their own or run together in one; either way each knows its parent.

use super::lexer::{Cursor, Kind, Token};
use super::lexicon::Meaning;
use super::object;
use super::phrase;
use super::quotation::is_double;
use super::scope::{self, Home, Mention};
use super::verb::active;
use crate::document::AmendatoryParagraph;
use crate::law::text::marker::{self, Label, Style};
use Meaning::{And, By, Effective, For, In, Or, Section, Supplement, The, Under};

/// One item with the words it consists of.
pub(super) struct Node<'t> {
    pub(super) paragraph: &'t AmendatoryParagraph,
    pub(super) home: Home,
    pub(super) quote: &'t str,
    /// The tokens behind the marker.
    pub(super) body: Cursor<'t>,
    pub(super) parent: Option<usize>,
    /// Its marker with those it stands below.
    pub(super) number: Vec<String>,
    pub(super) has_children: bool,
    /// Breaks off before a name: the next paragraph begins with it.
    pub(super) breaks_off: bool,
}

/// Cuts the paragraphs into items and nests them.
pub(super) fn outline<'t>(paragraphs: &'t [AmendatoryParagraph], all: &'t [Vec<Token<'t>>]) -> Vec<Node<'t>> {
    let mut open = Outline::default();
    let mut nodes: Vec<Node<'t>> = Vec::new();
    let mut part = None;
    for (at, (paragraph, tokens)) in paragraphs.iter().zip(all).enumerate() {
        // A REGTEXT without part does not end what stands above it; another part does.
        if paragraph.part.is_some() && paragraph.part != part {
            if part.is_some() {
                open.close();
            }
            part = paragraph.part;
        }
        let home = Home { title: paragraph.title, part: paragraph.part };
        let named_next = all.get(at + 1).is_some_and(|next| begins_with_name(next)) && same_home(paragraphs, at);
        for item in cut(tokens) {
            let own = |from: usize| Cursor::new(&paragraph.text, tokens.get(from..item.end).unwrap_or(&[]));
            let body = own(item.body);
            let opens_scope = !matches!(scope::mention(body, home), Mention::Nothing);
            let is_sentence = phrase::is_sentence(body, home);
            let breaks_off = named_next && item.end == tokens.len() && breaks_off(body);
            let head = announces(body) || breaks_off;
            let parent = (!is_sentence).then(|| open.place(&item, nodes.len(), head, opens_scope)).flatten();
            if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
                parent.has_children = true;
            }
            let whole = own(item.start);
            let marker = tokens.get(item.start..item.body).unwrap_or(&[]).iter();
            let label = marker.filter(|token| token.kind == Kind::Word).map(|token| token.text.to_ascii_lowercase());
            let above = parent.and_then(|parent| nodes.get(parent)).map(|node: &Node<'_>| node.number.clone());
            let above = above.unwrap_or_default();
            let label = label.flat_map(|label| match marker::numbered(&label) {
                Some((number, letter)) if above.last().is_some_and(|last| last == number) => vec![letter.to_owned()],
                Some((number, letter)) => vec![number.to_owned(), letter.to_owned()],
                None => vec![label],
            });
            let label: Vec<_> = label.collect();
            // Nothing that is printed nests deeper.
            let number = above.into_iter().chain(label).take(12).collect();
            nodes.push(Node {
                paragraph,
                home,
                quote: whole.words_to(whole.skip(whole.tokens.len())),
                body,
                parent,
                number,
                has_children: false,
                breaks_off,
            });
        }
    }
    nodes
}

/// Whether an item ends as those do that others follow: with a colon, but not "to read as follows:".
pub(super) fn announces(body: Cursor<'_>) -> bool {
    let [before @ .., last] = body.tokens else {
        return false;
    };
    let reads = |token: &Token<'_>| ["read", "reads"].iter().any(|reads| token.text.eq_ignore_ascii_case(reads));
    (last.is_mark(':') || last.is_mark('—')) && !before.iter().rev().take(4).any(reads)
}

/// Whether a paragraph has no marker and begins with a name.
fn begins_with_name(tokens: &[Token<'_>]) -> bool {
    let named = |token: &Token<'_>| matches!(token.kind, Kind::Quoted(_));
    matches!(tokens, [and, name, ..] if and.means(And) && named(name)) || tokens.first().is_some_and(named)
}

fn same_home(paragraphs: &[AmendatoryParagraph], at: usize) -> bool {
    let home = |at: usize| paragraphs.get(at).map(|paragraph| (paragraph.title, paragraph.part));
    home(at) == home(at + 1)
}

/// Whether an item breaks off before a name: behind a verb, behind "entries for", behind a name and "and" or a comma.
fn breaks_off(body: Cursor<'_>) -> bool {
    let verb = |token: &Token<'_>| token.meanings().any(|meaning| active(meaning).is_some());
    let name = |token: &Token<'_>| {
        matches!(token.kind, Kind::Quoted(_)) && !token.text.trim_end_matches(is_double).ends_with(';')
    };
    match body.tokens {
        [.., noun, of] if of.means(For) => object::LISTED.iter().any(|listed| noun.means(*listed)),
        [.., named, comma, and] if and.means(And) && comma.is_mark(',') => name(named),
        [.., named, and] if and.means(And) || and.is_mark(',') => name(named),
        [.., last] => verb(last),
        [] => false,
    }
}

/// A stretch of a paragraph: its tokens, and the readings of the marker that opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    /// First token, the marker included.
    start: usize,
    /// First token after the marker.
    body: usize,
    /// One past the last token.
    end: usize,
    labels: Vec<Label>,
}

/// Cuts a paragraph where a marker stands at its start or after `:`, `;` or a sentence.
fn cut(tokens: &[Token<'_>]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = may_open(tokens, at, items.last()).then(|| marker(tokens, at)).flatten();
        let (labels, body) = found.unwrap_or((Vec::new(), at));
        if at == 0 || !labels.is_empty() {
            if let Some(last) = items.last_mut() {
                last.end = at;
            }
            items.push(Item { start: at, body, end: tokens.len(), labels });
        }
        at = body.max(at + 1);
    }
    items
}

/// Markers count at the start, straight after another marker, after `:` `;` `—`, and after a sentence.
fn may_open(tokens: &[Token<'_>], at: usize, last: Option<&Item>) -> bool {
    if at == 0 || last.is_some_and(|item| item.body == at && item.body > item.start) {
        return true;
    }
    let before = |back: usize| at.checked_sub(back).and_then(|index| tokens.get(index));
    let Some(previous) = before(1) else {
        return true;
    };
    let joined = previous.means(And) || previous.means(Or);
    let mark = if joined { before(2) } else { Some(previous) };
    mark.is_some_and(|token| match token.kind {
        Kind::Mark(':' | ';' | '—') => true,
        Kind::Mark('.') => !joined && opens_sentence(tokens, at),
        // "Under CHINA, (i) By adding …; and (ii) By revising …"
        Kind::Mark(',') => tokens.get(at).is_some_and(|token| token.is_mark('(')) && opens_order(tokens, at),
        // “X;” b. Under …: the quotation may have swallowed the separator.
        Kind::Quoted(_) => {
            token.text.trim_end_matches(['”', '"', '’', '\'']).ends_with([';', '.']) && opens_sentence(tokens, at)
        }
        Kind::Word | Kind::Mark(_) | Kind::Broken => false,
    })
}

/// After a full stop, `v.` or `A.` may as well be an abbreviation; a marker is followed by an order.
fn opens_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    const OPENERS: [Meaning; 8] = [Under, By, In, The, Supplement, For, Effective, Section];
    marker(tokens, at).is_some_and(|(_, body)| {
        tokens.get(body).is_some_and(|token| {
            let opens = |meaning| OPENERS.contains(&meaning) || active(meaning).is_some();
            token.is_mark('§') || token.is_capitalised() && token.meanings().any(opens)
        })
    })
}

/// Whether a marker is followed by a verb, or by "By" with its capital.
fn opens_order(tokens: &[Token<'_>], at: usize) -> bool {
    marker(tokens, at).and_then(|(_, body)| tokens.get(body)).is_some_and(|token| {
        token.means(By) && token.is_capitalised() || token.meanings().any(|meaning| active(meaning).is_some())
    })
}

fn marker(tokens: &[Token<'_>], at: usize) -> Option<(Vec<Label>, usize)> {
    let first = tokens.get(at)?;
    let second = tokens.get(at + 1)?;
    if first.is_mark('(') {
        let closed = tokens.get(at + 2)?.is_mark(')');
        let labels = marker::labels(second.text, true);
        return (closed && second.kind == Kind::Word && !labels.is_empty()).then_some((labels, at + 3));
    }
    let dotted = first.kind == Kind::Word && second.is_mark('.') && second.start == first.end;
    let apart = tokens.get(at + 2).is_none_or(|third| {
        third.start > second.end
            || matches!(third.kind, Kind::Quoted(_))
            || third.is_capitalised() && third.text.len() > 1
    });
    let labels = marker::labels(first.text, false);
    (dotted && apart && !labels.is_empty()).then_some((labels, at + 2))
}

/// The items that are open while a document is read; `usize` is the caller's name for an item.
#[derive(Debug, Default)]
struct Outline {
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    label: Option<Label>,
    node: usize,
    /// Ends with a colon: items inside it are to follow.
    head: bool,
}

impl Outline {
    /// Closes every item: another part of the CFR begins.
    fn close(&mut self) {
        self.open.clear();
    }

    /// Places `item` and answers its parent. An item at a level closes deeper ones.
    fn place(&mut self, item: &Item, node: usize, head: bool, opens_scope: bool) -> Option<usize> {
        let (depth, label) = if item.labels.is_empty() {
            (self.unmarked(opens_scope), None)
        } else {
            let (depth, label) = self.level(&item.labels);
            (depth, Some(label))
        };
        self.open.truncate(depth);
        let parent = self.open.last().map(|open| open.node);
        self.open.push(Open { label, node, head });
        parent
    }

    /// A paragraph without marker goes on in the nearest item that announced more, unless it says
    /// what it is about.
    fn unmarked(&self, opens_scope: bool) -> usize {
        if opens_scope {
            return 0;
        }
        let inner = |open: &Open| open.head && open.label.is_some();
        self.open.iter().rposition(inner).map_or(0, |at| at + 1)
    }

    fn level(&self, labels: &[Label]) -> (usize, Label) {
        let deepest = self.open.last();
        let fits = |open: &Open, label: &Label, step: u32| {
            open.label.is_some_and(|l| {
                l.style == label.style && l.bracketed == label.bracketed && (step == 0 || l.value + step == label.value)
            })
        };
        let first = labels.iter().rev().find(|label| label.value == 1).copied();
        // `h. Under X:` `i. By adding` is a first Roman numeral, not the letter after h.
        if let (Some(label), Some(open)) = (first, deepest)
            && open.head
            && (open.label.is_some() || self.open.len() == 1)
        {
            return (self.open.len(), label);
        }
        let find = |step: u32| {
            self.open.iter().enumerate().rev().find_map(|(depth, open)| {
                let label = labels.iter().find(|label| fits(open, label, step))?;
                Some((depth, *label))
            })
        };
        let label = first.or_else(|| labels.first().copied());
        find(1)
            // A first marker of a style that is not open goes one level down; else a gap in the count.
            .or_else(|| {
                first.filter(|label| !self.open.iter().any(|open| fits(open, label, 0))).map(|l| (self.open.len(), l))
            })
            .or_else(|| find(0))
            .or_else(|| {
                label.map(|label| {
                    (if label.style == Style::Number && !label.bracketed { 0 } else { self.open.len() }, label)
                })
            })
            .unwrap_or((0, Label { style: Style::Number, bracketed: false, value: 0 }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::split;
    use super::*;

    fn placed(lines: &[&str]) -> Vec<(String, Option<usize>)> {
        let mut open = Outline::default();
        let mut placed = Vec::new();
        for line in lines {
            let tokens = split(line);
            for item in cut(&tokens) {
                let words = &tokens[item.start..item.end];
                let head = words.last().is_some_and(|token| token.is_mark(':'));
                let parent = open.place(&item, placed.len(), head, false);
                placed.push((words.iter().map(|t| t.text).collect::<Vec<_>>().concat(), parent));
            }
        }
        placed
    }

    fn parents(lines: &[&str]) -> Vec<Option<usize>> {
        placed(lines).into_iter().map(|(_, parent)| parent).collect()
    }

    #[test]
    fn items_nest_by_their_markers() {
        assert_eq!(
            parents(&["2. X:", "a. Y:", "i. By", "ii. By", "b. Z", "3. W"]),
            [None, Some(0), Some(1), Some(1), Some(0), None]
        );
        assert_eq!(
            parents(&["2. X:", "g. Y;", "h. Y:", "i. By;", "ii. By;", "i. Under;", "j. Under;"]),
            [None, Some(0), Some(0), Some(2), Some(2), Some(0), Some(0)]
        );
        assert_eq!(
            parents(&["2. X:", "(a) Y:", "(1) By;", "(2) By;", "(b) Z", "more"]),
            [None, Some(0), Some(1), Some(1), Some(0), Some(0)]
        );
        assert_eq!(parents(&["u. X:", "iv. A;", "v. B;", "w. C"]), [None, Some(0), Some(0), None]);
    }

    #[test]
    fn items_may_run_together_but_never_inside_quotations() {
        let texts: Vec<String> =
            placed(&["2. S: a. Under X: i. By “b. Under”; and ii. By “V. I. P.”. b. Under Y, v. K."])
                .into_iter()
                .map(|(text, _)| text)
                .collect();
        assert_eq!(texts, ["2.S:", "a.UnderX:", "i.By“b. Under”;and", "ii.By“V. I. P.”.", "b.UnderY,v.K."]);
    }
}
