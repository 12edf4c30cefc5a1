//! What can stand in a column, and how it gets there and back.

use std::fmt;

use uuid::Uuid;

/// The six kinds of column that both databases agree about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `boolean`; SQLite keeps 0 and 1.
    Bool,
    /// `bigint`; moments are kept as these too.
    Integer,
    /// `double precision`.
    Float,
    /// `text`, and every enum.
    Text,
    /// `bytea`; SQLite says `blob`.
    Bytes,
    /// `uuid`; SQLite keeps its sixteen bytes.
    Uuid,
}

/// One value on its way into a statement or out of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// SQL's `null`.
    Null,
    /// See [`Kind::Bool`].
    Bool(bool),
    /// See [`Kind::Integer`].
    Integer(i64),
    /// See [`Kind::Float`].
    Float(f64),
    /// See [`Kind::Text`].
    Text(&'a str),
    /// See [`Kind::Bytes`].
    Bytes(&'a [u8]),
    /// See [`Kind::Uuid`].
    Uuid(Uuid),
}

/// A value in a column is not what the record expects; says what was found and what was wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit(String);

impl Misfit {
    /// Found `value` where a `wanted` should stand.
    pub fn new(wanted: &str, value: Value<'_>) -> Self {
        Self(format!("found {value:?}, which is no {wanted}"))
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misfit {}

/// Something that can be given to a statement.
pub trait Param {
    /// The kind of column it fits.
    const KIND: Kind;
    /// Whether it may be `null`.
    const NULLABLE: bool = false;
    /// The value to bind.
    fn value(&self) -> Value<'_>;
}

/// Something that can be read out of a row.
pub trait Column: Param + Sized {
    /// Reads it from the value found in the column.
    ///
    /// # Errors
    /// [`Misfit`] when the value is of another kind, or not one that this type can hold.
    fn read(value: Value<'_>) -> Result<Self, Misfit>;
}

impl<T: Param + ?Sized> Param for &T {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = T::NULLABLE;
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

impl<T: Param> Param for Option<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Param::value)
    }
}

impl<T: Column> Column for Option<T> {
    fn read(value: Value<'_>) -> Result<Self, Misfit> {
        match value {
            Value::Null => Ok(None),
            value => T::read(value).map(Some),
        }
    }
}

impl Param for str {
    const KIND: Kind = Kind::Text;
    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Param for [u8] {
    const KIND: Kind = Kind::Bytes;
    fn value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

macro_rules! plain_column {
    ($type:ty, $kind:ident, |$this:ident| $into:expr, $found:pat => $from:expr) => {
        impl Param for $type {
            const KIND: Kind = Kind::$kind;
            fn value(&self) -> Value<'_> {
                let $this = self;
                Value::$kind($into)
            }
        }
        impl Column for $type {
            fn read(value: Value<'_>) -> Result<Self, Misfit> {
                match value {
                    Value::$kind($found) => Ok($from),
                    other => Err(Misfit::new(stringify!($type), other)),
                }
            }
        }
    };
}

plain_column!(bool, Bool, |this| *this, found => found);
plain_column!(i64, Integer, |this| *this, found => found);
plain_column!(f64, Float, |this| *this, found => found);
plain_column!(String, Text, |this| this, found => found.to_owned());
plain_column!(Vec<u8>, Bytes, |this| this, found => found.to_owned());
plain_column!(Uuid, Uuid, |this| *this, found => found);

/// An enum that stands in a `text` column as one word per variant; made by [`impl_text_column!`](crate::impl_text_column).
pub trait TextColumn: Copy + Sized + 'static {
    /// Every variant with its word, in the order of the list.
    const WORDS: &'static [(Self, &'static str)];
    /// The word of this variant, as it stands in the column.
    fn word(self) -> &'static str;
    /// The variant of this word, if it is one.
    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(variant, _)| *variant)
    }
}

/// Makes an enum without fields a `text` column: `impl_text_column!(ThreadState { Open = "open", Closed = "closed" });`
///
/// The words are written out because renaming a variant must not change what is in the database. Reading a word that is
/// not on the list is an error that names it. The enum must be `Copy`.
#[macro_export]
macro_rules! impl_text_column {
    ($type:ty { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $crate::TextColumn for $type {
            const WORDS: &'static [(Self, &'static str)] = &[$((Self::$variant, $word)),+];
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
        impl $crate::Param for $type {
            const KIND: $crate::Kind = $crate::Kind::Text;
            fn value(&self) -> $crate::Value<'_> {
                $crate::Value::Text($crate::TextColumn::word(*self))
            }
        }
        impl $crate::Column for $type {
            fn read(value: $crate::Value<'_>) -> Result<Self, $crate::Misfit> {
                let $crate::Value::Text(word) = value else {
                    return Err($crate::Misfit::new(stringify!($type), value));
                };
                <Self as $crate::TextColumn>::from_word(word).ok_or_else(|| $crate::Misfit::new(stringify!($type), value))
            }
        }
    };
}

/// Makes a newtype the column that its content is: `impl_column_via!(PostId(Uuid));`
#[macro_export]
macro_rules! impl_column_via {
    ($type:ident ( $inner:ty )) => {
        impl $crate::Param for $type {
            const KIND: $crate::Kind = <$inner as $crate::Param>::KIND;
            fn value(&self) -> $crate::Value<'_> {
                $crate::Param::value(&self.0)
            }
        }
        impl $crate::Column for $type {
            fn read(value: $crate::Value<'_>) -> Result<Self, $crate::Misfit> {
                <$inner as $crate::Column>::read(value).map(Self)
            }
        }
    };
}
