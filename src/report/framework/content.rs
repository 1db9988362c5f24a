use super::{Block, Book};
use crate::answers::words::HOW_LEVELS_ARE_MEANT;
use crate::framework::{
    Choice, Choose, Citation, Clause, Condition, Criterion, CriterionIx, Framework, GateMember, Need, Origin,
    Programme, SourceIx, StageIx, Text,
};
use crate::report::json::source_ids;
use crate::report::words::Words;
use crate::report::{Localized, words};
use crate::scoring::Percent;
use crate::text::{Bilingual, Label, Lang, count, paragraphs, say};

/// The whole framework as a book, to be read from beginning to end.
pub fn book(framework: &Framework, lang: Lang) -> Book {
    let text = Localized::new(framework, lang);
    let language = framework.languages()[text.language.get()].clone();
    let title = text.of(framework.title()).to_owned();
    let mut book = Book { language, title, blocks: Vec::new() };
    front(&mut book, text);
    stages(&mut book, text);
    facts(&mut book, text);
    rubrics(&mut book, text);
    conflicts(&mut book, text);
    if !framework.programmes().is_empty() {
        book.heading(2, "programmes", lang.of("Ways in", "入口となるプログラム・窓口"));
        framework.programmes().iter().for_each(|one| programme(&mut book, text, one));
    }
    sources(&mut book, text);
    passages(&mut book, text);
    retired(&mut book, text);
    book.cleaned()
}

fn front(book: &mut Book, text: Localized<'_>) {
    let Localized { framework, lang, .. } = text;
    if let Some(disclaimer) = framework.disclaimer() {
        book.blocks.push(Block::Strong(text.of(disclaimer).to_owned()));
    }
    let (id, version, count) = (framework.id(), framework.version(), framework.criteria().len());
    let summary = say!(
        "Framework {id}, version {version}: {count} criteria.",
        "フレームワーク {id}、バージョン {version}。評価項目は{count}件です。"
    );
    book.paragraph(summary.to(lang));
    book.paragraph(HOW_LEVELS_ARE_MEANT.to(lang));
    let mut unknown =
        lang.of("\"We don't know\" is an answer.", "「わからない」も回答の一つです。").to_owned();
    if framework.criteria().iter().any(|criterion| criterion.origin.is_some()) {
        unknown += lang.of(
            " Who says that a criterion matters is stated with it.",
            "その評価項目を重要とする根拠は、項目ごとに示しています。",
        );
    }
    book.paragraph(&unknown);
    book.blocks.push(Block::Contents(lang.of("Contents", "目次").to_owned()));
}

fn stages(book: &mut Book, text: Localized<'_>) {
    let Localized { framework, lang, .. } = text;
    book.heading(2, "stages", lang.of("Stages", "段階"));
    for (position, index) in framework.stage_indices().enumerate() {
        let stage = &framework[index];
        let (number, name) = (position + 1, text.of(&stage.title));
        book.heading(3, &format!("stage-{}", stage.id), &format!("{number}. {name}"));
        book.paragraph(text.of(&stage.point));
        if let Some(means) = &stage.ready_means {
            book.paragraph(words::ready_means(text.of(means)).to(lang));
        }
        let total: u32 = framework.criteria().iter().map(|criterion| criterion.weight(index)).sum();
        let weighted = framework.criteria().iter().filter(|criterion| criterion.weight(index) > 0);
        let ready_at = stage.ready_at;
        let count = weighted.clone().count();
        let rule = say!(
            "Ready from {ready_at} % of the points and with every gate passed. It rests on {count} criteria.",
            "得点率が{ready_at}%以上で、必須条件をすべて満たせば準備完了です。{count}件の評価項目で判断します。"
        );
        book.paragraph(rule.to(lang));
        gates(book, text, index);
        let rows = weighted.map(|criterion| {
            let weight = criterion.weight(index);
            let share = Percent::of(u64::from(weight), u64::from(total));
            vec![criterion.name(text.language).to_owned(), weight.to_string(), format!("{share} %")]
        });
        let head = lang.of(
            ["Criterion", "Weight", "Share if all apply"],
            ["評価項目", "重み", "全項目が該当する場合の比率"],
        );
        book.table(&head, rows.collect());
    }
}

