//! Asking back: what a notice does not say, or what somebody wants to know about it. The notice is looked at meanwhile
//! (spec/office.md §3.2: asking is never a reason not to look).

use masthead_db::{DbError, Tx, Uuid, transact};

use super::address::{self, Pointed};
use super::case::About;
use super::error::OfficeError;
use super::follow::{Follower, is_sender};
use super::give_notice::{MOST_ADDRESSES, PRECISE_FROM};
use super::letters;
use super::look::{self, Looked, TRIES, Within};
use super::store::{self, CaseRow};
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, Capability, CaseId, Person, PostId};

/// Letters that a question or an answer may have.
const TEXT_LIMIT: usize = 5_000;

/// Asks at once for what a notice does not say.
pub(super) async fn ask_at_once(
    tx: &mut Tx,
    app: &App,
    case: CaseId,
    about: About,
) -> Result<(), DbError> {
    match store::case(tx, case).await? {
        Some(case) => ask(tx, app, &case, about, "", None).await,
        None => Ok(()),
    }
}

/// Asks whoever gave a notice something about it, in somebody's own words. The deadline goes on.
///
/// # Errors
/// [`OfficeError::NotAllowed`] without [`Capability::DecideNotices`], [`OfficeError::Unknown`],
/// [`OfficeError::AlreadyDecided`], [`OfficeError::NoReasons`] without words, [`OfficeError::TooLong`].
pub async fn ask_notifier(
    app: &App,
    who: &Person,
    number: &str,
    text: &str,
) -> Result<(), OfficeError> {
    if !who.may(Capability::DecideNotices) {
        return Err(OfficeError::NotAllowed);
    }
    let text = words(text)?;
    transact!(app.db.write(), |tx| {
        let case = store::case_by_number(tx, number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        if store::notice(tx, case.id).await?.is_none() {
            return Err(OfficeError::Unknown);
        }
        if case.decided_at.is_some() {
            return Err(OfficeError::AlreadyDecided);
        }
        Ok(ask(tx, app, &case, About::Words, text, Some(who.account)).await?)
    })
}

async fn ask(
    tx: &mut Tx,
    app: &App,
    case: &CaseRow,
    about: About,
    text: &str,
    by: Option<AccountId>,
) -> Result<(), DbError> {
    let id: Uuid = app.new_id();
    store::insert_question(tx, id, case.id, about, text, by, app.now()).await?;
    letters::notifier_asked(tx, app, case, about, text).await?;
    let actor = by.map_or_else(|| "site".to_owned(), |it| it.to_string());
    write_down(tx, app, &actor, "notifier asked", &case.number).await?;
    announce(tx, app, Event::NotifierAsked { case: case.id }).await
}

/// Takes down what whoever gave a notice answers. A post whose address they name takes the place of what was unclear,
/// with its picture, and comes back to the desk.
///
/// # Errors
/// [`OfficeError::Unknown`] for everybody else and when nothing was asked, [`OfficeError::AlreadyDecided`],
/// [`OfficeError::NoReasons`] without words, [`OfficeError::TooLong`].
pub async fn answer_question(
    app: &App,
    number: &str,
    follower: Follower<'_>,
    text: &str,
) -> Result<(), OfficeError> {
    let text = words(text)?;
    // A stranger learns nothing and starts no work.
    transact!(app.db.read(), |tx| {
        asked(tx, app, number, follower).await.map(|_| ())
    })?;
    let named = posts_named(app, text);
    for attempt in 1..=TRIES {
        let looked = look::look(app, &named).await?;
        let is_written = transact!(app.db.write(), |tx| {
            if attempt < TRIES && !look::still_so(tx, &looked).await? {
                return Ok(false);
            }
            let case = asked(tx, app, number, follower).await?;
            write(tx, app, &case, text, &looked).await?;
            Ok::<bool, OfficeError>(true)
        })?;
        if is_written {
            break;
        }
    }
    Ok(())
}

/// The case, for its own sender, as long as something was asked and nothing is decided.
async fn asked(
    tx: &mut Tx,
    app: &App,
    number: &str,
    follower: Follower<'_>,
) -> Result<CaseRow, OfficeError> {
    let case = store::case_by_number(tx, number)
        .await?
        .filter(|case| is_sender(app, case, follower))
        .ok_or(OfficeError::Unknown)?;
    if case.decided_at.is_some() {
        return Err(OfficeError::AlreadyDecided);
    }
    let questions = store::list_questions(tx, case.id).await?;
    if questions.iter().all(|it| it.answered_at.is_some()) {
        return Err(OfficeError::Unknown);
    }
    Ok(case)
}

async fn write(
    tx: &mut Tx,
    app: &App,
    case: &CaseRow,
    text: &str,
    looked: &[Looked],
) -> Result<(), OfficeError> {
    store::answer_questions(tx, case.id, text, app.now()).await?;
    let found = point_to(tx, app, case, looked).await?;
    if found || text.chars().count() >= PRECISE_FROM {
        store::make_precise(tx, case.id).await?;
    }
    write_down(tx, app, "notifier", "notifier answered", &case.number).await?;
    announce(tx, app, Event::NotifierAnswered { case: case.id }).await?;
    Ok(())
}

/// Puts the posts that were named into the place of what was unclear, and behind it what is left; says whether there
/// was any.
async fn point_to(
    tx: &mut Tx,
    app: &App,
    case: &CaseRow,
    looked: &[Looked],
) -> Result<bool, OfficeError> {
    let notice = store::notice(tx, case.id)
        .await?
        .ok_or(OfficeError::Unknown)?;
    let within = Within {
        case: case.id,
        number: &case.number,
        lane: notice.lane,
    };
    let items = store::list_items(tx, case.id).await?;
    let known: Vec<PostId> = items.iter().filter_map(|it| it.post_id).collect();
    let mut unclear = items
        .iter()
        .filter(|it| it.post_id.is_none() && it.outcome.is_none());
    let mut position = items.len();
    for one in looked {
        let Some(post) = look::posts(std::slice::from_ref(one)).next() else {
            continue;
        };
        if known.contains(&post) || position >= MOST_ADDRESSES {
            continue;
        }
        match unclear.next() {
            Some(item) => look::point(tx, app, &within, item.id, one).await?,
            None => {
                look::add(tx, app, &within, position, one).await?;
                position += 1;
            }
        }
    }
    Ok(look::posts(looked).next().is_some())
}

/// The words of an answer that are addresses of our posts, each once.
fn posts_named<'a>(app: &App, text: &'a str) -> Vec<&'a str> {
    let site = app.settings().address.0.clone();
    let mut named: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let word = word.trim_matches(['<', '>', '(', ')', '"', ',', ';', '.']);
        let is_address = word.contains('/') || word.contains('#');
        if is_address
            && matches!(address::read(word, &site), Pointed::Post(_))
            && !named.contains(&word)
        {
            named.push(word);
        }
    }
    named.truncate(MOST_ADDRESSES);
    named
}

fn words(text: &str) -> Result<&str, OfficeError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(OfficeError::NoReasons);
    }
    if text.chars().count() > TEXT_LIMIT {
        return Err(OfficeError::TooLong);
    }
    Ok(text)
}

async fn write_down(
    tx: &mut Tx,
    app: &App,
    actor: &str,
    verb: &str,
    number: &str,
) -> Result<(), DbError> {
    let entry = Entry {
        actor,
        verb,
        subject: number,
        detail: "",
    };
    audit::record(tx, app, &entry).await
}
