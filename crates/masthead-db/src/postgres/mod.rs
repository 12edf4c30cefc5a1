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

/// Connections that may turn out to be dead before the server itself is taken to be gone.
const DEAD_CONNECTIONS_MAX: usize = 20;

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

    /// Begins a transaction. Connections that died while nobody used them are thrown away on the way.
    pub(crate) async fn session(&self, mode: Mode) -> Result<Session, DbError> {
        let begin = match mode {
            Mode::Read => dialect::POSTGRES_BEGIN_READ,
            Mode::Write => dialect::POSTGRES_BEGIN_WRITE,
        };
        let mut dead = 0;
        loop {
            let mut session = Session {
                connection: Some(self.connection().await?),
            };
            match session
                .open()
                .batch_execute(begin)
                .await
                .map_err(DbError::from)
            {
                Ok(()) => return Ok(session),
                Err(error)
                    if *error.situation() == Situation::Closed && dead < DEAD_CONNECTIONS_MAX =>
                {
                    dead += 1;
                    session.throw_away();
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// A connection with a transaction open on it. Dropped, it is rolled back before anybody else gets the connection.
pub(crate) struct Session {
    connection: Option<Object>,
}

impl Session {
    fn open(&self) -> &Object {
        self.connection
            .as_ref()
            .expect("it is only taken when the session ends")
    }

    fn throw_away(&mut self) {
        drop(self.connection.take().map(Object::take));
    }

    pub(crate) async fn execute(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
    ) -> Result<u64, DbError> {
        let open = self.open();
        let prepared = open
            .prepare_cached(&dialect::postgres_text(statement.sql))
            .await?;
        Ok(open.execute(&prepared, &as_params(values)).await?)
    }

    pub(crate) async fn rows<R: Row>(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
    ) -> Result<Vec<R>, DbError> {
        let open = self.open();
        let prepared = open
            .prepare_cached(&dialect::postgres_text(statement.sql))
            .await?;
        let found = open.query(&prepared, &as_params(values)).await?;
        found
            .iter()
            .map(|row| R::read(&mut Cells::postgres(row)))
            .collect()
    }

    pub(crate) async fn commit(mut self) -> Result<(), DbError> {
        let done = self
            .open()
            .batch_execute("commit")
            .await
            .map_err(DbError::from);
        match done {
            Err(error) if *error.situation() == Situation::Closed => {
                self.throw_away();
                Err(error)
            }
            // A failed commit has ended the transaction too.
            done => {
                drop(self.connection.take());
                done
            }
        }
    }

    pub(crate) async fn rollback(mut self) {
        if self.open().batch_execute("rollback").await.is_err() {
            self.throw_away();
        }
        drop(self.connection.take());
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
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
