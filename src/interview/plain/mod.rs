mod lines;

use std::io::{self, BufRead, Write};

use super::{AfterResult, InfoPage, Picked, Prompter, Screen, ScreenAction, Stop, TextAsk, Typed};
use crate::answers::AnswerSheet;
use crate::text::{Bilingual, Lang, clean, half_width, say, width, wrap, wrap_hanging};

/// Asks in plain lines: no cursor movement, no color, no clearing. For screen readers, pipes and scripts.
#[derive(Debug)]
pub struct Plain<R, W> {
    input: R,
    output: W,
    lang: Lang,
    columns: usize,
    echoes: bool,
    /// Drops what was typed before a question was asked.
    forget_typed: fn(),
    /// The last question, so that it is not read out twice.
    last: Option<Screen>,
    explained: Vec<ScreenAction>,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Reads answers from `input` and writes questions to `output`, wrapped at `columns`.
    pub fn new(input: R, output: W, lang: Lang, columns: usize) -> Self {
        Self {
            input,
            output,
            lang,
            columns,
            echoes: false,
            forget_typed: || {},
            last: None,
            explained: Vec::new(),
        }
    }

    /// The same, but repeats its input where no terminal does so.
    #[must_use]
    pub fn echoing(self, echoes: bool) -> Self {
        Self { echoes, ..self }
    }

    /// The same, but calls `forget_typed` before each question: in a terminal, what was pasted into an earlier answer is not
    /// to answer the next one.
    #[must_use]
    pub fn forgetting(self, forget_typed: fn()) -> Self {
        Self { forget_typed, ..self }
    }

    fn line(&mut self, text: &str) -> Result<(), Stop> {
        for line in wrap(text, self.columns) {
            writeln!(self.output, "{line}")?;
        }
        Ok(())
    }

    fn read(&mut self, label: &str) -> Result<String, Stop> {
        write!(self.output, "{label}> ")?;
        self.output.flush()?;
        let mut bytes = Vec::new();
        match self.input.read_until(b'\n', &mut bytes) {
            Ok(0) => {
                writeln!(self.output)?;
                Err(Stop::Closed)
            }
            Ok(_) => {
                let text = clean(String::from_utf8_lossy(&bytes).trim()).trim().to_owned();
                if self.echoes {
                    writeln!(self.output, "{text}")?;
                }
                Ok(text)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(Stop::Interrupted),
            Err(error) => Err(Stop::Failed(error)),
        }
    }

    fn show(&mut self, screen: &Screen) -> Result<(), Stop> {
        self.line("")?;
        let head = [screen.heading.as_ref(), Some(&screen.progress), Some(&screen.question)];
        let about = screen.about.iter().map(|about| &about.text);
        for text in head.into_iter().flatten().chain(about).filter(|text| !text.is_empty()) {
            self.line(text)?;
        }
        for choice in &screen.choices {
            if let Some(heading) = &choice.heading {
                self.line(heading)?;
            }
            let first = format!("  {}  ", choice.key);
            let rest = " ".repeat(first.len());
            for line in wrap_hanging(&choice.text, self.columns, &first, &rest) {
                writeln!(self.output, "{line}")?;
            }
        }
        let present = screen.present.iter().filter_map(|at| screen.choices.get(*at)).map(|c| c.key.as_str());
        let present = self.lang.list(present.chain(screen.present_action.map(|a| a.word().to(self.lang))));
        match (present.is_empty(), kept(screen)) {
            (true, _) => {}
            (_, Some(_)) => self.say(&say!(
                "Present answer: {present} (Enter keeps it)",
                "現在の回答：{present}（Enterでそのまま次へ）"
            ))?,
            _ => self.say(&say!("Answered before: {present}", "以前の回答：{present}"))?,
        }
        Ok(())
    }

    fn say(&mut self, message: &Bilingual) -> Result<(), Stop> {
        self.line(message.to(self.lang))
    }

    fn legend(&mut self, screen: &Screen) -> Result<(), Stop> {
        let numbers = match (screen.choices.first(), screen.choices.last()) {
            (Some(first), Some(last)) if first.key != last.key => format!("{}-{}", first.key, last.key),
            (Some(only), _) => only.key.clone(),
            _ => String::new(),
        };
        let several = if screen.many {
            self.lang.of(" (several as 1,3)", "（複数は 1,3 のように）")
        } else {
            ""
        };
        let numbers = (!numbers.is_empty()).then(|| numbers + several);
        let name = |action: &ScreenAction| format!("{} {}", action.key(), action.word().to(self.lang));
        let keys: Vec<_> = numbers.into_iter().chain(screen.actions.iter().map(name)).collect();
        self.explained.extend(&screen.actions);
        // No key is separated from its word.
        let mut line = self.lang.of("Type: ", "入力：").to_owned();
        for (at, key) in keys.iter().enumerate() {
            let more = if at + 1 < keys.len() { self.lang.of(", ", "、") } else { "" };
            let key = format!("{key}{more}");
            if width(&line) + width(key.trim_end()) > self.columns && at > 0 {
                writeln!(self.output, "{}", line.trim_end())?;
                line.clear();
            }
            line += &key;
        }
        Ok(writeln!(self.output, "{line}")?)
    }
}

impl<R: BufRead, W: Write> Prompter for Plain<R, W> {
    fn tell(&mut self, page: &InfoPage) -> Result<(), Stop> {
        self.line("")?;
        self.line(&page.title)?;
        for paragraph in &page.paragraphs {
            let rest = if paragraph.starts_with(['-', ' ']) { "  " } else { "" };
            for line in wrap_hanging(paragraph, self.columns, "", rest) {
                writeln!(self.output, "{line}")?;
            }
        }
        Ok(())
    }

