/// The keys of each kind of table in a framework's files, in the order in which they are written; `""` is the top of
/// a file. Tables under a header of their own come after them, where they stand.
pub const KEY_ORDER: &[(&str, &[&str])] = &[
    ("", &["format", "id", "version", "languages", "title", "advice", "disclaimer", "rubrics", "programmes"]),
    ("source", &["id", "title", "url", "as_of", "passages"]),
    ("fact", &["id", "renamed_from", "question", "choose"]),
    ("choice", &["id", "renamed_from", "label"]),
    ("stage", &["id", "title", "point", "ready_at"]),
    ("band", &["id", "from", "label"]),
    (
        "criterion",
        &[
            "id",
            "renamed_from",
            "title",
            "question",
            "why",
            "proof",
            "origin",
            "sources",
            "weight",
            "applies_if",
            "may_not_apply",
            "evidence_from",
            "valid_days",
        ],
    ),
    ("level", &["says", "next", "effort", "lead_weeks", "value"]),
    ("gate", &["criterion", "stage", "at_least", "because"]),
    ("conflict", &["when", "says"]),
    (
        "programme",
        &[
            "id",
            "title",
            "does",
            "sources",
            "as_of",
            "opens",
            "closes",
            "applies_if",
            "needs",
            "terms",
            "unverified",
            "ask",
        ],
    ),
];

/// The order of the keys of a table, if it is one of a framework's.
pub(super) fn order_of(table: &str) -> Option<&'static [&'static str]> {
    KEY_ORDER.iter().find(|(name, _)| *name == table).map(|(_, keys)| *keys)
}
