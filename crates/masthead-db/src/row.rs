//! Rows as records: what a statement gives, shaped for the one use it has.

use crate::column::{Column, Kind, Value};
use crate::error::DbError;
use crate::{dialect, postgres};

/// What a record expects of one column, for the test that compares it with the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnShape {
    /// The column's name in the statement.
    pub name: &'static str,
    /// The kind of value in it.
    pub kind: Kind,
    /// Whether `null` may stand in it.
    pub nullable: bool,
}

impl ColumnShape {
    /// The shape of a column called `name` that is read as `C`.
    pub const fn of<C: Column>(name: &'static str) -> Self {
        Self {
            name,
            kind: C::KIND,
            nullable: C::NULLABLE,
        }
    }
}

/// A record that a statement's rows are read into; made by [`row!`](crate::row).
pub trait Row: Sized + Send {
    /// The columns, in the statement's order.
    const COLUMNS: &'static [ColumnShape];

    /// Reads the record from one row.
    ///
    /// # Errors
    /// When a column holds what the record cannot.
    fn read(cells: &mut Cells<'_>) -> Result<Self, DbError>;
}

/// The cells of one row, handed out from left to right.
pub struct Cells<'a> {
    found: Found<'a>,
    next: usize,
}

enum Found<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Cells<'a> {
    pub(crate) fn sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Self {
            found: Found::Sqlite(row),
            next: 0,
        }
    }

    pub(crate) fn postgres(row: &'a tokio_postgres::Row) -> Self {
        Self {
            found: Found::Postgres(row),
            next: 0,
        }
    }

    /// Reads the next cell as a `C`; `name` only serves the error.
    ///
    /// # Errors
    /// When there is no further cell, or what stands in it is no `C`.
    pub fn take<C: Column>(&mut self, name: &'static str) -> Result<C, DbError> {
        let index = self.next;
        self.next += 1;
        C::read(self.value(index, C::KIND)?).map_err(|misfit| DbError::misfit(name, &misfit))
    }

    fn value(&self, index: usize, kind: Kind) -> Result<Value<'a>, DbError> {
        match self.found {
            Found::Sqlite(row) => dialect::sqlite_value(row.get_ref(index)?, kind),
            Found::Postgres(row) => Ok(row.try_get::<_, postgres::Cell<'a>>(index)?.0),
        }
    }
}

/// Declares records that rows are read into.
///
/// ```
/// masthead_db::row! {
///     /// A section as the front page lists it.
///     pub struct SectionRow { pub slug: String, pub position: i64 }
/// }
/// ```
///
/// Fields are named like the statement's columns and stand in their order; a test compares them. Every record is
/// `Debug` and `Clone`; further derives may be written above it.
#[macro_export]
macro_rules! row {
    ($($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident : $type:ty),+ $(,)?
    })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone)]
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type),+ }

        impl $crate::Row for $name {
            const COLUMNS: &'static [$crate::ColumnShape] =
                &[$($crate::ColumnShape::of::<$type>(stringify!($field))),+];

            fn read(cells: &mut $crate::Cells<'_>) -> Result<Self, $crate::DbError> {
                Ok(Self { $($field: cells.take(stringify!($field))?),+ })
            }
        }
    )+};
}
