//! A public model as a framework, held against its own rule: the `OpenSSF` Best Practices Badge. What the rule needs to know
//! of each criterion stands in `best-practices-badge.csv`, made from the model's files and not from the framework.

use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;

use outside_in::answers::{Form, SheetRecord, read_record};
use outside_in::check::suite::{TestOutcome, coverage};
use outside_in::framework::{Framework, load_directory};
use outside_in::scoring::score;
use outside_in::source::SourceFile;
use serde_json::{Map, Value, json};

use crate::framework_tests::outcomes_of;
use crate::process::root;
use crate::random::{AS_OF, SplitMix};

/// A criterion as the model has it: a row of the table, by its headings.
struct Official(BTreeMap<String, String>);

/// What a project says of a criterion: the model's four statuses, and its justification.
#[derive(Clone, Copy, PartialEq)]
enum Status {
    Met,
    Unmet,
    NotApplicable,
    Unknown,
}

#[derive(Clone, Copy, PartialEq)]
enum Justification {
    None,
    Words,
    Page,
}

fn framework() -> Framework {
    let loaded = load_directory(&root().join("examples/frameworks/best-practices-badge"));
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    loaded.framework.expect("the framework is usable")
}

fn officials() -> Vec<Official> {
    let file = File::open(root().join("tests/fixtures/best-practices-badge.csv")).expect("the criteria");
    let mut reader = csv::Reader::from_reader(file);
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(|row| row.expect("a row"));
    rows.map(Official).collect()
}

impl Official {
    fn id(&self) -> &str {
        &self.0["id"]
    }

    fn tier(&self) -> &str {
        &self.0["tier"]
    }

    fn is(&self, category: &str) -> bool {
        self.0["category"] == category
    }

    fn has(&self, heading: &str) -> bool {
        self.0[heading] == "yes"
    }

    /// The model's own rule: whether the status is enough for the badge.
    fn is_enough(&self, status: Status, justification: Justification) -> bool {
        let words = justification != Justification::None;
        match status {
            Status::Unknown => false,
            Status::Met if self.has("met_url_required") => justification == Justification::Page,
            Status::Met => words || !self.has("met_justification_required"),
            Status::NotApplicable => words || !self.has("na_justification_required"),
            Status::Unmet if self.is("SHOULD") => words,
            Status::Unmet => !self.is("MUST"),
        }
    }

    /// The same as an answer: where a page is asked for, words are no evidence.
    fn answer(&self, status: Status, justification: Justification) -> Value {
        let evidence = match justification {
            Justification::Page => Some("https://example.org/page"),
            Justification::Words if !(self.has("met_url_required") && status == Status::Met) => {
                Some("In the handbook.")
            }
            _ => None,
        };
        let level = |level: u8| json!({ "level": level, "evidence": evidence });
        let shown = evidence.is_some() || !self.has("met_justification_required");
        match status {
            Status::NotApplicable if self.is_enough(status, justification) => {
                json!({ "not_applicable": "There is nothing of this kind." })
            }
            Status::Unknown | Status::NotApplicable => json!("unknown"),
            Status::Met if self.is("MUST") => level(1),
            Status::Met if self.is("SHOULD") || shown => level(2),
            Status::Met => level(0),
            Status::Unmet if self.is("MUST") => level(0),
            Status::Unmet if self.is("SHOULD") => level(u8::from(evidence.is_some())),
            Status::Unmet => level(1),
        }
    }
}

#[test]
fn it_loads_and_its_own_tests_exercise_all_of_it() {
    let framework = framework();
    let outcomes = outcomes_of(&framework, &root().join("examples/frameworks/best-practices-badge/tests"));
    assert!(outcomes.iter().all(TestOutcome::passed));
    assert_eq!(coverage(&framework, &outcomes).percent(), 100);
}

#[test]
fn every_criterion_of_the_model_counts_in_its_tier() {
    let (framework, officials) = (framework(), officials());
    assert_eq!(framework.criteria().len(), officials.len());
    for official in &officials {
        let criterion = framework.criteria().iter().find(|criterion| criterion.id == official.id());
        let criterion = criterion.unwrap_or_else(|| panic!("{} is missing", official.id()));
        assert_eq!(criterion.met_if_not_applicable, official.has("na_allowed"), "{}", official.id());
        let tiers: Vec<&str> =
            criterion.weights.iter().map(|(stage, _)| framework[*stage].id.as_str()).collect();
        assert_eq!(tiers, [official.tier()], "{}", official.id());
    }
}

#[test]
fn its_numbers_equal_the_models_own_rule() {
    let (framework, officials) = (framework(), officials());
    let mut random = SplitMix(145);
    let mut reached_at_all = [0; 4];
    for _ in 0..600 {
        // From projects that do little to those that lack one thing or none.
        let faults = [0, 1, 3, 100][random.index(4)];
        let (mut answers, mut enough) = (Map::new(), BTreeMap::<&str, (u32, u32)>::new());
        for official in &officials {
            let careless = random.below(145) < faults;
            let (status, justification) = if careless {
                let statuses = [Status::Met, Status::Unmet, Status::NotApplicable, Status::Unknown];
                let justifications = [Justification::None, Justification::Words, Justification::Page];
                (statuses[random.index(4)], justifications[random.index(3)])
            } else {
                let na = official.has("na_allowed") && random.below(4) == 0;
                (if na { Status::NotApplicable } else { Status::Met }, Justification::Page)
            };
            // The site offers "not applicable" only where the model allows it.
            let status = if status == Status::NotApplicable && !official.has("na_allowed") {
                Status::Unmet
            } else {
                status
            };
            answers.insert(official.id().to_owned(), official.answer(status, justification));
            let (met, all) = enough.entry(official.tier()).or_default();
            *met += u32::from(official.is_enough(status, justification));
            *all += 1;
        }
        let text = json!({ "subject": "a project", "answers": answers }).to_string();
        let file = Arc::new(SourceFile::new("project.json", &text));
        let record = SheetRecord { file, form: Form::Json, line: None, item: None };
        let reading = read_record(&record, &framework).expect("a sheet");
        let assessment = score(&framework, &reading.sheet, AS_OF);

        let tiers = ["passing", "silver", "gold"];
        for (result, tier) in assessment.stages.iter().zip(tiers) {
            let (met, all) = enough[tier];
            let points = (result.points.proven, result.points.max);
            assert_eq!(points, (u64::from(met) * 100, u64::from(all) * 100), "{tier}: {text}");
        }
        let badge = tiers.iter().take_while(|tier| enough[*tier].0 == enough[*tier].1).count();
        assert_eq!(assessment.reached, badge, "{text}");
        reached_at_all[badge] += 1;
    }
    assert!(reached_at_all.iter().all(|projects| *projects > 20), "{reached_at_all:?}");
}
