//! What is promised of the built-in framework beyond its being valid: coverage, balance, length, provenance.

use std::collections::BTreeSet;

use outside_in::answers::{AnswerSheet, Form, Reading, Reply};
use outside_in::check::suite;
use outside_in::framework::{
    ChoiceIx, Choose, Criterion, Framework, Need, Origin, Text, WeekRange, built_in_tests,
};
use outside_in::source::SourceFile;
use outside_in::text::Lang;

use crate::process::root;
use crate::support::{TODAY, built_in, read_text};

/// The passages of the article, and who cites them.
fn cited(framework: &Framework) -> BTreeSet<String> {
    let criteria = framework.criteria().iter().flat_map(|criterion| &criterion.sources);
    let programmes = framework.programmes().iter().flat_map(|programme| &programme.sources);
    criteria.chain(programmes).map(|citation| citation.id(framework)).collect()
}

#[test]
fn it_loads_without_a_finding() {
    let loaded = outside_in::framework::built_in();
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    assert!(loaded.framework.is_some());
}

#[test]
fn every_advice_and_stage_of_the_article_is_cited_by_a_criterion() {
    let framework = built_in();
    let article = &framework.sources()[0];
    let wanted = article.passages.iter().filter(|id| id.starts_with("advice-") || id.starts_with("stage-"));
    let wanted: Vec<_> = wanted.map(|id| format!("{}#{id}", article.id)).collect();
    assert!(wanted.len() >= 12, "{wanted:?}");
    let by_criteria: BTreeSet<_> =
        framework.criteria().iter().flat_map(|c| &c.sources).map(|citation| citation.id(framework)).collect();
    for passage in wanted {
        assert!(by_criteria.contains(&passage), "no criterion cites {passage}");
    }
}

#[test]
fn every_source_is_cited() {
    let framework = built_in();
    let cited = cited(framework);
    for source in framework.sources() {
        let used = cited.iter().any(|id| id.split('#').next() == Some(source.id.as_str()));
        assert!(used, "nothing cites {}", source.id);
        assert!(source.url.is_some() && source.as_of.is_some(), "{} has an address and a day", source.id);
    }
}

#[test]
fn it_has_the_size_and_the_balance_that_its_readme_promises() {
    let framework = built_in();
    assert!((45..=60).contains(&framework.criteria().len()));
    assert_eq!(
        (framework.rubrics().len(), framework.stages().len(), framework.programmes().len()),
        (5, 4, 7)
    );
    assert!(framework.conflicts().len() >= 10);
    for stage in framework.stage_indices() {
        let weights: Vec<u32> =
            framework.criteria().iter().map(|c| c.weight(stage)).filter(|weight| *weight > 0).collect();
        let total: u32 = weights.iter().sum();
        assert!(weights.len() >= 10, "{}", framework[stage].id);
        for weight in weights {
            assert!(weight * 100 <= total * 15, "{weight} of {total} on {}", framework[stage].id);
            assert!(weight * 100 >= total, "{weight} of {total} on {}", framework[stage].id);
        }
    }
}

#[test]
fn every_criterion_is_complete() {
    let framework = built_in();
    for criterion in framework.criteria() {
        let id = &criterion.id;
        assert_eq!(criterion.levels.len(), 5, "{id}");
        assert_eq!(criterion.evidence_from, Some(3), "{id}");
        assert!(criterion.title.is_some() && criterion.proof.is_some(), "{id}");
        assert!(!criterion.sources.is_empty() || criterion.origin == Some(Origin::Proposal), "{id}");
        let cites_article = criterion.sources.iter().any(|citation| citation.source.get() == 0);
        assert!(criterion.origin != Some(Origin::Article) || cites_article, "{id} comes from the article");
        let other_source = criterion.sources.iter().any(|citation| citation.source.get() != 0);
        // Without another source a wait is a guess of ours, and says so by a range.
        let guessed = |weeks: WeekRange| weeks.is_none() || weeks.from < weeks.to;
        let waits = criterion.levels.iter().all(|level| guessed(level.lead_weeks));
        assert!(waits || other_source, "{id}: the wait has a source");
    }
}

#[test]
fn texts_are_short_enough_to_read() {
    let framework = built_in();
    let (en, ja) = (framework.language(Lang::En), framework.language(Lang::Ja));
    let check = |what: &str, text: &Text, most_en: usize, most_ja: usize| {
        let (english, japanese) = (text.to(en).chars().count(), text.to(ja).chars().count());
        assert!(english <= most_en, "{what}: {english} characters in English");
        assert!(japanese <= most_ja, "{what}: {japanese} characters in Japanese");
    };
    let texts = |criterion: &Criterion| {
        let levels = criterion.levels.iter().flat_map(|level| [Some(level.says.clone()), level.next.clone()]);
        let own = [Some(criterion.question.clone()), criterion.proof.clone()];
        own.into_iter().chain(levels).flatten().collect::<Vec<_>>()
    };
    for criterion in framework.criteria() {
        check(&criterion.id, criterion.title.as_ref().expect("a title"), 30, 16);
        for text in texts(criterion) {
            check(&criterion.id, &text, 160, 90);
        }
    }
    for gate in framework.gates() {
        check("a gate", gate.because.as_ref().expect("a reason"), 160, 90);
    }
    for conflict in framework.conflicts() {
        check("a conflict", &conflict.says, 180, 90);
    }
    for stage in framework.stages() {
        check(&stage.id, &stage.point, 200, 90);
    }
    for programme in framework.programmes() {
        let texts = [
            Some(&programme.does),
            programme.terms.as_ref(),
            programme.unverified.as_ref(),
            programme.ask.as_ref(),
        ];
        for text in texts.into_iter().flatten() {
            check(&programme.id, text, 370, 155);
        }
    }
}

