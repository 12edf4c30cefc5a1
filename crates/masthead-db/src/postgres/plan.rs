//! How PostgreSQL reads a statement, for the test that compares it with its record.

use tokio_postgres::types::Type;

use super::Session;
use crate::check::{Plan, Planned, PlannedColumn};
use crate::column::Kind;
use crate::dialect;
use crate::error::DbError;
use crate::statement::Statement;

impl Session {
    pub(crate) async fn plan(&mut self, statement: &Statement) -> Result<Plan, DbError> {
        let prepared = self
            .open()
            .prepare(&dialect::postgres_text(statement.sql))
            .await?;
        let mut columns = Vec::new();
        for column in prepared.columns() {
            let nullable = match (column.table_oid(), column.column_id()) {
                (Some(table), Some(number)) => Some(self.is_nullable(table, number).await?),
                _ => None,
            };
            columns.push(PlannedColumn {
                name: column.name().to_owned(),
                type_of: planned(column.type_()),
                nullable,
            });
        }
        Ok(Plan {
            params: prepared.params().iter().map(planned).collect(),
            columns,
        })
    }

    async fn is_nullable(&self, table: u32, number: i16) -> Result<bool, DbError> {
        let asked = "select not attnotnull from pg_attribute where attrelid = $1 and attnum = $2";
        let row = self.open().query_opt(asked, &[&table, &number]).await?;
        Ok(row.is_some_and(|row| row.get(0)))
    }
}

fn planned(found: &Type) -> Planned {
    let kinds: &[Kind] = match *found {
        Type::BOOL => &[Kind::Bool],
        Type::INT8 | Type::INT4 => &[Kind::Integer],
        Type::FLOAT8 => &[Kind::Float],
        Type::TEXT | Type::VARCHAR => &[Kind::Text],
        Type::BYTEA => &[Kind::Bytes],
        Type::UUID => &[Kind::Uuid],
        _ => &[],
    };
    Planned {
        type_name: found.name().to_owned(),
        kinds,
    }
}
