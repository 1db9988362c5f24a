use std::cmp::Ordering;

use super::compare;
use super::error::{SelectError, Wrong};
use super::field::{self, Field, Held, Row};
use super::value::{self, Wanted};
use crate::framework::Framework;
use crate::say;

#[derive(Clone, Debug)]
pub(super) struct Filter {
    field: Field,
    operator: Operator,
    wanted: Wanted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Is,
    IsNot,
    Less,
    AtMost,
    More,
    AtLeast,
    Contains,
}

/// The longer ones first, so that `<=` is not taken for `<`.
const OPERATORS: [(&str, Operator); 7] = [
    ("!=", Operator::IsNot),
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("=", Operator::Is),
    ("<", Operator::Less),
    (">", Operator::More),
    ("~", Operator::Contains),
];

impl Filter {
    /// Whether it holds. What is not given is like nothing, and neither less nor more than anything.
    pub(super) fn holds(&self, row: Row<'_>) -> bool {
        let held = row.get(self.field);
        match self.operator {
            Operator::Is => self.is(held),
            Operator::IsNot => !self.is(held),
            Operator::Contains => match (held, &self.wanted) {
                (Some(Held::Text(text) | Held::Place(text, _)), Wanted::Text(part)) => contains(text, part),
                _ => false,
            },
            Operator::Less => self.stands(held, Ordering::is_lt),
            Operator::AtMost => self.stands(held, Ordering::is_le),
            Operator::More => self.stands(held, Ordering::is_gt),
            Operator::AtLeast => self.stands(held, Ordering::is_ge),
        }
    }

    fn is(&self, held: Option<Held<'_>>) -> bool {
        match (held, &self.wanted) {
            (None, Wanted::Nothing) => true,
            (Some(Held::Text(text) | Held::Place(text, _)), Wanted::Text(wanted)) => text == wanted,
            (Some(Held::Choices(choices)), Wanted::Choice(wanted)) => choices.contains(wanted),
            _ => self.stands(held, Ordering::is_eq),
        }
    }

    fn stands(&self, held: Option<Held<'_>>, holds: fn(Ordering) -> bool) -> bool {
        let wanted = match self.wanted {
            Wanted::Date(date) => Held::Date(date),
            Wanted::Count(count) => Held::Count(count),
            Wanted::Verdict(verdict) => Held::Verdict(verdict),
            Wanted::Percent(tenths) => Held::Percent(tenths),
            Wanted::Stage(stage) => Held::Stage(stage),
            Wanted::Nothing | Wanted::Text(_) | Wanted::Choice(_) => return false,
        };
        held.is_some_and(|held| holds(compare::order(held, wanted)))
    }
}

fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

/// Reads `NAME OPERATOR VALUE`.
pub(super) fn read(text: &str, framework: &Framework) -> Result<Filter, SelectError> {
    parse(text, framework).map_err(|wrong| wrong.of("--filter", text))
}

fn parse(text: &str, framework: &Framework) -> Result<Filter, Wrong> {
    let find = |at: usize| OPERATORS.iter().find(|(sign, _)| text[at..].starts_with(sign));
    let found =
        text.char_indices().find_map(|(at, _)| find(at).map(|(sign, operator)| (at, sign, *operator)));
    let Some((at, sign, operator)) = found else {
        let what = say!(
            "one of = != < <= > >= ~ must follow the name, then a value",
            "項目名のあとに = != < <= > >= ~ のいずれかと値が必要です"
        );
        return Err(Wrong::new(text.len(), what));
    };
    let name = &text[..at];
    let field = field::read(name.trim(), name.len() - name.trim_start().len(), framework)?;
    let rest = &text[at + sign.len()..];
    let place = at + sign.len() + rest.len() - rest.trim_start().len();
    let wanted = value::read(rest.trim(), place, field, framework)?;
    if takes(field, operator, &wanted) {
        Ok(Filter { field, operator, wanted })
    } else {
        let name = name.trim();
        let can = if matches!(field, Field::Subject | Field::Reference | Field::Input) {
            "=, !=, ~"
        } else if matches!(field, Field::Fact(_)) || matches!(wanted, Wanted::Nothing) {
            "=, !="
        } else {
            "=, !=, <, <=, >, >="
        };
        let what = say!("`{name}` here takes only {can}", "`{name}` にここで使えるのは {can} だけです");
        Err(Wrong::new(at, what))
    }
}

fn takes(field: Field, operator: Operator, wanted: &Wanted) -> bool {
    match operator {
        Operator::Is | Operator::IsNot => true,
        _ if matches!(wanted, Wanted::Nothing) => false,
        Operator::Contains => matches!(field, Field::Subject | Field::Reference | Field::Input),
        _ => !matches!(field, Field::Subject | Field::Reference | Field::Input | Field::Fact(_)),
    }
}