fn gates(book: &mut Book, text: Localized<'_>, stage: StageIx) {
    let Localized { framework, lang, .. } = text;
    let rows = framework.gates_of(stage).map(|(index, gate)| {
        let level = |GateMember { criterion, at_least }: &GateMember| {
            let level = format!("{at_least}{}{}", lang.colon(), text.level(*criterion, *at_least));
            // With several criteria each needs its name.
            let name = gate.only().is_none().then(|| text.criterion(*criterion).to_owned() + " ");
            name.unwrap_or_default() + &level
        };
        vec![
            text.gate(index),
            gate.members.iter().map(level).collect::<Vec<_>>().join(lang.of("; ", "；")),
            gate.because.as_ref().map_or("", |because| text.of(because)).to_owned(),
        ]
    });
    let head = lang.of(["Gate", "At least level", "Because"], ["必須条件", "必要なレベル", "理由"]);
    let rows: Vec<Vec<String>> = rows.collect();
    // Not every framework gives reasons.
    let columns = if rows.iter().all(|row| row[2].is_empty()) { 2 } else { 3 };
    let rows = rows.into_iter().map(|row| row.into_iter().take(columns).collect());
    book.table(&head[..columns], rows.collect());
}

fn facts(book: &mut Book, text: Localized<'_>) {
    let Localized { framework, lang, .. } = text;
    if framework.facts().is_empty() {
        return;
    }
    book.heading(2, "facts", lang.of("Facts", "前提項目"));
    book.paragraph(lang.of(
        "Asked first and never scored: they decide which criteria apply.",
        "最初に確認する項目です。採点はせず、どの評価項目が該当するかを決めます。",
    ));
    for fact in framework.facts() {
        book.heading(3, &format!("fact-{}", fact.id), text.of(&fact.question));
        let many = match fact.choose {
            Choose::One => lang.of("one of", "1つ選択"),
            Choose::Many => lang.of("all that hold", "該当するものをすべて選択"),
        };
        book.blocks.push(Block::Aside(format!("{} ({many})", fact.id)));
        guidance(book, text, fact.guidance.as_ref());
        let choice = |choice: &Choice| format!("{} [{}]", text.of(&choice.label), choice.id);
        book.blocks.push(Block::List(fact.choices.iter().map(choice).collect()));
    }
}

fn rubrics(book: &mut Book, text: Localized<'_>) {
    let Localized { framework, lang, .. } = text;
    for rubric in framework.rubrics() {
        let name = text.of(&rubric.title);
        let title = say!("Rubric: {name}", "ルーブリック：{name}");
        book.heading(2, &format!("rubric-{}", rubric.id), title.to(lang));
        book.paragraph(text.of(&rubric.advice));
        rubric.criteria.iter().for_each(|index| criterion(book, text, *index));
    }
}

fn conflicts(book: &mut Book, text: Localized<'_>) {
    let Localized { framework, lang, .. } = text;
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
        vec![when.join("; "), text.of(&conflict.says).to_owned()]
    });
    let head = lang.of(["Answers", "What does not fit"], ["回答", "矛盾の内容"]);
    book.table(&head, rows.collect());
}

fn sources(book: &mut Book, text: Localized<'_>) {
    let Localized { framework, lang, .. } = text;
    if framework.sources().is_empty() {
        return;
    }
    book.heading(2, "sources", lang.of("Sources", "出典"));
    let rows = framework.sources().iter().map(|source| {
        let day = source.as_of.map(|day| day.to_string()).unwrap_or_default();
        let title = text.of(&source.title).to_owned();
        vec![source.id.clone(), title, day, source.url.clone().unwrap_or_default()]
    });
    let head = lang.of(["Id", "Title", "As of", "Address"], ["id", "題名", "時点", "URL"]);
    book.table(&head, rows.collect());
}

fn passages(book: &mut Book, text: Localized<'_>) {
    let Localized { framework, lang, .. } = text;
    for (position, source) in framework.sources().iter().enumerate() {
        if source.passages.is_empty() {
            continue;
        }
        let title = text.of(&source.title);
        let heading = say!("What rests on: {title}", "「{title}」の各箇所と評価項目の対応");
        book.heading(2, &format!("passages-{}", source.id), heading.to(lang));
        let rows = source.passages.iter().map(|passage| {
            let cited = Citation { source: SourceIx::new(position), passage: Some(passage.clone()) };
            let criteria: Vec<_> =
                framework.criteria().iter().filter(|criterion| criterion.sources.contains(&cited)).collect();
            let bears = |stage: &StageIx| criteria.iter().any(|criterion| criterion.weight(*stage) > 0);
            let stages = framework.stage_indices().filter(bears).map(|stage| text.stage(stage));
            let programmes = framework.programmes().iter().filter(|one| one.sources.contains(&cited));
            vec![
                passage.clone(),
                lang.list(criteria.iter().map(|criterion| criterion.name(text.language))),
                lang.list(stages),
                lang.list(programmes.map(|one| text.of(&one.title))),
            ]
        });
        let head = lang.of(
            ["Passage", "Criteria", "Stages", "Ways in"],
            ["該当箇所", "評価項目", "段階", "プログラム・窓口"],
        );
        book.table(&head, rows.collect());
    }
}

