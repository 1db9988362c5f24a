use crate::advice::FitStatus;
use crate::check::RULES;
use crate::framework::{CriterionIx, Framework, GateIx, StageIx, Verdict};
use crate::scoring::GateStatus;
use crate::source::{Code, Diagnostic, Fields, Span, Table, Value, ValueKind, codes};
use crate::text::{Label, nearest, say};

/// An expectation of a test.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// Its key under `[expect]`, such as `stages.scaling.verdict`.
    pub path: String,
    /// Its place in the test.
    pub span: Span,
    /// What is expected.
    pub what: Expected,
}

/// What a test can expect of an assessment.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Expected {
    /// This many stages are reached.
    Reached(usize),
    /// The best action is about this criterion; `None` means that there is nothing to do.
    FirstAction(Option<CriterionIx>),
    /// There is a notice with this code.
    Notice(Code),
    /// A stage has this verdict.
    Verdict(StageIx, Verdict),
    /// The score of a stage is in this range of percents, both ends included.
    Score(StageIx, f64, f64),
    /// A gate has this status by the levels claimed.
    Gate(GateIx, GateStatus),
    /// A programme, by its position, has this status.
    Programme(usize, FitStatus),
}

pub(crate) const GATES: [GateStatus; 4] =
    [GateStatus::Passed, GateStatus::Failed, GateStatus::Open, GateStatus::Waived];
pub(crate) const FITS: [FitStatus; 5] =
    [FitStatus::Fits, FitStatus::FitsAfter, FitStatus::Unknown, FitStatus::NotForYou, FitStatus::Closed];

pub(super) fn expectations(fields: Fields<'_>, framework: &Framework) -> Vec<Expectation> {
    let mut reader = ExpectReader { framework, out: Vec::new() };
    reader.all(fields);
    reader.out
}

struct ExpectReader<'f> {
    framework: &'f Framework,
    out: Vec<Expectation>,
}

impl ExpectReader<'_> {
    fn push(&mut self, path: impl Into<String>, value: Value<'_>, what: Expected) {
        self.out.push(Expectation { path: path.into(), span: value.span(), what });
    }

    fn all(&mut self, mut fields: Fields<'_>) {
        let stages = i64::try_from(self.framework.stages().len()).unwrap_or(i64::MAX);
        if let Some(value) = fields.optional("reached")
            && let Some(count) = fields.integer_value("reached", value, 0..=stages)
        {
            self.push("reached", value, Expected::Reached(usize::try_from(count).unwrap_or_default()));
        }
        if let Some(value) = fields.optional("first_action")
            && let Some(id) = fields.text("first_action", value)
        {
            match self.framework.find_criterion(id) {
                Some(criterion) => self.push("first_action", value, Expected::FirstAction(Some(criterion))),
                None if id == "none" => self.push("first_action", value, Expected::FirstAction(None)),
                None => {
                    let known = self.framework.criteria().iter().map(|c| c.id.as_str());
                    unknown(&mut fields, Label("criterion", "評価項目"), id, value.span(), known);
                }
            }
        }
        if let Some(value) = fields.optional("notices") {
            for (name, span) in fields.texts("notices", value) {
                let found =
                    RULES.iter().map(|rule| rule.code).find(|code| code.id == name || code.slug == name);
                let Some(code) = found else {
                    let known = RULES.iter().map(|rule| rule.code.slug);
                    unknown(&mut fields, Label("kind of notice", "通知の種類"), name, span, known);
                    continue;
                };
                let what = Expected::Notice(code);
                self.out.push(Expectation { path: "notices".to_owned(), span, what });
            }
        }
        for (id, key_span, value) in entries(&mut fields, "stages") {
            let Some(stage) = self.framework.find_stage(id) else {
                let known = self.framework.stages().iter().map(|stage| stage.id.as_str());
                unknown(&mut fields, Label("stage", "段階"), id, key_span, known);
                continue;
            };
            if let Some(table) = fields.table(id, value) {
                self.stage(fields.inside(table, key_span), stage);
            }
        }
        for (id, key_span, value) in entries(&mut fields, "programmes") {
            let all = self.framework.programmes();
            let Some(position) = all.iter().position(|programme| programme.id == id) else {
                let known = all.iter().map(|programme| programme.id.as_str());
                unknown(&mut fields, Label("programme", "プログラム"), id, key_span, known);
                continue;
            };
            if let Some(status) = one_of(&mut fields, value, &FITS, FitStatus::id) {
                self.push(format!("programmes.{id}"), value, Expected::Programme(position, status));
            }
        }
        fields.finish();
    }

    fn stage(&mut self, mut fields: Fields<'_>, stage: StageIx) {
        let path = format!("stages.{}", self.framework[stage].id);
        if let Some(value) = fields.optional("verdict")
            && let Some(verdict) = one_of(&mut fields, value, &Verdict::ALL, Verdict::id)
        {
            self.push(format!("{path}.verdict"), value, Expected::Verdict(stage, verdict));
        }
        if let Some(value) = fields.optional("score")
            && let Some((low, high)) = range(&mut fields, value)
        {
            self.push(format!("{path}.score"), value, Expected::Score(stage, low, high));
        }
        for (id, key_span, value) in entries(&mut fields, "gates") {
            let gates = self.framework.gates_of(stage).map(|(gate, own)| (gate, own.name(self.framework)));
            let Some((gate, _)) = gates.clone().find(|(_, name)| *name == id) else {
                let known = gates.map(|(_, name)| name);
                unknown(&mut fields, Label("gate of this stage", "この段階の必須条件"), id, key_span, known);
                continue;
            };
            if let Some(status) = one_of(&mut fields, value, &GATES, GateStatus::id) {
                self.push(format!("{path}.gates.{id}"), value, Expected::Gate(gate, status));
            }
        }
        fields.finish();
    }
}

