//! Why something is ordered: words behind an order that order nothing.

use super::lexer::{Cursor, Kind};
use super::lexicon::Meaning;
use super::object::entry_for;
use super::verb::active;
use Meaning::{And, By, Country, Effective, Except, Heading, Limiting, Never, Quiet, Reason, Reasoned, The, Until};

/// `because the entity was dissolved`; `This removal is based on a request.` as a sentence of its own. What names
/// somebody, a date or an exception is no reason alone.
pub(super) fn reason(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let sentence = cursor.is(&[Reasoned])
        && cursor.previous().is_none_or(|before| {
            before.is_mark('.')
                || before.is_mark(';')
                || matches!(before.kind, Kind::Quoted(_)) && before.text.contains('.')
        });
    if !sentence && !cursor.is(&[Reason]) {
        return None;
    }
    let mut at = cursor;
    let mut gives = !sentence;
    while let Some(token) = at.peek() {
        match token.kind {
            Kind::Quoted(_) | Kind::Broken => return None,
            Kind::Mark(';' | ':') => break,
            Kind::Mark('.') if at.next().peek().is_none() || at.next().is(&[Reasoned]) => break,
            Kind::Mark(_) | Kind::Word => {}
        }
        if at.is(&[Limiting, Except, Effective, Until, Never]) {
            return None;
        }
        // ", because no entries remain, by removing the heading": the comma closes it.
        let by = at.maybe(&[And]).maybe(&[By]).find(active).is_some();
        let named = entry_for(at).is_some();
        let order = by || named || at.maybe(&[The]).maybe(&[Country]).is(&[Heading]);
        if order && at != cursor && at.previous().is_some_and(|token| token.is_mark(',')) {
            break;
        }
        // "pursuant to § 744.16 and by removing …" goes on with another order.
        if at.one_of(&[By, And]).is_some_and(|next| next.maybe(&[By]).find(active).is_some()) {
            return None;
        }
        gives |= at.is(&[Reason, Quiet]);
        at = at.next();
    }
    gives.then_some(at)
}
