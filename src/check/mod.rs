//! For authors of frameworks: what can be known of a framework or a sheet beyond what loading finds.

pub mod diff;
pub mod space;
pub mod tests;
