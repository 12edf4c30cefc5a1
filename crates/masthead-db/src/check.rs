//! The test of every statement: both databases plan it and run it, and agree with its record and parameters.
//!
//! Nothing here touches a row that stays: each statement runs in a transaction of its own, with made-up parameters, and is
//! undone.

use uuid::Uuid;

use crate::column::{Kind, Value};
use crate::error::{DbError, Situation};
use crate::row::ColumnShape;
use crate::statement::Statement;
use crate::transact;
use crate::{Db, Tx};

/// How a database reads a statement.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The kind of each parameter, where the database has an opinion.
    pub(crate) params: Vec<Planned>,
    pub(crate) columns: Vec<PlannedColumn>,
}

/// A type in the database's own words, and the kinds that it can carry.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) type_name: String,
    pub(crate) kinds: &'static [Kind],
}

#[derive(Debug)]
pub(crate) struct PlannedColumn {
    pub(crate) name: String,
    pub(crate) type_of: Planned,
    /// Whether `null` can stand in it, where that is known (not for expressions).
    pub(crate) nullable: Option<bool>,
}

/// Every kind: the database does not say.
pub(crate) const ANY_KIND: &[Kind] = &[
    Kind::Bool,
    Kind::Integer,
    Kind::Float,
    Kind::Text,
    Kind::Bytes,
    Kind::Uuid,
];

/// Plans and runs every statement on `db`, and says in words what does not fit; nothing when all is well.
pub async fn every(db: &Db, statements: &'static [Statement]) -> Vec<String> {
    let mut complaints = Vec::new();
    for statement in statements {
        let found = check(db, statement).await;
        complaints.extend(found.into_iter().map(|what| {
            format!(
                "{} on {:?}: {what}\n    {}",
                statement.name,
                db.engine(),
                statement.sql
            )
        }));
    }
    complaints
}

async fn check(db: &Db, statement: &'static Statement) -> Vec<String> {
    let planned = transact!(db.write(), |tx| { tx.plan(statement).await });
    let plan = match planned {
        Ok(plan) => plan,
        Err(error) => return vec![format!("cannot be prepared: {error}")],
    };
    let mut complaints = params(statement, &plan);
    complaints.extend(columns(
        statement.columns.unwrap_or_default(),
        &plan.columns,
    ));
    if complaints.is_empty() {
        complaints.extend(run(db, statement).await);
    }
    complaints
}

fn params(statement: &Statement, plan: &Plan) -> Vec<String> {
    if plan.params.len() != statement.params.len() {
        return vec![format!(
            "has {} parameters and is given {}",
            plan.params.len(),
            statement.params.len()
        )];
    }
    let pairs = statement.params.iter().zip(&plan.params).enumerate();
    pairs
        .filter(|(_, (kind, planned))| !planned.kinds.contains(kind))
        .map(|(index, (kind, planned))| {
            format!(
                "${} is a {} and is given a {kind:?}",
                index + 1,
                planned.type_name
            )
        })
        .collect()
}

fn columns(shapes: &[ColumnShape], planned: &[PlannedColumn]) -> Vec<String> {
    if shapes.len() != planned.len() {
        let names: Vec<&str> = planned.iter().map(|column| column.name.as_str()).collect();
        return vec![format!(
            "gives the columns {names:?} and is read into {} fields",
            shapes.len()
        )];
    }
    shapes
        .iter()
        .zip(planned)
        .filter_map(|(shape, column)| column_complaint(*shape, column))
        .collect()
}

fn column_complaint(shape: ColumnShape, column: &PlannedColumn) -> Option<String> {
    let ColumnShape {
        name,
        kind,
        nullable,
    } = shape;
    if name != column.name {
        return Some(format!(
            "gives `{}` where the record has `{name}`",
            column.name
        ));
    }
    if !column.type_of.kinds.contains(&kind) {
        return Some(format!(
            "`{name}` is a {} and is read as a {kind:?}",
            column.type_of.type_name
        ));
    }
    if column.nullable == Some(true) && !nullable {
        return Some(format!(
            "`{name}` may be null and the record does not expect it (or write cast(…) when it cannot be)"
        ));
    }
    None
}

/// Runs it with made-up parameters. That the schema refuses them is as good an answer as any.
async fn run(db: &Db, statement: &'static Statement) -> Option<String> {
    let ran: Result<(), DbError> = transact!(db.write(), |tx| {
        tx.execute(statement, &samples(statement)).await?;
        Err(DbError::new(Situation::Missing, "undone on purpose"))
    });
    match ran.expect_err("it is undone on purpose") {
        error
            if matches!(
                error.situation(),
                Situation::Missing
                    | Situation::NotUnique { .. }
                    | Situation::ForeignKey
                    | Situation::Refused
            ) =>
        {
            None
        }
        error => Some(format!("cannot be run: {error}")),
    }
}

fn samples(statement: &Statement) -> Vec<Value<'static>> {
    let sample = |kind: &Kind| match kind {
        Kind::Bool => Value::Bool(true),
        Kind::Integer => Value::Integer(1),
        Kind::Float => Value::Float(0.5),
        Kind::Text => Value::Text("sample"),
        Kind::Bytes => Value::Bytes(b"sample"),
        Kind::Uuid => Value::Uuid(Uuid::from_u128(1)),
    };
    statement.params.iter().map(sample).collect()
}

impl Tx {
    async fn plan(&mut self, statement: &'static Statement) -> Result<Plan, DbError> {
        match self.ground() {
            crate::tx::Ground::SqliteWrite(turn) => {
                crate::sqlite::plan(turn.connection()?, statement)
            }
            crate::tx::Ground::SqliteRead(snapshot) => {
                crate::sqlite::plan(snapshot.connection(), statement)
            }
            crate::tx::Ground::Postgres(session) => session.plan(statement).await,
        }
    }
}
