//! File locations for programs that know nothing of this machine.

use std::fmt::Write;

/// The location of a file: relative to the working directory if it is below that, else absolute.
pub(super) struct Artifact {
    /// With `/` as separator.
    pub(super) path: String,
    pub(super) is_below: bool,
}

/// A path without `.`, and without `..` where possible.
pub fn plain_path(name: &str) -> String {
    plain(name, cfg!(windows))
}

fn plain(name: &str, windows: bool) -> String {
    let name = if windows { name.replace('\\', "/") } else { name.to_owned() };
    // In Windows two of them begin the name of a server.
    let root = match name.len() - name.trim_start_matches('/').len() {
        0 => "",
        2 if windows => "//",
        _ => "/",
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            ".." if !root.is_empty() => {}
            part => parts.push(part),
        }
    }
    format!("{root}{}", parts.join("/"))
}

impl Artifact {
    pub(super) fn of(name: &str, working: &str) -> Self {
        Self::on(name, working, cfg!(windows))
    }

    fn on(name: &str, working: &str, windows: bool) -> Self {
        let (path, working) = (plain(name, windows), plain(working, windows));
        // A path that still begins with `..` is relative.
        let path = if path.starts_with("..") && !working.is_empty() {
            plain(&format!("{working}/{path}"), windows)
        } else {
            path
        };
        let below = path.strip_prefix(&working).and_then(|rest| rest.strip_prefix('/'));
        if let Some(below) = below.filter(|_| !working.is_empty()) {
            return Self { path: below.to_owned(), is_below: true };
        }
        let is_whole = path.starts_with('/') || windows && drive(&path).is_some();
        Self { is_below: !is_whole, path }
    }

    /// As a reference by RFC 3986: relative, or with the scheme `file`.
    pub(super) fn uri(&self) -> String {
        let (head, rest) = match drive(&self.path).filter(|_| !self.is_below) {
            Some(drive) => (format!("file:///{drive}"), &self.path[drive.len()..]),
            None if self.path.starts_with("//") => ("file:".to_owned(), &*self.path),
            None if self.is_below => (String::new(), &*self.path),
            None => ("file://".to_owned(), &*self.path),
        };
        let mut out = head;
        for byte in rest.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
                out.push(char::from(byte));
            } else {
                // Writing to memory cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    }
}

/// The drive of a Windows path, such as `C:`.
fn drive(path: &str) -> Option<&str> {
    let is_drive = matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    is_drive.then(|| &path[..2])
}

#[cfg(test)]
mod tests {
    use super::Artifact;

    #[test]
    fn a_file_is_told_by_where_it_is() {
        let cases = [
            (
                false,
                "hospital/tests/../framework.toml",
                "hospital/framework.toml",
                true,
                "hospital/framework.toml",
            ),
            (
                false,
                "./a b%#?é日本.toml",
                "a b%#?é日本.toml",
                true,
                "a%20b%25%23%3F%C3%A9%E6%97%A5%E6%9C%AC.toml",
            ),
            (false, "/work/here/x.toml", "x.toml", true, "x.toml"),
            (false, "/work/hereby/x.toml", "/work/hereby/x.toml", false, "file:///work/hereby/x.toml"),
            (false, "../x.toml", "/work/x.toml", false, "file:///work/x.toml"),
            (false, "../here/x.toml", "x.toml", true, "x.toml"),
            (false, "a\\b:c.toml", "a\\b:c.toml", true, "a%5Cb%3Ac.toml"),
            (true, "a\\b.toml", "a/b.toml", true, "a/b.toml"),
            (true, "C:\\a b\\x.toml", "C:/a b/x.toml", false, "file:///C:/a%20b/x.toml"),
            (true, "\\\\server\\share\\x.toml", "//server/share/x.toml", false, "file://server/share/x.toml"),
            (false, "-", "-", true, "-"),
        ];
        for (windows, name, path, is_below, uri) in cases {
            let artifact = Artifact::on(name, "/work/here", windows);
            assert_eq!((artifact.path.as_str(), artifact.is_below), (path, is_below), "{name}");
            assert_eq!(artifact.uri(), uri, "{name}");
        }
    }
}