    fn choose(&mut self, screen: &Screen) -> Result<Picked, Stop> {
        if let Some(notice) = &screen.notice {
            self.line(notice)?;
        }
        let asked = Screen { notice: None, ..screen.clone() };
        let again = self.last.as_ref() == Some(&asked);
        if !again {
            self.show(screen)?;
        }
        self.last = Some(asked);
        let is_new = !screen.actions.iter().all(|action| self.explained.contains(action));
        if again || is_new || screen.actions.is_empty() {
            self.legend(screen)?;
        }
        let label = if screen.actions.contains(&ScreenAction::Help) {
            self.lang.of("Answer (? for help)", "回答（?でヘルプ）")
        } else {
            self.lang.of("Answer", "回答")
        };
        loop {
            (self.forget_typed)();
            let typed = self.read(label)?;
            if let Some(picked) = understand(screen, &typed) {
                return Ok(picked);
            }
            self.say(&if typed.is_empty() {
                say!(
                    "Nothing is chosen yet; type one of these.",
                    "まだ選択されていません。次のいずれかを入力してください。"
                )
            } else {
                say!("\"{typed}\" is not among the answers.", "「{typed}」は選べません。")
            })?;
            self.legend(screen)?;
        }
    }

    fn text(&mut self, ask: &TextAsk) -> Result<Typed, Stop> {
        self.last = None;
        self.line("")?;
        self.line(&ask.progress)?;
        self.line(&ask.question)?;
        for text in &ask.about {
            self.line(text)?;
        }
        (self.forget_typed)();
        if ask.lines { self.edit_lines(ask) } else { self.edit_line(ask) }
    }

    fn result(&mut self, _: &AnswerSheet) -> Result<AfterResult, Stop> {
        Ok(AfterResult::Leave)
    }

    fn confirm(&mut self, question: &str) -> Result<bool, Stop> {
        self.last = None;
        self.line("")?;
        self.line(question)?;
        loop {
            (self.forget_typed)();
            let typed = self.read(self.lang.of("y yes, n no", "y はい、n いいえ"))?;
            match normalized(&typed).as_str() {
                "y" | "yes" | "はい" => return Ok(true),
                "n" | "no" | "いいえ" => return Ok(false),
                _ => self.say(&say!("Type y or n.", "y（はい）またはn（いいえ）を入力してください。"))?,
            }
        }
    }
}

/// What Enter alone takes: the present answer, if it is marked.
fn kept(screen: &Screen) -> Option<Picked> {
    let choices = (screen.marked.is_some() && !screen.present.is_empty()).then(|| screen.present.clone());
    choices.map(Picked::Choices).or(screen.present_action.map(Picked::Action))
}

/// The typed text, possibly from a Japanese keyboard, in a form that can be compared.
fn normalized(typed: &str) -> String {
    typed.chars().map(half_width).collect::<String>().to_lowercase().trim().to_owned()
}

/// What a line means as an answer; none if it means nothing.
fn understand(screen: &Screen, typed: &str) -> Option<Picked> {
    let typed = normalized(typed);
    if typed.is_empty() {
        return kept(screen);
    }
    if let Some(action) = screen.actions.iter().find(|action| typed == action.key().to_string()) {
        return Some(Picked::Action(*action));
    }
    let mut picked = Vec::new();
    for part in typed.split([',', ' ', '、']).filter(|part| !part.is_empty()) {
        let at = screen.choices.iter().position(|choice| choice.key == part)?;
        if !picked.contains(&at) {
            picked.push(at);
        }
    }
    picked.sort_unstable();
    let fits = !picked.is_empty() && (screen.many || picked.len() == 1);
    fits.then_some(Picked::Choices(picked))
}
