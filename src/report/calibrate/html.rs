use super::CalibrationView;
use super::said::{CalibrationBlock, blocks};
use crate::advice::CaseStage;
use crate::framework::StageIx;
use crate::report::markup::each;
use crate::report::svg::{self, Caption, Strip, StripDot};
use crate::report::web::{ColumnHead, Paper, WebPage, items};
use crate::text::{Label, escape_html, say};

const CASE: ColumnHead = ColumnHead::text("Case", "事例");
const PROVEN: ColumnHead = ColumnHead::number("Percent proven", "根拠ありの得点率（%）");
const JUDGES: ColumnHead = ColumnHead::text("By most judges", "過半数の判断");
const VERDICT: ColumnHead = ColumnHead::text("By cut and gates", "基準と必須条件による判定");

/// A calibration as one self-contained HTML page: what the terminal shows, its plots as pictures, and below each the
/// cases in it. The same cases give the same bytes.
pub fn html(view: &CalibrationView<'_>) -> String {
    let paper = Paper::new(view.framework, view.lang);
    let (mut title, mut parts) = (String::new(), Vec::new());
    let mut blocks = blocks(view).into_iter().peekable();
    while let Some(block) = blocks.next() {
        parts.push(match block {
            CalibrationBlock::Heading(text) if title.is_empty() => {
                let heading = escape_html(&text);
                title = text;
                format!("<header class=\"head\"><h1>{heading}</h1></header><div class=\"two\"><section>")
            }
            CalibrationBlock::Heading(text) => format!("</section><section><h2>{}</h2>", escape_html(&text)),
            CalibrationBlock::Key => key(&paper),
            CalibrationBlock::Plot(stage) => plot(view, &paper, stage),
            CalibrationBlock::Paragraph(text) => format!("<p>{}</p>", escape_html(&text)),
            CalibrationBlock::Note(text) => format!("<p class=\"note\">{}</p>", escape_html(&text)),
            CalibrationBlock::Bullet(text) => {
                let mut bullets = vec![escape_html(&text)];
                while let Some(CalibrationBlock::Bullet(text)) = blocks.next_if(is_bullet) {
                    bullets.push(escape_html(&text));
                }
                format!("<ul class=\"said\">{}</ul>", items(&bullets))
            }
            CalibrationBlock::Table { heads, rows } => table(&heads, &rows),
        });
    }
    let (lang, parts) = (view.lang.tag(), parts.concat());
    let disclaimer = view.framework.disclaimer().map_or_else(String::new, |text| paper.of(text));
    WebPage {
        languages: &[view.lang],
        title: &title,
        definitions: &svg::definitions(),
        body: &format!(
            "<div class=\"edition cohort calibration\" id=\"{lang}\" lang=\"{lang}\">{parts}</section></div>\
             <p class=\"disclaimer\">{disclaimer}</p></div>"
        ),
        for_cohort: true,
    }
    .html()
}

fn is_bullet(block: &CalibrationBlock) -> bool {
    matches!(block, CalibrationBlock::Bullet(_))
}

/// How to read the pictures.
fn key(paper: &Paper<'_>) -> String {
    let words = paper.say(Label(
        "One dot a case, by the percent of points that its ratings prove (lower median). On the axis: ready by most judges; \
         hanging from it: not ready. The line is the present cut. How a dot is filled says what cut and gates find: a filled \
         one below the axis and one above it that is not filled are misplaced.",
        "1事例を1つの点で、根拠ありの得点率（回答の下側中央値）の位置に示しています。過半数の判断で準備完了の事例は横軸の上、そうでない事例は下です。\
         縦線は現在の基準、点の塗りは基準と必須条件による判定です。横軸の下で塗りつぶした点と、上で塗りつぶしていない点が、判断と異なる事例です。",
    ));
    format!("<p>{words}</p>{}", paper.dots_legend())
}

/// The picture of a stage, and the cases in it.
fn plot(view: &CalibrationView<'_>, paper: &Paper<'_>, stage: StageIx) -> String {
    let (own, lang) = (&view.calibration.stages[stage.get()], view.lang);
    let cut = own.ready_at;
    let groups = [&own.ready, &own.not_ready];
    let [above, below] = groups.map(|group| {
        let dot =
            |(_, case): (_, CaseStage)| StripDot { proven: case.proven.percent(), verdict: case.verdict };
        view.of_stage(stage, group).map(dot).collect::<Vec<_>>()
    });
    let caption = Caption {
        id: paper.id(&format!("plot-{}", view.framework[stage].id)),
        title: paper.words.stage(stage).to_owned(),
        says: Label(
            "The cases that are ready, and those that are not, on the percent that is proven. The list below has the numbers.",
            "準備完了の事例とそうでない事例の、根拠ありの得点率での分布。数値は下の一覧にあります。",
        )
        .to(lang)
        .to_owned(),
    };
    let needs = say!("needs {cut}%", "基準 {cut}%").into_text(lang);
    let picture = Strip { needed: cut, needs }.groups(&above, &below, &caption);
    let judged = [Label("ready", "準備完了"), Label("not ready", "未達")].map(|label| paper.say(label));
    let rows = groups.into_iter().zip(judged).map(|(group, judged)| {
        each(view.of_stage(stage, group), |(case, result)| {
            let percent = paper.cell(PROVEN, &result.proven.percent().to_string());
            let (judged, verdict) =
                (paper.cell(JUDGES, &judged), paper.cell(VERDICT, &paper.verdict(result.verdict)));
            let (title, id) = (paper.of(&case.title), escape_html(&case.id));
            format!("<tr><th scope=\"row\">{title} <small>{id}</small></th>{percent}{judged}{verdict}</tr>")
        })
    });
    let (head, rows) = (paper.table_head(&[CASE, PROVEN, JUDGES, VERDICT]), rows.collect::<String>());
    let name = paper.say(Label("The cases of the picture", "図の事例"));
    format!(
        "<div class=\"strip-box\">{picture}</div><details><summary><span class=\"name\">{name}</span></summary>\
         <table class=\"cards cases\">{head}<tbody>{rows}</tbody></table></details>"
    )
}

fn table(heads: &[String], rows: &[(String, Vec<usize>)]) -> String {
    let heads = each(heads.iter().enumerate(), |(column, head)| {
        let class = if column == 0 { "" } else { " class=\"num\"" };
        format!("<th scope=\"col\"{class}>{}</th>", escape_html(head))
    });
    let rows = each(rows, |(name, counts)| {
        let counts = each(counts, |count| format!("<td class=\"num\">{count}</td>"));
        format!("<tr><th scope=\"row\">{}</th>{counts}</tr>", escape_html(name))
    });
    format!("<table class=\"sorting\"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
}
