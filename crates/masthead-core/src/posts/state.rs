//! Where a post can stand, and which way leads from there.

/// Where a post stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PostState {
    /// A moderator has not read it yet; only its author sees it.
    Waiting,
    /// Everybody sees it.
    Published,
    /// It was not published; its author was told why.
    Refused,
    /// It was published and was taken down; its author was told why, readers see a marked gap.
    Removed,
    /// Its author took it back.
    Withdrawn,
    /// Its text and author are gone, by rule.
    Erased,
}

masthead_db::impl_text_column!(PostState {
    Waiting = "waiting",
    Published = "published",
    Refused = "refused",
    Removed = "removed",
    Withdrawn = "withdrawn",
    Erased = "erased",
});

/// A change that is not possible: names both states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a post that is {from:?} cannot become {to:?}")]
pub struct ImpossibleChange {
    /// Where it stands.
    pub from: PostState,
    /// Where it was to go.
    pub to: PostState,
}

impl PostState {
    /// Says whether the change is possible (spec/office.md §3.1).
    ///
    /// # Errors
    /// [`ImpossibleChange`] names both states.
    pub fn change_to(self, to: PostState) -> Result<PostState, ImpossibleChange> {
        use PostState as S;
        let possible = match self {
            S::Waiting => matches!(to, S::Published | S::Refused | S::Withdrawn | S::Erased),
            S::Published => matches!(to, S::Removed | S::Withdrawn | S::Erased),
            S::Refused => matches!(to, S::Waiting | S::Published | S::Withdrawn | S::Erased),
            S::Removed => matches!(to, S::Published | S::Erased),
            S::Withdrawn => to == S::Erased,
            S::Erased => false,
        };
        if possible {
            Ok(to)
        } else {
            Err(ImpossibleChange { from: self, to })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_back_never_returns() {
        for to in [
            PostState::Waiting,
            PostState::Published,
            PostState::Refused,
            PostState::Removed,
        ] {
            assert!(PostState::Withdrawn.change_to(to).is_err());
            assert!(PostState::Erased.change_to(to).is_err());
        }
    }

    #[test]
    fn a_refused_post_may_be_handed_in_again_and_a_removed_one_may_not() {
        assert_eq!(
            PostState::Refused.change_to(PostState::Waiting),
            Ok(PostState::Waiting)
        );
        assert!(PostState::Removed.change_to(PostState::Waiting).is_err());
    }

    #[test]
    fn a_post_becomes_visible_only_from_where_somebody_decided() {
        assert!(PostState::Published.change_to(PostState::Waiting).is_err());
        assert!(PostState::Waiting.change_to(PostState::Removed).is_err());
    }
}
