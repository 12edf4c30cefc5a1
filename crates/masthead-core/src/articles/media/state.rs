//! How far a picture is on its way to the page.

/// Where a picture is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaState {
    /// Only its address is known; it is yet to be fetched.
    Expected,
    /// Its bytes are here; it is yet to be drawn.
    Stored,
    /// Pages can show it.
    Drawn,
    /// It could not be fetched or drawn; the trouble says why.
    Failed,
}

masthead_db::impl_text_column!(MediaState {
    Expected = "expected",
    Stored = "stored",
    Drawn = "drawn",
    Failed = "failed",
});
