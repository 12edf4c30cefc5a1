//! PostgreSQL: a pool of connections, each transaction serializable when it writes.

mod listener;
mod open;
#[cfg(feature = "testing")]
mod plan;
mod tls;

use std::time::Duration;

use bytes::{BufMut, BytesMut};
use deadpool_postgres::{Object, Pool};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

use crate::column::Value;
use crate::database::{Mode, Options};
use crate::dialect;
use crate::error::{DbError, OpenError, Situation};
use crate::row::{Cells, Row};
use crate::statement::Statement;
use crate::wakeups::Bell;

/// An open server.
pub(crate) struct Postgres {
    pool: Pool,
    _listener: listener::Listener,
}

impl Postgres {
    pub(crate) async fn open(url: &str, options: &Options, bell: &Bell) -> Result<Self, OpenError> {
        let pool = open::pool(url, options).await?;
        let listener = listener::Listener::start(url, bell)?;
        Ok(Self {
            pool,
            _listener: listener,
        })
    }

    pub(crate) async fn connection(&self) -> Result<Object, DbError> {
        self.pool.get().await.map_err(|error| match error {
            deadpool_postgres::PoolError::Backend(error) => error.into(),
            timeout @ deadpool_postgres::PoolError::Timeout(_) => {
                DbError::new(Situation::Busy, timeout)
            }
            other => DbError::new(Situation::Closed, other),
        })
    }

    /// A connection for one transaction, which begins with its first statement.
    pub(crate) async fn session(&self, mode: Mode) -> Result<Session, DbError> {
        let begin = match mode {
            Mode::Read => dialect::POSTGRES_BEGIN_READ,
            Mode::Write => dialect::POSTGRES_BEGIN_WRITE,
        };
        Ok(Session {
            connection: Some(self.connection().await?),
            begin: Some(begin),
            has_answered: false,
        })
    }
}

/// A connection with a transaction on it. Dropped, it is rolled back before anybody else gets the connection.
///
/// `begin` travels with the first statement, which spares a journey to the server and back.
pub(crate) struct Session {
    connection: Option<Object>,
    begin: Option<&'static str>,
    has_answered: bool,
}

impl Session {
    fn open(&self) -> &Object {
        self.connection
            .as_ref()
            .expect("it is only taken when the session ends")
    }

    /// Whether the server has answered anything in this session. If not, nothing has happened yet, and a connection that
    /// turns out to be dead can be exchanged for another.
    pub(crate) fn has_answered(&self) -> bool {
        self.has_answered
    }

    pub(crate) async fn execute(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
    ) -> Result<u64, DbError> {
        let begin = self.begin.take();
        let open = self.open();
        let prepared = prepared(open, statement).await?;
        let params = as_params(values);
        let done = begun_with(open, begin, open.execute(&prepared, &params)).await?;
        self.has_answered = true;
        Ok(done)
    }

    pub(crate) async fn rows<R: Row>(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
    ) -> Result<Vec<R>, DbError> {
        let begin = self.begin.take();
        let open = self.open();
        let prepared = prepared(open, statement).await?;
        let params = as_params(values);
        let found = begun_with(open, begin, open.query(&prepared, &params)).await?;
        self.has_answered = true;
        found
            .iter()
            .map(|row| R::read(&mut Cells::postgres(row)))
            .collect()
    }

    pub(crate) async fn commit(mut self) -> Result<(), DbError> {
        self.end("commit").await
    }

    pub(crate) async fn rollback(mut self) {
        // What cannot be rolled back in order is rolled back by the server when the connection ends.
        drop(self.end("rollback").await);
    }

    async fn end(&mut self, word: &str) -> Result<(), DbError> {
        let ended = match self.begin {
            // No statement was run.
            Some(_) => Ok(()),
            None => self.open().batch_execute(word).await.map_err(DbError::from),
        };
        let connection = self.connection.take();
        // Only a commit that the server refuses in words has ended the transaction all the same.
        let is_clean = match &ended {
            Ok(()) => true,
            Err(error) => word == "commit" && *error.situation() != Situation::Closed,
        };
        if !is_clean {
            drop(connection.map(Object::take));
        }
        ended
    }
}

async fn prepared(
    open: &Object,
    statement: &Statement,
) -> Result<tokio_postgres::Statement, DbError> {
    Ok(open
        .prepare_cached(&dialect::postgres_text(statement.sql))
        .await?)
}

/// Runs the first statement of a transaction right behind its `begin`, without waiting for the answer in between.
async fn begun_with<T>(
    open: &Object,
    begin: Option<&str>,
    statement: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, DbError> {
    let Some(begin) = begin else {
        return Ok(statement.await?);
    };
    let (begun, done) = tokio::join!(biased; open.batch_execute(begin), statement);
    begun?;
    Ok(done?)
}

impl Drop for Session {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        if self.begin.is_some() {
            return;
        }
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            drop(Object::take(connection));
            return;
        };
        runtime.spawn(async move {
            let undone =
                tokio::time::timeout(Duration::from_secs(5), connection.batch_execute("rollback"))
                    .await;
            if !matches!(undone, Ok(Ok(()))) {
                drop(Object::take(connection));
            }
        });
    }
}

fn as_params<'v>(values: &'v [Value<'v>]) -> Vec<&'v (dyn ToSql + Sync)> {
    values
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}

type Refusal = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Value<'_> {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Refusal> {
        match (self, wanted) {
            (Self::Null, _) => return Ok(IsNull::Yes),
            (Self::Bool(yes), &Type::BOOL) => out.put_u8(u8::from(*yes)),
            (Self::Integer(number), &Type::INT8) => out.put_i64(*number),
            (Self::Integer(number), &Type::INT4) => out.put_i32(i32::try_from(*number)?),
            (Self::Float(number), &Type::FLOAT8) => out.put_f64(*number),
            (Self::Text(text), &Type::TEXT | &Type::VARCHAR) => out.put_slice(text.as_bytes()),
            (Self::Bytes(bytes), &Type::BYTEA) => out.put_slice(bytes),
            (Self::Uuid(id), &Type::UUID) => out.put_slice(id.as_bytes()),
            (value, wanted) => {
                return Err(format!(
                    "{value:?} cannot be given for a {wanted}: cast the placeholder"
                )
                .into());
            }
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A cell as PostgreSQL sends it.
pub(crate) struct Cell<'a>(pub(crate) Value<'a>);

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Refusal> {
        Ok(Self(match *kind {
            Type::BOOL => Value::Bool(raw.first().is_some_and(|byte| *byte != 0)),
            Type::INT8 => Value::Integer(i64::from_be_bytes(raw.try_into()?)),
            Type::INT4 => Value::Integer(i64::from(i32::from_be_bytes(raw.try_into()?))),
            Type::FLOAT8 => Value::Float(f64::from_be_bytes(raw.try_into()?)),
            Type::TEXT | Type::VARCHAR => Value::Text(std::str::from_utf8(raw)?),
            Type::BYTEA => Value::Bytes(raw),
            Type::UUID => Value::Uuid(Uuid::from_slice(raw)?),
            ref other => {
                return Err(format!("a column of type {other} cannot be read: cast it").into());
            }
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Refusal> {
        Ok(Self(Value::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
