use super::criterion::{criterion, list};
use super::programmes::programme;
use super::{Block, Book};
use crate::framework::{Choose, Citation, Clause, Framework, LanguageIx, SourceIx, StageIx};
use crate::say;
use crate::text::Lang;

/// A framework with the languages in which it is written down.
#[derive(Clone, Copy)]
pub(super) struct Cx<'a> {
    pub(super) framework: &'a Framework,
    pub(super) lang: Lang,
    pub(super) language: LanguageIx,
}

/// The whole framework: stages, facts, every criterion with its levels, conflicts, ways in, sources, and which
/// criteria rest on which passage of a source.
pub fn framework_book(framework: &Framework, lang: Lang) -> Book {
    let cx = Cx { framework, lang, language: framework.language(lang) };
    let language = framework.languages()[cx.language.get()].clone();
    let title = framework.title().to(cx.language).to_owned();
    let mut book = Book { language, title, blocks: Vec::new() };
    front(&mut book, cx);
    stages(&mut book, cx);
    facts(&mut book, cx);
    rubrics(&mut book, cx);
    conflicts(&mut book, cx);
    if !framework.programmes().is_empty() {
        book.heading(2, "programmes", lang.of("Ways in", "入口となるプログラム・窓口"));
        framework.programmes().iter().for_each(|one| programme(&mut book, cx, one));
    }
    sources(&mut book, cx);
    passages(&mut book, cx);
    book
}

fn front(book: &mut Book, cx: Cx<'_>) {
    let Cx { framework, lang, language } = cx;
    if let Some(disclaimer) = framework.disclaimer() {
        book.blocks.push(Block::Strong(disclaimer.to(language).to_owned()));
    }
    let (id, version, count) = (framework.id(), framework.version(), framework.criteria().len());
    let text = say!(
        "Framework {id}, version {version}: {count} criteria.",
        "フレームワーク {id}、バージョン {version}。評価項目は{count}件です。"
    );
    book.paragraph(text.to(lang));
    let text = lang.of(
        "Choose for each criterion the highest level that is wholly true and could be shown to a third person. \
         \"We don't know\" is an answer. Who says that a criterion matters is stated with it; the levels, their \
         efforts, the weights and the thresholds are a proposal of this framework, also where the topic comes from \
         a source.",
        "各評価項目では、内容がすべて事実で、第三者に示せるレベルのうち、最も高いものを選びます。「わからない」も回答の\
         一つです。その評価項目を重要とする根拠は、項目ごとに示しています。レベル、必要な工数、重み、基準値は、主題が\
         資料に基づく場合も含め、すべて本フレームワークの提案です。",
    );
    book.paragraph(text);
    book.blocks.push(Block::Contents(lang.of("Contents", "目次").to_owned()));
}

fn stages(book: &mut Book, cx: Cx<'_>) {
    let Cx { framework, lang, language } = cx;
    book.heading(2, "stages", lang.of("Stages", "段階"));
    for (position, index) in framework.stage_indices().enumerate() {
        let stage = &framework[index];
        let (number, name) = (position + 1, stage.title.to(language));
        book.heading(3, &format!("stage-{}", stage.id), &format!("{number}. {name}"));
        book.paragraph(stage.point.to(language));
        let total: u32 = framework.criteria().iter().map(|criterion| criterion.weight(index)).sum();
        let weighted = framework.criteria().iter().filter(|criterion| criterion.weight(index) > 0);
        let ready_at = stage.ready_at;
        let count = weighted.clone().count();
        let text = say!(
            "Ready from {ready_at} % of the points and with every gate passed. It rests on {count} criteria.",
            "得点率が{ready_at}%以上で、必須条件をすべて満たせば準備完了です。{count}件の評価項目で判断します。"
        );
        book.paragraph(text.to(lang));
        gates(book, cx, index);
        let rows = weighted.map(|criterion| {
            let weight = criterion.weight(index);
            let share = crate::scoring::Percent::of(u64::from(weight), u64::from(total));
            vec![criterion.name(language).to_owned(), weight.to_string(), format!("{share} %")]
        });
        let head = match lang {
            Lang::En => ["Criterion", "Weight", "Share if all apply"],
            Lang::Ja => ["評価項目", "重み", "全項目が該当する場合の比率"],
        };
        book.table(&head, rows.collect());
    }
}

fn gates(book: &mut Book, cx: Cx<'_>, stage: StageIx) {
    let Cx { framework, lang, language } = cx;
    let rows = framework.gates_of(stage).map(|gate| {
        let criterion = &framework[gate.criterion];
        let level = criterion.level(gate.at_least).says.to(language);
        vec![
            criterion.name(language).to_owned(),
            format!("{}{}{level}", gate.at_least, lang.colon()),
            gate.because.to(language).to_owned(),
        ]
    });
    let head = match lang {
        Lang::En => ["Gate", "At least level", "Because"],
        Lang::Ja => ["必須条件", "必要なレベル", "理由"],
    };
    book.table(&head, rows.collect());
}

