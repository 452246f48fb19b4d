//! `--profile`: what a place asks for, from its JSON file.

use crate::files;
pub use gouji::profile::unknown;
use gouji::profile::{Profile, Setting};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// What a place asks for, from its file.
///
/// # Errors
/// A sentence on what is no profile.
pub fn read(path: &Path) -> Result<Profile, String> {
    let fail = |error: String| format!("--profile: {}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| fail(files::reason(path, &error)))?;
    let settings: serde_json::Map<String, Value> =
        serde_json::from_str(&text).map_err(|error| fail(format!("JSON: {error}")))?;
    let settings = settings
        .into_iter()
        .map(|(key, value)| (key, setting(value)));
    Profile::new(settings).map_err(fail)
}

fn setting(value: Value) -> Setting {
    match value {
        Value::String(text) => Setting::Text(text),
        Value::Number(n) => {
            let number = n.as_u64().and_then(|n| n.try_into().ok());
            number.map_or(Setting::Other, Setting::Number)
        }
        Value::Array(all) => {
            let text = |value: Value| match value {
                Value::String(text) => Some(text),
                _ => None,
            };
            let texts: Option<Vec<String>> = all.into_iter().map(text).collect();
            texts.map_or(Setting::Other, Setting::Texts)
        }
        _ => Setting::Other,
    }
}