fn entries<'a>(fields: &mut Fields<'a>, key: &'static str) -> Vec<(&'a str, Span, Value<'a>)> {
    let Some(value) = fields.optional(key) else { return Vec::new() };
    let table = fields.table(key, value);
    table.into_iter().flat_map(Table::entries).map(|entry| (entry.key, entry.key_span, entry.value)).collect()
}

fn unknown<'k>(
    fields: &mut Fields<'_>,
    Label(en, ja): Label,
    id: &str,
    span: Span,
    known: impl Iterator<Item = &'k str>,
) {
    let list: Vec<&str> = known.collect();
    let near = nearest(id, list.iter().copied());
    let message = say!("there is no {en} `{id}`", "`{id}` という{ja}はありません");
    let mut problem = Diagnostic::new(codes::TEST_UNKNOWN_ID, message).did_you_mean(near);
    if problem.help.is_none() && !list.is_empty() && list.len() <= 12 {
        let list = list.join(", ");
        problem = problem.help(say!("there are: {list}", "次のものがあります：{list}"));
    }
    fields.report(problem, span);
}

fn one_of<T: Copy>(sink: &mut Fields<'_>, own: Value<'_>, all: &[T], id: fn(T) -> &'static str) -> Option<T> {
    let Some(text) = own.as_text() else {
        sink.wrong_type("expect", own, Label("a text", "文字列"));
        return None;
    };
    let found = all.iter().copied().find(|one| id(*one) == text);
    if found.is_none() {
        let list = all.iter().map(|one| id(*one)).collect::<Vec<_>>().join(", ");
        let message = say!("`{text}` is never a result here", "ここに `{text}` という結果はありません");
        let near = nearest(text, all.iter().map(|one| id(*one)));
        let problem = Diagnostic::new(codes::TEST_VALUE, message)
            .help(say!("write one of: {list}", "次のいずれかを書いてください：{list}"))
            .did_you_mean(near);
        sink.report(problem, own.span());
    }
    found
}

fn two_numbers(value: Value<'_>) -> Option<(f64, f64)> {
    let items: Vec<Value<'_>> = value.as_array()?.items().collect();
    let [low, high] = items[..] else { return None };
    let number = |value: Value<'_>| match value.kind() {
        ValueKind::Integer(whole) => i32::try_from(whole).ok().map(f64::from),
        ValueKind::Float(text) => text.parse().ok(),
        _ => None,
    };
    Some((number(low)?, number(high)?))
}

fn range(fields: &mut Fields<'_>, value: Value<'_>) -> Option<(f64, f64)> {
    let message = match two_numbers(value) {
        Some((low, high)) if 0.0 <= low && low <= high && high <= 100.0 => return Some((low, high)),
        Some((low, high)) if low > high => {
            say!(
                "`score` ends at {high}, before it begins at {low}",
                "`score` の範囲の終わり（{high}）が始め（{low}）より前です"
            )
        }
        Some(_) => say!("`score` is not from 0 to 100", "`score` が 0〜100 の範囲にありません"),
        None => {
            let wanted = Label("a range such as [60, 70]", "[60, 70] のような範囲");
            fields.wrong_type("score", value, wanted);
            return None;
        }
    };
    let help = say!(
        "write the lower percent first, as in [60, 70]",
        "[60, 70] のように、小さい値から書いてください。"
    );
    let problem = Diagnostic::new(codes::TEST_VALUE, message).help(help);
    fields.report(problem, value.span());
    None
}
