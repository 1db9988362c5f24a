//! A framework as bytes, so that the program need not read the built-in one's files anew at every start.

use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::model::{
    Band, Conflict, Criterion, Fact, Framework, Gate, Programme, Rubric, Source, Stage, Text,
};

/// The fields of a [`Framework`], for serde. A framework itself can be neither written nor read, for what comes from
/// outside could be invalid; an image never leaves the build that made it.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Framework", bound(deserialize = "'de: 'static"))]
struct Fields {
    id: String,
    version: String,
    digest: Digest,
    languages: Vec<String>,
    title: Text,
    disclaimer: Option<Text>,
    sources: Vec<Source>,
    facts: Vec<Fact>,
    stages: Vec<Stage>,
    bands: Vec<Band>,
    rubrics: Vec<Rubric>,
    criteria: Vec<Criterion>,
    gates: Vec<Gate>,
    conflicts: Vec<Conflict>,
    programmes: Vec<Programme>,
}

#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Image(#[serde(with = "Fields")] Framework);

/// The image of a framework that was loaded.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script makes the image"))]
pub(crate) fn write(framework: Framework) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_stdvec(&Image(framework))
}

/// The framework of an image that [`write()`] made in the same build.
#[cfg_attr(not(test), allow(dead_code, reason = "the program reads the image, the build script does not"))]
pub(super) fn read(image: &'static [u8]) -> Result<Framework, postcard::Error> {
    postcard::from_bytes::<Image>(image).map(|Image(framework)| framework)
}
