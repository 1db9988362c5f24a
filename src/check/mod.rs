//! What can be wrong with a framework or a sheet beyond what loading finds.

pub mod space;
