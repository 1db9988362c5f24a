use std::io::{self, BufRead, Write};

use super::{InfoPage, Picked, Prompter, Screen, ScreenAction, Stop, TextAsk, Typed};
use crate::text::{Lang, clean, half_width, say, wrap, wrap_hanging};

/// Asks in plain lines: no cursor movement, no color, no clearing. For screen readers, pipes and scripts.
#[derive(Debug)]
pub struct Plain<R, W> {
    input: R,
    output: W,
    lang: Lang,
    columns: usize,
    echoes: bool,
    /// The question that was asked last, so that it is not read out twice.
    last: Option<Screen>,
    legend_shown: bool,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Reads answers from `input` and writes questions to `output`, wrapped at `columns`.
    pub fn new(input: R, output: W, lang: Lang, columns: usize) -> Self {
        Self { input, output, lang, columns, echoes: false, last: None, legend_shown: false }
    }

    /// The same, repeating what it reads, where no terminal does so.
    #[must_use]
    pub fn echoing(self, echoes: bool) -> Self {
        Self { echoes, ..self }
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
        let mut present: Vec<_> =
            screen.present.iter().filter_map(|at| screen.choices.get(*at)).map(|c| c.key.as_str()).collect();
        present.extend(screen.present_action.map(|action| action.word().to(self.lang)));
        if !present.is_empty() {
            let present = present.join(", ");
            let text = say!(
                "Present answer: {present} (Enter keeps it)",
                "現在の回答：{present}（Enterでそのまま次へ）"
            );
            self.line(text.to(self.lang))?;
        }
        Ok(())
    }

    fn legend(&mut self, screen: &Screen) -> Result<(), Stop> {
        let numbers = match (screen.choices.first(), screen.choices.last()) {
            (Some(first), Some(last)) => format!("{}-{}", first.key, last.key),
            _ => String::new(),
        };
        let several = self.lang.of(" (several as 1,3)", " (複数は 1,3 のように)");
        let mut keys = vec![if screen.many { numbers + several } else { numbers }];
        let name = |action: &ScreenAction| format!("{} {}", action.key(), action.word().to(self.lang));
        keys.extend(screen.actions.iter().map(name));
        let keys = self.lang.list(keys);
        self.line(say!("Type: {keys}", "入力：{keys}").to(self.lang))
    }
}

impl<R: BufRead, W: Write> Prompter for Plain<R, W> {
    fn tell(&mut self, page: &InfoPage) -> Result<(), Stop> {
        self.line("")?;
        self.line(&page.title)?;
        for paragraph in &page.paragraphs {
            self.line(paragraph)?;
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
        if again || !self.legend_shown || screen.actions.is_empty() {
            self.legend(screen)?;
            self.legend_shown = true;
        }
        let label = if screen.actions.contains(&ScreenAction::Help) {
            self.lang.of("Answer (? for help)", "回答（?でヘルプ）")
        } else {
            self.lang.of("Answer", "回答")
        };
        loop {
            let typed = self.read(label)?;
            if let Some(picked) = understand(screen, &typed) {
                return Ok(picked);
            }
            let message = say!("\"{typed}\" is not among the answers.", "「{typed}」は選べません。");
            self.line(message.to(self.lang))?;
            self.legend(screen)?;
        }
    }

    fn confirm(&mut self, question: &str) -> Result<bool, Stop> {
        self.last = None;
        loop {
            let typed = self.read(&format!("{question} (y/n)"))?;
            let typed: String = typed.chars().map(half_width).collect::<String>().to_lowercase();
            match typed.as_str() {
                "y" | "yes" | "はい" => return Ok(true),
                "n" | "no" | "いいえ" => return Ok(false),
                _ => {}
            }
        }
    }

    fn text(&mut self, ask: &TextAsk) -> Result<Typed, Stop> {
        self.last = None;
        self.line("")?;
        self.line(&ask.question)?;
        for text in &ask.about {
            self.line(text)?;
        }
        self.read(&ask.label).map(Typed::Done)
    }
}

/// What a line means as an answer; none if nothing.
fn understand(screen: &Screen, typed: &str) -> Option<Picked> {
    let typed: String = typed.chars().map(half_width).collect::<String>().to_lowercase();
    let typed = typed.trim();
    if typed.is_empty() {
        let kept = (!screen.present.is_empty()).then(|| Picked::Choices(screen.present.clone()));
        return kept.or(screen.present_action.map(Picked::Action));
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
