//! Statements: plain SQL with a name, written once for both databases, and on a list that a test walks.

use crate::column::Kind;
use crate::error::DbError;
use crate::row::{ColumnShape, Row};
use crate::tx::Tx;

/// One statement as its author wrote it, with what it takes and gives.
#[derive(Debug)]
pub struct Statement {
    /// The function's name, after the module it stands in.
    pub name: &'static str,
    /// The text as written: `$1` placeholders, perhaps the marker `{skip locked}`.
    pub sql: &'static str,
    /// Kinds of the parameters, in order.
    pub params: &'static [Kind],
    /// Columns of its rows; `None` when only the number of changed rows is wanted.
    pub columns: Option<&'static [ColumnShape]>,
}

/// Marks a statement that always gives exactly one row, such as a count.
pub struct One<R>(std::marker::PhantomData<R>);

/// How a statement's rows are handed back: `Option<R>`, `Vec<R>` or [`One<R>`].
pub trait Answer {
    /// What the function gives.
    type Given;
    /// The columns of a row.
    const COLUMNS: &'static [ColumnShape];
    /// Makes the answer from the rows.
    ///
    /// # Errors
    /// [`Situation::Missing`](crate::Situation::Missing) when there must be a row and is none.
    fn from_rows(
        rows: Vec<Self::Row>,
        statement: &'static Statement,
    ) -> Result<Self::Given, DbError>;
    /// The record of a row.
    type Row: Row;
}

impl<R: Row> Answer for Option<R> {
    type Given = Self;
    type Row = R;
    const COLUMNS: &'static [ColumnShape] = R::COLUMNS;
    fn from_rows(rows: Vec<R>, _: &'static Statement) -> Result<Self, DbError> {
        Ok(rows.into_iter().next())
    }
}

impl<R: Row> Answer for Vec<R> {
    type Given = Self;
    type Row = R;
    const COLUMNS: &'static [ColumnShape] = R::COLUMNS;
    fn from_rows(rows: Vec<R>, _: &'static Statement) -> Result<Self, DbError> {
        Ok(rows)
    }
}

impl<R: Row> Answer for One<R> {
    type Given = R;
    type Row = R;
    const COLUMNS: &'static [ColumnShape] = R::COLUMNS;
    fn from_rows(rows: Vec<R>, statement: &'static Statement) -> Result<R, DbError> {
        rows.into_iter()
            .next()
            .ok_or_else(|| DbError::missing(statement.name))
    }
}

/// The three shapes of an answer, by the names that [`statements!`](crate::statements) uses.
#[doc(hidden)]
pub mod shapes {
    pub use super::One;
    pub use std::option::Option;
    pub use std::vec::Vec;
}

impl Tx {
    /// Runs `statement` and gives its rows in the shape `A`; called by [`statements!`](crate::statements).
    ///
    /// # Errors
    /// Whatever the database says, see [`DbError::situation`].
    pub async fn ask<A: Answer>(
        &mut self,
        statement: &'static Statement,
        values: &[crate::Value<'_>],
    ) -> Result<A::Given, DbError> {
        A::from_rows(self.rows::<A::Row>(statement, values).await?, statement)
    }
}

/// Declares statements, each as a typed function, and the list `STATEMENTS` of them all.
///
/// ```
/// use masthead_db::{row, statements};
/// row! { struct CountRow { total: i64 } }
/// statements! {
///     /// How many letters wait to be sent.
///     fn count_waiting(state: &str) -> One<CountRow> = "select count(*) as total from letter where state = $1";
///     /// Forgets a setting.
///     fn forget_setting(key: &str) = "delete from setting where key = $1";
/// }
/// ```
///
/// Each becomes `async fn count_waiting(tx: &mut Tx, state: &str) -> Result<CountRow, DbError>`: `Option<R>` gives the
/// first row if there is one, `Vec<R>` all rows, `One<R>` the row that must be there, and no answer at all the number of
/// rows changed, a `u64`.
#[macro_export]
macro_rules! statements {
    ($($(#[$meta:meta])* $vis:vis fn $name:ident ( $($arg:ident : $type:ty),* $(,)? )
        $(-> $shape:ident < $row:ty >)? = $sql:expr;)+) => {
        $(
            $(#[$meta])*
            #[allow(clippy::too_many_arguments)]
            $vis async fn $name(tx: &mut $crate::Tx $(, $arg: $type)*)
                -> Result<$crate::statements!(@given $($shape $row)?), $crate::DbError>
            {
                static STATEMENT: $crate::Statement =
                    $crate::statements!(@statement $name, $sql, [$($type),*] $(, $shape $row)?);
                $crate::statements!(@run tx, &STATEMENT, &[$($crate::Param::value(&$arg)),*] $(, $shape $row)?)
            }
        )+

        /// Every statement of this room, for the test that plans and runs each on both databases.
        #[allow(dead_code)]
        pub(crate) const STATEMENTS: &[$crate::Statement] =
            &[$($crate::statements!(@statement $name, $sql, [$($type),*] $(, $shape $row)?)),+];
    };
    (@given) => { u64 };
    (@given $shape:ident $row:ty) => { <$crate::shapes::$shape<$row> as $crate::Answer>::Given };
    (@statement $name:ident, $sql:expr, [$($type:ty),*] $(, $shape:ident $row:ty)?) => {
        $crate::Statement {
            name: concat!(module_path!(), "::", stringify!($name)),
            sql: $sql,
            params: &[$(<$type as $crate::Param>::KIND),*],
            columns: $crate::statements!(@columns $($shape $row)?),
        }
    };
    (@columns) => { None };
    (@columns $shape:ident $row:ty) => { Some(<$crate::shapes::$shape<$row> as $crate::Answer>::COLUMNS) };
    (@run $tx:ident, $statement:expr, $values:expr) => { $tx.execute($statement, $values).await };
    (@run $tx:ident, $statement:expr, $values:expr, $shape:ident $row:ty) => {
        $tx.ask::<$crate::shapes::$shape<$row>>($statement, $values).await
    };
}
