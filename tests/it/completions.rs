//! The completion scripts, asked as a shell asks them.

use std::process::Command;

use crate::process::{finish, run};

/// What bash would offer after these words, the last of which is being written.
fn offered(words: &[&str]) -> Vec<String> {
    let script = run(["completions", "bash"]).stdout;
    let (last, before) =
        (words.last().copied().unwrap_or(""), words.len().checked_sub(2).map(|at| words[at]));
    let list: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let ask = format!(
        "{script}\nCOMP_WORDS=({}); COMP_CWORD={}; _outside__in outside-in '{last}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        list.join(" "),
        words.len() - 1,
        before.unwrap_or(""),
    );
    let ran = finish(Command::new("bash").args(["--norc", "-c", &ask]));
    assert_eq!(ran.stderr, "");
    ran.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_what_comes_after_the_first_word() {
    let commands = offered(&["outside-in", "fra"]);
    assert_eq!(commands, ["framework"]);
    let commands = offered(&["outside-in", "framework", ""]);
    for name in ["list", "show", "new", "export", "diff"] {
        assert!(commands.iter().any(|offered| offered == name), "{name} in {commands:?}");
    }
    let forms = ["table", "json", "ndjson", "csv", "xlsx"];
    assert_eq!(offered(&["outside-in", "score", "--format", ""]), forms);
    assert_eq!(offered(&["outside-in", "--lang", "ja", "score", "a.toml", "--format", "j"]), ["json"]);
    assert_eq!(offered(&["outside-in", "framework", "show", "--format", ""]), ["text", "md", "html"]);
}

#[test]
fn every_shell_has_its_script() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = run(["completions", shell]);
        assert!(ran.code == 0 && ran.stdout.contains("outside-in"), "{shell}: {}", ran.stderr);
    }
}
