//! How SQLite reads a statement, for the test that compares it with its record.

use rusqlite::Connection;

use crate::check::{ANY_KIND, Plan, Planned, PlannedColumn};
use crate::column::Kind;
use crate::dialect;
use crate::error::{DbError, Situation};
use crate::statement::Statement;

/// SQLite has an opinion about columns of tables, none about expressions and parameters.
pub(crate) fn plan(open: &Connection, statement: &Statement) -> Result<Plan, DbError> {
    let prepared = open.prepare(&dialect::sqlite_text(statement.sql))?;
    let mut params = Vec::new();
    for index in 1..=prepared.parameter_count() {
        let name = prepared.parameter_name(index).unwrap_or("?");
        let number: Option<usize> = name
            .strip_prefix('$')
            .and_then(|number| number.parse().ok());
        if !number.is_some_and(|number| (1..=prepared.parameter_count()).contains(&number)) {
            let why = format!(
                "placeholders are $1 to ${}, and there is a {name}",
                prepared.parameter_count()
            );
            return Err(DbError::new(Situation::Other, why));
        }
        params.push(Planned {
            type_name: "anything".to_owned(),
            kinds: ANY_KIND,
        });
    }
    let columns = prepared.columns().map(|column| PlannedColumn {
        name: column.name().to_owned(),
        type_of: planned(column.decl_type()),
        nullable: None,
    });
    Ok(Plan {
        params,
        columns: columns.collect(),
    })
}

fn planned(declared: Option<&str>) -> Planned {
    let type_name = declared.unwrap_or("expression").to_lowercase();
    let kinds: &[Kind] = match type_name.as_str() {
        "expression" => ANY_KIND,
        "integer" => &[Kind::Integer, Kind::Bool],
        "text" => &[Kind::Text],
        "blob" => &[Kind::Bytes, Kind::Uuid],
        "real" => &[Kind::Float],
        _ => &[],
    };
    Planned { type_name, kinds }
}
