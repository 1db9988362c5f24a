use crate::check::{TextAt, Texts};
use crate::source::{Code, Diagnostic};
use crate::text::{Bilingual, say};

pub(super) fn questions(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    let message = say!("this question is asked twice", "同じ質問が2回あります");
    let help = say!(
        "ask it once, or say what the difference is",
        "1つにまとめるか、違いがわかるように書き分けてください。"
    );
    let alike = texts.alike(|text| (text.key == "question").then_some(text.language));
    sink.extend(find(code, &alike, &message, &help));
}

pub(super) fn levels(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    let message = say!("two levels of this criterion say the same", "同じ内容のレベルが2つあります");
    let help = say!(
        "say what the higher one has that the lower one lacks",
        "上のレベルで何が加わるのかを書いてください。"
    );
    let says = |text: &TextAt<'_>| text.section == "level" && matches!(text.key, "says" | "short");
    let alike = texts.alike(|text| says(text).then_some((text.parent, text.key, text.language)));
    sink.extend(find(code, &alike, &message, &help));
}

pub(super) fn copied_texts(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    let message = say!("this text is a copy of another one", "ほかの箇所と同じ文です");
    let help = say!("say what is special here", "この項目に固有の内容を書いてください。");
    let own = |text: &TextAt<'_>| matches!(text.key, "why" | "proof");
    let alike = texts.alike(|text| own(text).then_some((text.key, text.language)));
    sink.extend(find(code, &alike, &message, &help));
}

pub(super) fn labels(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    let message = say!("two of these have the same name", "同じ名前のものが2つあります");
    let help = say!("give them names that a reader can tell apart", "区別できる名前にしてください。");
    let alike = texts.alike(|text| {
        let is_name = matches!(text.key, "label" | "title");
        is_name.then_some((text.parent, text.section, text.key, text.language))
    });
    sink.extend(find(code, &alike, &message, &help));
}

fn find(code: Code, alike: &[Vec<&TextAt<'_>>], message: &Bilingual, help: &Bilingual) -> Vec<Diagnostic> {
    let repeats = alike.iter().flat_map(|texts| texts[1..].iter().map(|text| (text, texts[0])));
    let finding = |(text, first): (&&TextAt<'_>, &TextAt<'_>)| {
        text.find(code, message.clone(), help.clone()).label(first.place(), say!("the same text", "同じ文"))
    };
    repeats.map(finding).collect()
}

pub(super) fn steps_like_levels(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    let own = |text: &TextAt<'_>| matches!(text.key, "says" | "next");
    for same in texts.alike(|text| own(text).then_some((text.parent, text.language))) {
        let Some(level) = same.iter().find(|text| text.key == "says") else { continue };
        for text in same.iter().filter(|text| text.key == "next") {
            let message = say!("this step only repeats a level", "次の行動がレベルの文の繰り返しです");
            let help = say!(
                "say what to do, or leave `next` out",
                "何をすればよいかを書くか、`next` を省いてください。"
            );
            let diagnostic = text.find(code, message, help);
            sink.push(diagnostic.label(level.place(), say!("the level", "レベルの文")));
        }
    }
}