#[test]
fn favoured_domains_are_no_gate_and_no_programme_asks_for_them() {
    let framework = built_in();
    let favoured = framework.rubrics().last().expect("a rubric");
    assert_eq!(favoured.id, "favoured-domains");
    assert!(favoured.criteria.iter().all(|criterion| framework.gates_on(*criterion).next().is_none()));
    let needs = framework.programmes().iter().flat_map(|programme| &programme.needs);
    for need in needs {
        assert!(!matches!(need, Need::Criterion(criterion, _) if favoured.criteria.contains(criterion)));
    }
}

/// How many criteria a sheet with these facts is asked.
fn asked(framework: &Framework, sheet: &AnswerSheet) -> usize {
    framework.criterion_indices().filter(|criterion| sheet.applies(framework, *criterion)).count()
}

#[test]
fn worked_profiles_are_asked_as_many_criteria_as_the_readme_says() {
    let framework = built_in();
    let readme = root().join("rubrics/mayo-outside-in/README.md");
    let readme = std::fs::read_to_string(readme).expect("the framework's readme");
    let readme = readme.split_whitespace().collect::<Vec<_>>().join(" ");
    for (profile, test) in [
        ("AI endoscopy software", "ready-throughout.toml"),
        ("home rehabilitation app", "home-rehabilitation-app.toml"),
        ("surgical device", "device-before-its-first-patient.toml"),
        ("products-of-conception test", "test-at-the-start.toml"),
        ("drug", "hospital-pharmacy-drug.toml"),
    ] {
        let found = built_in_tests().iter().find(|(name, _)| *name == test);
        let (name, text) = found.unwrap_or_else(|| panic!("there is no test {test}"));
        let test = suite::read(name, Ok(SourceFile::new(*name, *text)), framework, TODAY);
        let asked = asked(framework, &test.reading.expect("a sheet").sheet);
        assert!(readme.contains(&format!("{profile} {asked}")), "{profile} ({name}): {asked}");
    }
}

#[test]
fn no_company_is_asked_more_than_fifty_criteria() {
    let framework = built_in();
    // Of facts that take several choices all are given: each can only bring in more criteria.
    let mut sheets = vec![AnswerSheet::empty(framework)];
    for (fact, about) in framework.fact_indices().zip(framework.facts()) {
        let choices: Vec<ChoiceIx> = about
            .choices
            .iter()
            .map(|choice| about.find_choice(&choice.id).expect("its own choice"))
            .collect();
        let givens = match about.choose {
            Choose::One => choices.into_iter().map(|choice| vec![choice]).collect(),
            Choose::Many => vec![choices],
        };
        let with = |sheet: &AnswerSheet, given: &Vec<ChoiceIx>| {
            let mut sheet = sheet.clone();
            sheet.set_fact(fact, given.clone());
            sheet
        };
        sheets = sheets.iter().flat_map(|sheet| givens.iter().map(|given| with(sheet, given))).collect();
    }
    let counts: Vec<usize> = sheets.iter().map(|sheet| asked(framework, sheet)).collect();
    assert!(counts.len() > 1000, "{} combinations", counts.len());
    assert!(counts.iter().all(|count| *count <= 50), "{:?}", counts.iter().max());
}

#[test]
fn a_sheet_of_the_first_version_counts_as_far_as_it_kept_its_meaning() {
    let framework = built_in();
    let text = std::fs::read_to_string(root().join("tests/fixtures/of-1.0.0.toml")).expect("an old sheet");
    let Reading { sheet, notices } = read_text(&text, Form::Toml, framework);
    assert!(notices.iter().all(|notice| !notice.is_error()), "{notices:#?}");
    let retired = notices.iter().filter(|notice| notice.code.id == "A122").count();
    let (mut kept, mut gone) = (0, 0);
    let answers = text.lines().filter(|line| line.contains("{ level = "));
    for (id, level) in answers.filter_map(|line| line.split_once(" = { level = ")) {
        match framework.find_criterion(id) {
            Some(criterion) => {
                let Reply::Level(read) = sheet.answer(criterion).reply else { panic!("{id} is answered") };
                assert!(level.starts_with(&read.to_string()), "{id}: {read}");
                kept += 1;
            }
            None => gone += 1,
        }
    }
    assert_eq!((kept, gone), (38, 7), "answers that count, and retired ones");
    assert_eq!(retired, gone + 2, "two choices of `setting` are retired too");
}

#[test]
fn oddities_of_the_article_are_handled() {
    let framework = built_in();
    let en = framework.language(Lang::En);
    let first = framework.stages()[0].point.to(en);
    assert!(first.contains("nail identification"), "{first}");
    let domains = framework.find_fact("domains").expect("the fact");
    let label =
        framework[domains].find_choice("poc-chromosome").map(|choice| framework[domains].label(choice, en));
    assert!(label.is_some_and(|label| label.to_lowercase().contains("products of conception")), "{label:?}");
    for criterion in framework.criteria() {
        for level in &criterion.levels {
            let text = level.says.to(en).to_lowercase();
            assert!(!text.contains("anonym"), "{}: de-identified is not anonymous", criterion.id);
        }
    }
}
