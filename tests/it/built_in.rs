//! What is promised of the built-in framework beyond its being valid: coverage, balance, length, provenance.

use std::collections::BTreeSet;

use outside_in::framework::{Criterion, Framework, Need, Origin, Text};
use outside_in::text::Lang;

use crate::support::built_in;

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
        let waits = criterion.levels.iter().any(|level| !level.lead_weeks.is_none());
        assert!(!waits || other_source, "{id}: the wait has a source");
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
        check("a gate", &gate.because, 160, 90);
    }
    for conflict in framework.conflicts() {
        check("a conflict", &conflict.says, 160, 90);
    }
    for stage in framework.stages() {
        check(&stage.id, &stage.point, 160, 90);
    }
    for programme in framework.programmes() {
        let texts = [
            Some(&programme.does),
            programme.terms.as_ref(),
            programme.unverified.as_ref(),
            programme.ask.as_ref(),
        ];
        for text in texts.into_iter().flatten() {
            check(&programme.id, text, 160, 90);
        }
    }
}

#[test]
fn favoured_domains_are_no_gate_and_no_programme_asks_for_them() {
    let framework = built_in();
    let favoured = framework.rubrics().last().expect("a rubric");
    assert_eq!(favoured.id, "favoured-domains");
    assert!(framework.gates().iter().all(|gate| !favoured.criteria.contains(&gate.criterion)));
    let needs = framework.programmes().iter().flat_map(|programme| &programme.needs);
    for need in needs {
        assert!(!matches!(need, Need::Criterion(criterion, _) if favoured.criteria.contains(criterion)));
    }
}

#[test]
fn a_real_company_is_asked_thirty_to_forty_five_questions() {
    let framework = built_in();
    let asked = |facts: &[(&str, &str)]| {
        let mut sheet = outside_in::answers::AnswerSheet::empty(framework);
        for (fact, choice) in facts {
            let fact = framework.find_fact(fact).expect("a fact");
            let choice = framework[fact].find_choice(choice).expect("a choice");
            sheet.set_fact(fact, vec![choice]);
        }
        framework.criterion_indices().filter(|criterion| sheet.applies(framework, *criterion)).count()
    };
    let ai_software = [
        ("product", "software"),
        ("ai", "yes"),
        ("connected", "yes"),
        ("patient-data", "yes"),
        ("regulated", "yes"),
        ("setting", "hospital"),
        ("domains", "gi-imaging"),
        ("home-market", "japan"),
        ("funding", "venture"),
        ("foreign-data", "yes"),
    ];
    let drug = [
        ("product", "drug"),
        ("ai", "no"),
        ("connected", "no"),
        ("patient-data", "no"),
        ("regulated", "yes"),
        ("setting", "hospital"),
        ("domains", "none-of-these"),
        ("home-market", "japan"),
        ("funding", "parent-company"),
        ("foreign-data", "yes"),
    ];
    for facts in [ai_software, drug] {
        let count = asked(&facts);
        assert!((30..=45).contains(&count), "{count} questions for {facts:?}");
    }
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