fn retired(book: &mut Book, text: Localized<'_>) {
    let (retired, lang) = (text.framework.retired(), text.lang);
    if !retired.is_empty() {
        book.heading(2, "retired", lang.of("Retired", "廃止した項目"));
        book.paragraph(
            lang.of("Answers to these no longer count.", "これらに対する回答は、現在は使いません。"),
        );
        book.blocks.push(Block::List(retired.to_vec()));
    }
}

/// Further guidance, paragraph by paragraph.
fn guidance(book: &mut Book, text: Localized<'_>, guidance: Option<&Text>) {
    guidance.into_iter().flat_map(|all| paragraphs(text.of(all))).for_each(|one| book.paragraph(&one));
}

fn criterion(book: &mut Book, text: Localized<'_>, index: CriterionIx) {
    let criterion = &text.framework[index];
    book.heading(3, &format!("criterion-{}", criterion.id), criterion.name(text.language));
    book.blocks.push(Block::Strong(text.of(&criterion.question).to_owned()));
    criterion.why.iter().for_each(|why| book.paragraph(text.of(why)));
    guidance(book, text, criterion.guidance.as_ref());
    if !criterion.checks.is_empty() {
        book.paragraph(words::CHECKS.to(text.lang));
        book.blocks.push(Block::List(criterion.checks.iter().map(|one| text.of(one).to_owned()).collect()));
    }
    levels(book, text, criterion);
    book.blocks.push(Block::Fields(fields(text, index, criterion)));
}

