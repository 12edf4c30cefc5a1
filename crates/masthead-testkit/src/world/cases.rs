//! What lies at the office of the small world: two reports that are open, one with the author heard; one decided; and the
//! complaint of whoever disagrees with that.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use masthead_core::kernel::{App, Lang, Person, PostId};
use masthead_core::office::{
    self, Challenge, Complain, Complained, DecideItem, Follower, GiveNotice, Lane, Receipt, Ruling,
};
use masthead_core::posts::decisions::list_statements;
use masthead_core::screening;
use masthead_db::{Uuid, transact};

use super::people::People;
use crate::cast::{BRUNO, CLARA, DENIZ, HANA};

/// The posts that were reported.
pub(super) struct Reported {
    /// Bruno says of somebody what he cannot prove.
    pub rumour: PostId,
    /// Hana praises a business.
    pub advertisement: PostId,
    /// Bruno is only blunt.
    pub blunt: PostId,
}

/// Reports, hears, decides and complains.
pub(super) async fn open(app: &App, people: &People, reported: &Reported) -> Result<()> {
    let rumour = outsider_reports_a_rumour(app, reported.rumour).await?;
    bruno_is_heard(app, people, &rumour).await?;
    outsider_reports_two_at_once(app, reported.blunt).await?;
    let advertisement = anonymous_reports_an_advertisement(app, reported.advertisement).await?;
    deniz_removes_it(app, people, &advertisement).await?;
    outsider_says_too_little(app, reported.blunt).await?;
    hana_complains(app, people).await
}

/// Somebody who does not say why, is asked, and has not answered yet.
async fn outsider_says_too_little(app: &App, post: PostId) -> Result<()> {
    let notice = GiveNotice {
        reason: "Geht gar nicht!".to_owned(),
        email: "leserin@post.example".to_owned(),
        ..about(app, &[post])
    };
    report(app, &notice).await?;
    Ok(())
}

async fn outsider_reports_a_rumour(app: &App, post: PostId) -> Result<Receipt> {
    let notice = GiveNotice {
        lane: Some(Lane::Unlawful),
        reason: "Hier wird behauptet, der Bürgermeister habe sich bestechen lassen. Dafür gibt es keinen Beleg; das ist üble Nachrede.".to_owned(),
        law: "§ 111 StGB".to_owned(),
        name: "Dr. Petra Passler".to_owned(),
        email: "kanzlei@passler.example".to_owned(),
        ..about(app, &[post])
    };
    report(app, &notice).await
}

async fn bruno_is_heard(app: &App, people: &People, case: &Receipt) -> Result<()> {
    let item = item_of(app, case).await?;
    pass(app, 3);
    office::hear(app, people.the(&CLARA)?, &case.number, item).await?;
    pass(app, 4);
    let view =
        "Das sagt in Ebersau jeder. Gelesen habe ich es in einem Flugblatt, das ich gern vorlege.";
    office::add_statement(app, people.the(&BRUNO)?, &case.number, view).await?;
    Ok(())
}

async fn outsider_reports_two_at_once(app: &App, post: PostId) -> Result<()> {
    let mut notice = GiveNotice {
        reason: "Der Ton ist unnötig scharf, und dort drüben schreibt dieselbe Person noch viel Schlimmeres.".to_owned(),
        ..about(app, &[post])
    };
    notice
        .addresses
        .push("https://talforum.example/beitrag/4711".to_owned());
    report(app, &notice).await?;
    Ok(())
}

async fn anonymous_reports_an_advertisement(app: &App, post: PostId) -> Result<Receipt> {
    let notice = GiveNotice {
        reason: "Das ist Werbung für ein Taxiunternehmen.".to_owned(),
        ..about(app, &[post])
    };
    report(app, &notice).await
}

async fn deniz_removes_it(app: &App, people: &People, case: &Receipt) -> Result<()> {
    let deniz = people.the(&DENIZ)?;
    let ground = transact!(app.db.read(), |tx| {
        screening::ground_by_code(tx, "TC-AD", deniz.lang).await
    })?;
    let ruling = Ruling::Remove {
        ground: ground.context("the netiquette forbids advertising")?.id,
        facts:
            "Der Beitrag nennt ein Taxiunternehmen mit Telefonnummer und fordert auf, es anzurufen."
                .to_owned(),
        days: None,
    };
    let request = DecideItem {
        number: case.number.clone(),
        item: item_of(app, case).await?,
        ruling,
        note: String::new(),
        weighing: String::new(),
    };
    pass(app, 3);
    office::decide_item(app, deniz, &request).await?;
    Ok(())
}

async fn hana_complains(app: &App, people: &People) -> Result<()> {
    let hana = people.the(&HANA)?;
    let told = transact!(app.db.read(), |tx| {
        list_statements(tx, hana.account, 1).await
    })?;
    let told = told.first().context("Hana was told why")?;
    let challenge = Challenge::Statement {
        short: told.short.clone(),
        who: hana.clone(),
    };
    let request = Complain {
        challenge,
        text: "Ich habe mit diesem Taxi nichts zu tun. Ich wollte nur sagen, wie man um drei Uhr früh heimkommt.".to_owned(),
        lang: hana.lang,
    };
    pass(app, 2);
    match office::complain(app, &request).await? {
        Complained::Taken(_) => Ok(()),
        Complained::TooLate(_) => bail!("a complaint of the small world came too late"),
    }
}

/// A report under the house rules by somebody without name, address or account.
fn about(app: &App, posts: &[PostId]) -> GiveNotice {
    let address = |post: &PostId| {
        app.settings()
            .address
            .of(&format!("/posts/{}", post.short()))
    };
    GiveNotice {
        lane: Some(Lane::HouseRules),
        addresses: posts.iter().map(address).collect(),
        reason: String::new(),
        law: String::new(),
        ground: None,
        name: String::new(),
        email: String::new(),
        in_good_faith: true,
        account: None,
        lang: Lang::De,
    }
}

async fn report(app: &App, notice: &GiveNotice) -> Result<Receipt> {
    pass(app, 2);
    Ok(office::give_notice(app, notice).await?)
}

/// The first thing of a case, as its token shows it.
async fn item_of(app: &App, case: &Receipt) -> Result<Uuid> {
    let nobody: Option<&Person> = None;
    let follower = Follower {
        token: Some(&case.token),
        person: nobody,
    };
    let followed = office::follow(app, &case.number, follower).await?;
    Ok(followed
        .items
        .first()
        .context("a notice is about something")?
        .id)
}

fn pass(app: &App, minutes: u64) {
    app.clock.advance(Duration::from_secs(minutes * 60));
}
