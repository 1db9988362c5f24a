//! The library under `outside-in`: it reads frameworks and answer sheets, scores them exactly, and says why and what to
//! do next, all of it as data. It prints nothing and never asks the clock.
//!
//! ```
//! use outside_in::advice::{Assessed, Explanation};
//! use outside_in::answers::{Form, read_bytes};
//! use outside_in::framework::{Verdict, built_in_framework};
//!
//! let framework = built_in_framework();
//! let text = r#"
//!     subject = "Kumo Endoscopy K.K."
//!     [answers]
//!     partner-problem = 1
//!     study-protocol = { level = 3, evidence = "protocol v1.4, signature page" }
//!     system-connection = "unknown"
//! "#;
//!
//! // A sheet is either refused, with every reason, or read; what could not be used of it is then a notice.
//! let reading = read_bytes("answers.toml", text, Form::Toml, &framework)?;
//!
//! // Answers age, so a sheet is assessed as of a day.
//! let assessed = Assessed::new(&framework, reading, outside_in::jiff::civil::date(2026, 11, 22));
//! assert!(!assessed.has_bad_answers());
//! let next = assessed.assessment.next_stage.expect("a stage that is not ready");
//!
//! // What keeps that stage from being ready, and the step that helps it most for its effort.
//! let explanation = Explanation::new(&framework, &assessed);
//! let stage = &explanation.stages[next.get()];
//! assert_eq!(stage.result.verdict, Verdict::NotReady);
//! assert_eq!(framework[stage.obstacles.failed[0].gate].name(&framework), "partner-problem");
//! let step = explanation.actions_for(Some(next))[0];
//! assert!(step.helps(next) && step.effort > 0);
//! # Ok::<(), Vec<outside_in::source::Diagnostic>>(())
//! ```
//!
//! More to start from, each a short program: `cargo run --example read_sheet` (and `score`, `explain`, `plan`, `calibrate`),
//! in `examples/library`.
//!
//! The modules, in the order in which data flows; each uses only those before it:
//!
//! 1. [`text`]: languages, width, wrapping, cleaning.
//! 2. [`source`]: files, places in them, documents, and findings about them.
//! 3. [`framework`]: a directory of TOML becomes a [`framework::Framework`] that cannot be invalid.
//! 4. [`answers`]: a file, line or row becomes an [`answers::AnswerSheet`], read against a framework.
//! 5. [`scoring`]: both together give a [`scoring::Assessment`], in integers.
//! 6. [`advice`]: what an assessment means: obstacles, actions, plans, programmes, comparisons, cohorts.
//! 7. [`check`]: what authors of frameworks ask: what loading does not find, whether its own tests pass, what changed.
//! 8. [`interview`]: the guided questionnaire, which fills an answer sheet.
//! 9. [`report`]: each kind of result as text, JSON, CSV or a workbook.
//! 10. [`batch`]: any number of sheets with several threads, in the order of the input.
//! 11. [`schema`]: JSON Schema of all files that people write or programs read.
//!
//! Two features are on by default, and scoring needs neither: `cli` is the program with the pages for terminals in
//! [`report`], `xlsx` reads and writes workbooks.

/// Dates in this library are those of this crate, in the version that is used here.
#[doc(no_inline)]
pub use jiff;

pub mod advice;
pub mod answers;
pub mod batch;
pub mod check;
pub mod framework;
pub mod interview;
pub mod report;
pub mod schema;
pub mod scoring;
pub mod source;
pub mod text;