fn levels(book: &mut Book, text: Localized<'_>, criterion: &Criterion) {
    let lang = text.lang;
    let rows = criterion.levels.iter().enumerate().map(|(number, level)| {
        let effort = level.effort.map(|effort| text.effort(effort.into()));
        let wait = (!level.lead_weeks.is_none()).then(|| {
            let Bilingual { en, ja } = words::weeks(level.lead_weeks);
            say!("{en} of waiting", "待ち時間{ja}").into_text(lang)
        });
        let written =
            |one: &Option<Text>| one.as_ref().map(|one| text.of(one).to_owned()).unwrap_or_default();
        [
            number.to_string(),
            text.of(&level.says).to_owned(),
            written(&level.short),
            written(&level.proof),
            written(&level.next),
            lang.list(effort.into_iter().chain(wait)),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let head = lang.of(
        ["Level", "What is there", "In short", "What proves it", "To get to the next level", "Effort"],
        ["レベル", "現状", "要約", "このレベルの根拠資料", "次のレベルに進むには", "工数"],
    );
    // Not every framework fills each column.
    let is_used = |column: &usize| rows.iter().any(|row| !row[*column].is_empty());
    let used: Vec<usize> = (0..head.len()).filter(is_used).collect();
    let only_used = |row: &[String; 6]| used.iter().map(|column| row[*column].clone()).collect();
    let head: Vec<&str> = used.iter().map(|column| head[*column]).collect();
    book.table(&head, rows.iter().map(only_used).collect());
}

fn fields(text: Localized<'_>, index: CriterionIx, criterion: &Criterion) -> Vec<(String, String)> {
    let Localized { framework, lang, .. } = text;
    let mut fields = FieldList { lang, entries: Vec::new() };
    fields.add(
        Label("What counts as evidence", "根拠資料の例"),
        criterion.proof.as_ref().map(|proof| text.of(proof)),
    );
    let from = criterion.evidence_from.map(|from| say!("from level {from}", "レベル{from}以上"));
    fields.add(Label("Evidence is needed", "根拠資料が必要"), from);
    let weights = criterion.weights.iter();
    let weights = weights.map(|(stage, weight)| format!("{} {weight}", text.stage(*stage)));
    fields.add(Label("Weight", "重み"), Some(lang.list(weights)));
    let gates = framework.gates_on(index).map(|(gate, _)| {
        let (stage, Bilingual { en, ja }) = (text.stage(gate.stage), gate.asks(framework, text.language));
        say!("{stage}: {en}", "{stage}：{ja}").into_text(lang)
    });
    fields.add(Label("Gate", "必須条件"), filled(gates.collect::<Vec<_>>().join(lang.of("; ", "；"))));
    fields.add(Label("Applies if", "該当する条件"), filled(condition(text, &criterion.condition)));
    let may_not_apply = criterion.may_not_apply.then_some(if criterion.met_if_not_applicable {
        Label("yes, with a reason; it counts as met", "可（理由が必要、満たしたものとして数える）")
    } else {
        Label("yes, with a reason", "可（理由が必要）")
    });
    fields.add(Label("May be answered \"does not apply\"", "「該当しない」の回答"), may_not_apply);
    let days = criterion.valid_days.map(|days| {
        let days_en = count(days, "day");
        say!("{days_en}", "{days}日")
    });
    fields.add(Label("An answer holds for", "回答の有効期間"), days);
    fields.add(Label("Who says that it matters", "重要とする根拠"), criterion.origin.map(Origin::word));
    fields.add(Label("Sources", "出典"), filled(lang.list(source_ids(framework, &criterion.sources))));
    let shared = criterion.level_set.map(|set| framework.level_sets()[set].clone());
    fields.add(Label("Level set", "レベルセット"), shared);
    fields.add(Label("Id", "id"), Some(&criterion.id));
    fields.entries
}

struct FieldList {
    lang: Lang,
    entries: Vec<(String, String)>,
}

impl FieldList {
    fn add(&mut self, name: Label, value: Option<impl Words>) {
        if let Some(value) = value {
            self.entries.push((name.to(self.lang).to_owned(), value.to(self.lang).to_owned()));
        }
    }
}

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn condition(text: Localized<'_>, condition: &Condition) -> String {
    let clauses = condition.0.iter().map(|(fact, choices)| {
        let fact = &text.framework[*fact];
        let labels: Vec<_> = choices.iter().map(|choice| fact.label(*choice, text.language)).collect();
        let (id, en, ja) = (&fact.id, labels.join(" / "), labels.join("」または「"));
        say!("{id} = {en}", "{id} が「{ja}」").into_text(text.lang)
    });
    clauses.collect::<Vec<_>>().join(text.lang.of("; ", "、かつ "))
}

fn programme(book: &mut Book, text: Localized<'_>, programme: &Programme) {
    let Localized { framework, lang, .. } = text;
    book.heading(3, &format!("programme-{}", programme.id), text.of(&programme.title));
    book.paragraph(text.of(&programme.does));
    let mut fields = FieldList { lang, entries: Vec::new() };
    fields.add(Label("For", "対象"), filled(condition(text, &programme.condition)));
    let needs = lang.list(programme.needs.iter().map(|one| need(text, one)));
    fields.add(Label("Should have reached", "求められる状態"), filled(needs));
    fields.add(Label("Opens", "開始日"), programme.opens.map(|day| day.to_string()));
    fields.add(Label("Closes", "終了日"), programme.closes.map(|day| day.to_string()));
    let texts = [
        (Label("Terms", "条件"), &programme.terms),
        (Label("Not confirmed", "未確認の点"), &programme.unverified),
        (Label("Whom to ask", "問い合わせ先"), &programme.ask),
    ];
    for (name, value) in texts {
        fields.add(name, value.as_ref().map(|value| text.of(value)));
    }
    fields.add(Label("Sources", "出典"), Some(lang.list(source_ids(framework, &programme.sources))));
    fields.add(Label("As of", "時点"), Some(programme.as_of.to_string()));
    book.blocks.push(Block::Fields(fields.entries));
}

fn need(text: Localized<'_>, need: &Need) -> String {
    let need = match need {
        Need::Stage(stage, verdict) => {
            let (stage, Label(en, ja)) = (text.stage(*stage), words::verdict(*verdict));
            say!("{stage} {en}", "「{stage}」が{ja}")
        }
        Need::Criterion(criterion, at_least) => {
            let name = text.criterion(*criterion);
            say!("{name} at level {at_least}", "{name}がレベル{at_least}以上")
        }
    };
    need.into_text(text.lang)
}
