//! Multi-line texts, entered line by line.

use std::io::{BufRead, Write};

use super::{Plain, normalized};
use crate::interview::{Stop, TextAsk, Typed};
use crate::text::{say, wrap_hanging};

impl<R: BufRead, W: Write> Plain<R, W> {
    pub(super) fn edit_line(&mut self, ask: &TextAsk) -> Result<Typed, Stop> {
        let initial = &ask.initial;
        if !initial.is_empty() {
            self.say(&say!(
                "Now: {initial} (Enter keeps it, - clears it)",
                "現在の内容：{initial}（Enterでそのまま、-で消去）"
            ))?;
        }
        let typed = self.read(&ask.label)?;
        Ok(Typed::Done(match typed.as_str() {
            "" => initial.clone(),
            _ if !initial.is_empty() && normalized(&typed) == "-" => String::new(),
            _ => typed,
        }))
    }

    pub(super) fn edit_lines(&mut self, ask: &TextAsk) -> Result<Typed, Stop> {
        let mut lines: Vec<String> = ask.initial.lines().map(str::to_owned).collect();
        self.show_lines(&lines)?;
        loop {
            let typed = match self.read(&ask.label) {
                Ok(typed) => typed,
                // Nothing is lost; the next question notices the end of the input.
                Err(Stop::Closed) => return Ok(Typed::Back(lines.join("\n"))),
                Err(stop) => return Err(stop),
            };
            if typed.is_empty() {
                return Ok(Typed::Done(lines.join("\n")));
            }
            match change_of(&typed, lines.len()) {
                Change::Add => {
                    lines.push(typed);
                    continue;
                }
                Change::Replace(at, text) => lines[at] = text,
                Change::Remove(at) => {
                    lines.remove(at);
                }
                Change::Clear => lines.clear(),
                Change::Nothing => self.say(&say!("There is no such line.", "その番号の行はありません。"))?,
            }
            self.show_lines(&lines)?;
        }
    }

    fn show_lines(&mut self, lines: &[String]) -> Result<(), Stop> {
        if lines.is_empty() {
            return self.say(&say!(
                "One line at a time; an empty line finishes.",
                "1行ずつ入力し、空欄のままEnterで終了します。"
            ));
        }
        for (at, line) in lines.iter().enumerate() {
            let first = format!("  {}: ", at + 1);
            for line in wrap_hanging(line, self.columns, &first, &" ".repeat(first.len())) {
                writeln!(self.output, "{line}")?;
            }
        }
        self.say(&say!(
            "A new line is added; \"1: text\" replaces line 1, -1 removes it, - removes all; an empty line finishes.",
            "入力した行を追加します。「1: 文」で1行目を置き換え、-1で1行目を削除、-ですべて削除、空欄のままEnterで終了します。"
        ))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    Add,
    Replace(usize, String),
    Remove(usize),
    Clear,
    Nothing,
}

/// The effect of a typed line on the lines so far.
fn change_of(typed: &str, count: usize) -> Change {
    let plain = normalized(typed);
    let place = |number: &str| number.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    if let Some(number) = plain.strip_prefix(['-', '−']) {
        return match number.trim().parse::<usize>() {
            _ if number.is_empty() => Change::Clear,
            Ok(number) if (1..=count).contains(&number) => Change::Remove(number - 1),
            Ok(_) => Change::Nothing,
            Err(_) => Change::Add,
        };
    }
    match typed.split_once([':', '：']) {
        Some((number, text)) if !text.trim().is_empty() => match place(&normalized(number)) {
            Some(at) if at < count => Change::Replace(at, text.trim().to_owned()),
            _ => Change::Add,
        },
        _ => Change::Add,
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, change_of};

    #[test]
    fn lines_are_added_replaced_and_removed() {
        assert_eq!(change_of("letter: 2026", 2), Change::Add);
        assert_eq!(change_of("２：手紙", 2), Change::Replace(1, "手紙".to_owned()));
        assert_eq!(change_of("3: text", 2), Change::Add);
        assert_eq!(change_of("-2", 2), Change::Remove(1));
        assert_eq!(change_of("－２", 2), Change::Remove(1));
        assert_eq!(change_of("-3", 2), Change::Nothing);
        assert_eq!(change_of("-0", 2), Change::Nothing);
        assert_eq!(change_of("-", 2), Change::Clear);
        assert_eq!(change_of("- a dash", 2), Change::Add);
    }
}