fn facts(book: &mut Book, cx: Cx<'_>) {
    let Cx { framework, lang, language } = cx;
    if framework.facts().is_empty() {
        return;
    }
    book.heading(2, "facts", lang.of("Facts", "前提項目"));
    book.paragraph(lang.of(
        "Asked first and never scored: they decide which criteria apply.",
        "最初に確認する項目です。採点はせず、どの評価項目が該当するかを決めます。",
    ));
    for fact in framework.facts() {
        book.heading(3, &format!("fact-{}", fact.id), fact.question.to(language));
        let many = match fact.choose {
            Choose::One => lang.of("one of", "1つ選択"),
            Choose::Many => lang.of("all that hold", "該当するものをすべて選択"),
        };
        book.blocks.push(Block::Aside(format!("{} ({many})", fact.id)));
        let choice =
            |choice: &crate::framework::Choice| format!("{} [{}]", choice.label.to(language), choice.id);
        book.blocks.push(Block::List(fact.choices.iter().map(choice).collect()));
    }
}

fn rubrics(book: &mut Book, cx: Cx<'_>) {
    let Cx { framework, lang, language } = cx;
    for rubric in framework.rubrics() {
        let name = rubric.title.to(language);
        let title = say!("Rubric: {name}", "ルーブリック：{name}");
        book.heading(2, &format!("rubric-{}", rubric.id), title.to(lang));
        book.paragraph(rubric.advice.to(language));
        for index in &rubric.criteria {
            criterion(book, cx, *index);
        }
    }
}

fn conflicts(book: &mut Book, cx: Cx<'_>) {
    let Cx { framework, lang, language } = cx;
    if framework.conflicts().is_empty() {
        return;
    }
    book.heading(2, "conflicts", lang.of("Answers that do not fit together", "互いに矛盾する回答"));
    let clause = |clause: &Clause| match clause {
        Clause::Levels(criterion, levels) => {
            let levels: Vec<_> = levels.iter().map(u8::to_string).collect();
            format!("{} = {}", framework[*criterion].id, levels.join(" / "))
        }
        Clause::Choices(fact, choices) => {
            let fact = &framework[*fact];
            let ids: Vec<_> = choices.iter().map(|choice| fact.choices[choice.get()].id.as_str()).collect();
            format!("{} = {}", fact.id, ids.join(" / "))
        }
    };
    let rows = framework.conflicts().iter().map(|conflict| {
        let when: Vec<String> = conflict.when.iter().map(clause).collect();
        vec![when.join("; "), conflict.says.to(language).to_owned()]
    });
    let head = match lang {
        Lang::En => ["Answers", "What does not fit"],
        Lang::Ja => ["回答", "矛盾の内容"],
    };
    book.table(&head, rows.collect());
}

fn sources(book: &mut Book, cx: Cx<'_>) {
    let Cx { framework, lang, .. } = cx;
    if framework.sources().is_empty() {
        return;
    }
    book.heading(2, "sources", lang.of("Sources", "出典"));
    let rows = framework.sources().iter().map(|source| {
        let day = source.as_of.map(|day| day.to_string()).unwrap_or_default();
        vec![source.id.clone(), source.title.clone(), day, source.url.clone().unwrap_or_default()]
    });
    let head = match lang {
        Lang::En => ["Id", "Title", "As of", "Address"],
        Lang::Ja => ["id", "題名", "時点", "URL"],
    };
    book.table(&head, rows.collect());
}

/// Of every source that has passages: which criteria, stages and programmes rest on which.
fn passages(book: &mut Book, cx: Cx<'_>) {
    let Cx { framework, lang, language } = cx;
    for (position, source) in framework.sources().iter().enumerate() {
        if source.passages.is_empty() {
            continue;
        }
        let title = &source.title;
        let heading = say!("What rests on: {title}", "「{title}」の各箇所と評価項目の対応");
        book.heading(2, &format!("passages-{}", source.id), heading.to(lang));
        let rows = source.passages.iter().map(|passage| {
            let cited = Citation { source: SourceIx::new(position), passage: Some(passage.clone()) };
            let criteria: Vec<_> =
                framework.criteria().iter().filter(|criterion| criterion.sources.contains(&cited)).collect();
            let bears = |stage: &StageIx| criteria.iter().any(|criterion| criterion.weight(*stage) > 0);
            let stages =
                framework.stage_indices().filter(bears).map(|stage| framework[stage].title.to(language));
            let programmes = framework.programmes().iter().filter(|one| one.sources.contains(&cited));
            vec![
                passage.clone(),
                list(lang, criteria.iter().map(|criterion| criterion.name(language))),
                list(lang, stages),
                list(lang, programmes.map(|one| one.title.to(language))),
            ]
        });
        let head = match lang {
            Lang::En => ["Passage", "Criteria", "Stages", "Ways in"],
            Lang::Ja => ["該当箇所", "評価項目", "段階", "プログラム・窓口"],
        };
        book.table(&head, rows.collect());
    }
}
