//! A complaint against a warning or a suspension was decided: what was wrong is put right in the same transaction.

use masthead_db::Tx;

use super::super::case::ComplaintOutcome;
use super::super::decide_complaint::DecideComplaint;
use super::super::error::OfficeError;
use super::impose::{self, Written};
use super::read::{self, Ended, Sanction};
use super::{end, store};
use crate::kernel::{App, CaseId, Person, SanctionId};

/// Does what a decision about a complaint says: nothing, an end at once, or another measure in its place — shorter, on
/// another ground, or for other facts — with a statement of reasons of its own.
pub(in crate::office) async fn answer(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    case: CaseId,
    sanction: SanctionId,
    request: &DecideComplaint,
) -> Result<(), OfficeError> {
    let sanction = read::by_id(tx, sanction)
        .await?
        .ok_or(OfficeError::Unknown)?;
    match request.outcome {
        ComplaintOutcome::Upheld => Ok(()),
        ComplaintOutcome::Reversed if sanction.ended.is_none() => {
            end::end(
                tx,
                app,
                Some(who),
                &sanction,
                Ended::Reversed,
                request.reasons.trim(),
            )
            .await
        }
        ComplaintOutcome::Reversed => Ok(()),
        ComplaintOutcome::PartiallyReversed => {
            replace(tx, app, who, case, &sanction, request).await
        }
    }
}

async fn replace(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    case: CaseId,
    first: &Sanction,
    request: &DecideComplaint,
) -> Result<(), OfficeError> {
    let ends_at = match (first.ends_at, request.days) {
        (Some(first_end), Some(days)) => {
            Some(impose::end_of(first.starts_at, days)?.min(first_end))
        }
        (first_end, _) => first_end,
    };
    let (ground, facts) = match &request.instead {
        Some(instead) => (instead.ground, instead.facts.trim()),
        None => (first.ground, first.facts.as_str()),
    };
    if first.ended.is_some()
        || (ends_at == first.ends_at && ground == first.ground && facts == first.facts)
    {
        return Err(OfficeError::NothingChanges);
    }
    end::end(
        tx,
        app,
        Some(who),
        first,
        Ended::Replaced,
        request.reasons.trim(),
    )
    .await?;
    let written = Written {
        account: first.account,
        starts_at: first.starts_at,
        ends_at,
        is_grave: first.is_grave,
        ground,
        facts,
        note: "",
        follows: Some(first.id),
        case: Some(case),
        replaces: &first.short,
    };
    impose::write(tx, app, who, &written).await?;
    // A shorter one may be over already; then the account is opened with it.
    for due in store::list_over(tx, app.now(), 1_000).await? {
        if let Some(over) = read::by_id(tx, due.id)
            .await?
            .filter(|it| it.account == first.account)
        {
            end::end(tx, app, None, &over, Ended::Expired, "").await?;
        }
    }
    Ok(())
}
