//! The library under `outside-in`: it reads frameworks and answer sheets, scores them exactly, and says why and
//! what to do next. It prints nothing and never asks the clock.
//!
//! The modules stand in the order in which data flows; each knows only those before it.
//!
//! 1. [`text`]: languages, width, wrapping, cleaning.
//! 2. [`source`]: files, places in them, and findings about them.
//! 3. [`framework`]: a directory of TOML becomes a [`framework::Framework`] that cannot be invalid.
//! 4. [`answers`]: a file becomes an [`answers::AnswerSheet`] read against a framework.
//! 5. [`scoring`]: both together give a [`scoring::Assessment`], in integers.
//! 6. [`advice`]: what an assessment means: obstacles, actions, programmes.
//! 7. [`check`]: what authors of frameworks ask: what is wrong beyond loading, do its own tests hold, what changed.
//! 8. [`interview`]: the guided questionnaire, which fills an answer sheet.
//! 9. [`report`]: one renderer per form, over the same data.
//! 10. [`batch`]: many sheets at once, from the bytes of the input to lines of the result.
//! 11. [`schema`]: JSON Schema of all files that people write or programs read.
//!
//! Two features are on by default, and scoring needs neither: `cli` is the program with the pages for terminals in
//! [`report`], `xlsx` reads and writes workbooks.

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
