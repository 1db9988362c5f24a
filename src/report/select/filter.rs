use std::cmp::Ordering;

use super::error::Wrong;
use super::field::{self, Field, Held};
use super::value::{self, Wanted};
use crate::framework::Framework;
use crate::report::cohort::Member;
use crate::text::say;

#[derive(Clone, Debug)]
pub(super) struct Filter {
    field: Field,
    operator: Operator,
    wanted: Wanted,
}

#[derive(Clone, Copy, Debug)]
enum Operator {
    Is,
    IsNot,
    Contains,
    Order(fn(Ordering) -> bool),
}

/// Longer ones first, so that `<=` is not taken for `<`.
const OPERATORS: [(&str, Operator); 7] = [
    ("!=", Operator::IsNot),
    ("<=", Operator::Order(Ordering::is_le)),
    (">=", Operator::Order(Ordering::is_ge)),
    ("=", Operator::Is),
    ("<", Operator::Order(Ordering::is_lt)),
    (">", Operator::Order(Ordering::is_gt)),
    ("~", Operator::Contains),
];

impl Filter {
    /// Whether it holds. A missing value equals nothing, and is neither less nor more than anything.
    pub(super) fn holds(&self, member: Member<'_>) -> bool {
        let held = self.field.of(member);
        match self.operator {
            Operator::Is => self.is(held),
            Operator::IsNot => !self.is(held),
            Operator::Order(holds) => self.compares(held, holds),
            Operator::Contains => match (held, &self.wanted) {
                (Some(Held::Text(text) | Held::Place(text, _)), Wanted::Text(part)) => {
                    text.to_lowercase().contains(&part.to_lowercase())
                }
                _ => false,
            },
        }
    }

    fn is(&self, held: Option<Held<'_>>) -> bool {
        match (held, &self.wanted) {
            (None, Wanted::Nothing) => true,
            (Some(Held::Text(text) | Held::Place(text, _)), Wanted::Text(wanted)) => text == wanted,
            (Some(Held::Choices(choices)), Wanted::Choice(wanted)) => choices.contains(wanted),
            _ => self.compares(held, Ordering::is_eq),
        }
    }

    fn compares(&self, held: Option<Held<'_>>, holds: fn(Ordering) -> bool) -> bool {
        matches!((held, &self.wanted), (Some(held), Wanted::Value(wanted)) if holds(held.cmp(wanted)))
    }
}

pub(super) fn read(text: &str, framework: &Framework) -> Result<Filter, Wrong> {
    let find = |at: usize| OPERATORS.iter().find(|(sign, _)| text[at..].starts_with(sign));
    let found =
        text.char_indices().find_map(|(at, _)| find(at).map(|(sign, operator)| (at, sign, *operator)));
    let Some((at, sign, operator)) = found else {
        let what = say!(
            "one of = != < <= > >= ~ must follow the name, then a value",
            "項目名のあとに = != < <= > >= ~ のいずれかと値が必要です"
        );
        return Err(Wrong { at: text.len(), what });
    };
    let (before, rest) = (&text[..at], &text[at + sign.len()..]);
    let name = before.trim();
    let field = field::read(name, before.len() - before.trim_start().len(), framework)?;
    let place = at + sign.len() + rest.len() - rest.trim_start().len();
    let wanted = value::read(rest.trim(), place, field, framework)?;
    let given = !matches!(wanted, Wanted::Nothing);
    let is_text = matches!(field, Field::Subject | Field::Reference | Field::Input);
    let has_order = given && !is_text && !matches!(field, Field::Fact(_));
    let fits = match operator {
        Operator::Is | Operator::IsNot => true,
        Operator::Contains => given && is_text,
        Operator::Order(_) => has_order,
    };
    if fits {
        return Ok(Filter { field, operator, wanted });
    }
    let can = match (is_text, has_order) {
        (true, _) => "=, !=, ~",
        (_, true) => "=, !=, <, <=, >, >=",
        _ => "=, !=",
    };
    let what = say!("`{name}` here takes only {can}", "`{name}` にここで使えるのは {can} だけです");
    Err(Wrong { at, what })
}
