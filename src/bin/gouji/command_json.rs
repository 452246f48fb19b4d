//! The description of the command line for the npm command: `npm/command.json`, which is made of it.

use crate::command::described;
use clap::{Arg, ArgAction, Command};
use gouji::tables::{Column, SCHEMA, TABLES, Table};
use serde_json::{Value, json};
use std::path::Path;

/// Columns of the help texts.
const WIDTH: usize = 100;

fn option(command: &Command, arg: &Arg) -> Value {
    let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let several = arg.get_num_args().is_some_and(|n| n.max_values() > 1);
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .flat_map(|value| value.get_name_and_aliases().map(str::to_owned))
        .collect();
    let default = arg.get_default_values().first();
    let conflicts = command.get_arg_conflicts_with(arg);
    json!({
        "id": arg.get_id().as_str(),
        "long": arg.get_long(),
        "short": arg.get_short(),
        "aliases": arg.get_all_aliases().unwrap_or_default(),
        "takes": takes && arg.get_long().is_some(),
        "several": several || matches!(arg.get_action(), ArgAction::Append),
        "required": arg.is_required_set(),
        "values": if takes { values } else { Vec::new() },
        "default": default.filter(|_| takes).map(|value| value.to_string_lossy()),
        "conflicts": conflicts.iter().map(|arg| arg.get_id().as_str()).collect::<Vec<_>>(),
    })
}

fn command(command: &Command) -> Value {
    let arguments: Vec<Value> = command
        .get_arguments()
        .filter(|arg| !matches!(arg.get_id().as_str(), "help" | "version"))
        .map(|arg| option(command, arg))
        .collect();
    json!({
        "name": command.get_name(),
        "help": command.clone().render_help().to_string(),
        "arguments": arguments,
    })
}

#[test]
fn the_npm_command_has_this_description() {
    let mut all = described().term_width(WIDTH);
    all.build();
    let commands: Vec<Value> = all.get_subcommands().map(command).collect();
    let described = json!({ "help": all.render_help().to_string(), "commands": commands });
    is_written("command.json", &described);
}

/// The columns of the tables for its `datapackage.json`: `npm/tables.json`.
#[test]
fn the_npm_command_has_these_tables() {
    let column = |column: &Column| {
        json!({
            "name": column.name,
            "type": column.r#type.name(),
            "required": column.required,
            "says": column.says,
        })
    };
    let table = |table: &Table| {
        let columns: Vec<Value> = table.columns.iter().map(column).collect();
        json!({ "name": table.name, "says": table.says, "columns": columns })
    };
    let tables: Vec<Value> = TABLES.iter().map(table).collect();
    is_written(
        "tables.json",
        &json!({ "schema": SCHEMA, "tables": tables }),
    );
}

/// Whether a file of the npm package says this; `GOUJI_BLESS=1` writes it down.
fn is_written(name: &str, content: &Value) {
    let wanted = serde_json::to_string_pretty(content).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../../npm/{name}"));
    let bless = std::env::var_os("GOUJI_BLESS").is_some() && std::env::var_os("CI").is_none();
    if bless {
        std::fs::write(&path, &wanted).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == wanted,
        "npm/{name} is not what GOUJI_BLESS=1 writes"
    );
}
