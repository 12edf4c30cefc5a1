//! Every statement of reasons that this house can make can be said in the words of the European Commission's
//! Transparency Database (DSA Art. 24(5); spec/office.md §8.4), from what is stored and nothing else. Nothing is sent yet.
//!
//! `transparency.schema.json` is our own description of that database's contract, made for this project from its validator
//! as of 24 June 2026 (spec/office.md §8); it holds enumerations and limits and no text of anybody else's.

use masthead_core::kernel::Time;
use masthead_core::office::sanctions::{Impose, Measure, impose};
use masthead_core::office::{
    self, ComplaintOutcome, DecideComplaint, DecideItem, GiveNotice, Instead, Lane, Receipt, Ruling,
};
use masthead_db::{row, statements, transact};
use masthead_testkit::cast::{ANNA, BRUNO, CLARA, DENIZ, FRIDA};
use masthead_testkit::{TestSite, both};
use serde_json::{Value, json};

use crate::desk::{article, refuse, wait_for_effect, write};
use crate::office::{
    address_of, authors_complaint, ground, keep, look, notice, published, reporters_complaint,
    taken, verdict,
};
use crate::schema::breaches;

const SCHEMA: &str = include_str!("transparency.schema.json");

/// The states in which a post is seen that is seen everywhere, as the database writes them.
const EVERYWHERE: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
    "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

row! {
    struct Stored {
        short: String,
        restriction: String,
        territory: String,
        starts_at: Time,
        ends_at: Option<Time>,
        cause: String,
        automated_detection: bool,
        automated_decision: String,
        ground_kind: String,
        category: String,
        keyword: String,
        citation: String,
        explanation: String,
        label: String,
        lang: String,
        submitted_at: Time,
    }
    struct StoredMeasure {
        short: String,
        kind: String,
        starts_at: Time,
        ends_at: Option<Time>,
        ground_kind: String,
        category: String,
        keyword: String,
        citation: String,
        explanation: String,
        label: String,
    }
    struct StoredGround {
        ground_kind: String,
        category: String,
        keyword: String,
        citation: String,
        explanation: String,
        label: String,
    }
}

statements! {
    /// Everything that is said about restrictions of posts. What a complaint has led to is told as what it was about.
    fn list_statements() -> Vec<Stored> =
        "select s.short, s.restriction, s.territory, s.starts_at, s.ends_at,
             case when d.cause <> 'complaint' then d.cause
                 else coalesce(e.cause, case n.lane when 'unlawful' then 'notice' else 'rules_report' end) end as cause,
             s.automated_detection, s.automated_decision, g.kind as ground_kind, g.category, g.keyword, t.citation,
             t.explanation, t.label, p.lang, p.submitted_at
         from statement_of_reasons s join decision d on d.id = s.decision_id join post p on p.id = s.post_id
         join ground g on g.id = d.ground_id join ground_text t on t.ground_id = g.id and t.lang = 'en'
         left join decision e on e.id = d.supersedes
         left join complaint k on k.case_id = d.case_id
         left join notice_item i on i.id = k.against_item
         left join notice n on n.case_id = i.case_id
         order by s.created_at, s.id";

    /// Everything that is said about measures against accounts.
    fn list_measures() -> Vec<StoredMeasure> =
        "select s.short, s.kind, s.starts_at, s.ends_at, g.kind as ground_kind, g.category, g.keyword, t.citation,
             t.explanation, t.label
         from sanction s join ground g on g.id = s.ground_id join ground_text t on t.ground_id = g.id and t.lang = 'en'
         order by s.starts_at, s.id";

    /// Everything that a decision can rest on.
    fn list_grounds() -> Vec<StoredGround> =
        "select g.kind as ground_kind, g.category, g.keyword, t.citation, t.explanation, t.label
         from ground g join ground_text t on t.ground_id = g.id and t.lang = 'en' order by g.position";
}

fn day(at: Time) -> String {
    let at = jiff::Timestamp::from_microsecond(at.as_micros()).expect("a moment");
    let zoned = at.in_tz("Europe/Vienna").expect("a zone");
    zoned.date().to_string()
}

/// Why, as law or as a clause of the netiquette, with what it is called in the database's vocabulary.
fn put_ground(payload: &mut Value, ground: &StoredGround) {
    let is_law = ground.ground_kind == "illegal";
    let (kind, prefix) = if is_law {
        ("DECISION_GROUND_ILLEGAL_CONTENT", "illegal_content_legal")
    } else {
        (
            "DECISION_GROUND_INCOMPATIBLE_CONTENT",
            "incompatible_content",
        )
    };
    payload["decision_ground"] = json!(kind);
    payload[format!("{prefix}_ground")] = json!(ground.citation);
    let explanation = prefix.trim_end_matches("_legal").to_owned() + "_explanation";
    payload[explanation] = json!(ground.explanation);
    payload["category"] = json!(ground.category);
    payload["category_specification"] = json!([ground.keyword]);
    if ground.keyword == "KEYWORD_OTHER" {
        payload["category_specification_other"] = json!(ground.label);
    }
}

/// A restriction of a post (spec/office.md §8.4).
fn of_post(stored: &Stored) -> Value {
    let source = match stored.cause.as_str() {
        "notice" => "SOURCE_ARTICLE_16",
        "rules_report" => "SOURCE_TYPE_OTHER_NOTIFICATION",
        _ => "SOURCE_VOLUNTARY",
    };
    let means = match stored.automated_decision.as_str() {
        "not" => "AUTOMATED_DECISION_NOT_AUTOMATED",
        "partially" => "AUTOMATED_DECISION_PARTIALLY",
        _ => "AUTOMATED_DECISION_FULLY",
    };
    assert_eq!(
        stored.territory, "worldwide",
        "posts are shown everywhere or nowhere"
    );
    let mut payload = json!({
        "puid": format!("mh-sor-{}", stored.short),
        "content_type": ["CONTENT_TYPE_TEXT"],
        "territorial_scope": EVERYWHERE,
        "content_language": stored.lang.to_uppercase(),
        "content_date": day(stored.submitted_at),
        "application_date": day(stored.starts_at),
        "decision_facts": "A person compared the post with the ground and decided.",
        "source_type": source,
        "automated_detection": if stored.automated_detection { "Yes" } else { "No" },
        "automated_decision": means,
    });
    let visibility = match (stored.restriction.as_str(), stored.ends_at) {
        ("visibility_other", _) => "DECISION_VISIBILITY_OTHER",
        (_, Some(_)) => "DECISION_VISIBILITY_CONTENT_DISABLED",
        (_, None) => "DECISION_VISIBILITY_CONTENT_REMOVED",
    };
    payload["decision_visibility"] = json!([visibility]);
    if visibility == "DECISION_VISIBILITY_OTHER" {
        payload["decision_visibility_other"] =
            json!("Publication refused in pre-moderation; the content was never publicly visible.");
    }
    if let Some(ends) = stored.ends_at {
        payload["end_date_visibility_restriction"] = json!(day(ends));
    }
    put_ground(
        &mut payload,
        &StoredGround {
            ground_kind: stored.ground_kind.clone(),
            category: stored.category.clone(),
            keyword: stored.keyword.clone(),
            citation: stored.citation.clone(),
            explanation: stored.explanation.clone(),
            label: stored.label.clone(),
        },
    );
    payload
}

/// A suspension; a warning restricts nothing and is not told.
fn of_measure(stored: &StoredMeasure) -> Option<Value> {
    let ends = stored.ends_at?;
    assert_eq!(stored.kind, "suspension");
    let mut payload = json!({
        "puid": format!("mh-sor-{}", stored.short),
        "decision_account": "DECISION_ACCOUNT_SUSPENDED",
        "end_date_account_restriction": day(ends),
        "account_type": "ACCOUNT_TYPE_PRIVATE",
        "content_type": ["CONTENT_TYPE_TEXT"],
        "territorial_scope": EVERYWHERE,
        "content_date": day(stored.starts_at),
        "application_date": day(stored.starts_at),
        "decision_facts": "A person weighed number, share, gravity and intention and decided.",
        "source_type": "SOURCE_VOLUNTARY",
        "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    });
    put_ground(
        &mut payload,
        &StoredGround {
            ground_kind: stored.ground_kind.clone(),
            category: stored.category.clone(),
            keyword: stored.keyword.clone(),
            citation: stored.citation.clone(),
            explanation: stored.explanation.clone(),
            label: stored.label.clone(),
        },
    );
    Some(payload)
}

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("the schema is JSON")
}

fn must_hold(payload: &Value) {
    let found = breaches(&schema(), payload);
    assert!(found.is_empty(), "{found:#?}\n{payload:#}");
}

async fn told(site: &TestSite) -> Vec<Value> {
    let stored = transact!(site.app.db.read(), |tx| { list_statements(tx).await });
    let payloads: Vec<Value> = stored.expect("readable").iter().map(of_post).collect();
    payloads.iter().for_each(must_hold);
    payloads
}

async fn report(site: &TestSite, lane: Lane, text: &str) -> Receipt {
    let post = published(site, &ANNA, text).await;
    let request = GiveNotice {
        lane: Some(lane),
        ..notice(&[address_of(post)])
    };
    office::give_notice(&site.app, &request)
        .await
        .expect("taken")
}

async fn remove(site: &TestSite, receipt: &Receipt, code: &str, days: Option<u32>) {
    // So that statements have an order.
    site.advance(std::time::Duration::from_secs(1));
    let ruling = Ruling::Remove {
        ground: ground(site, code).await,
        facts: "Der Satz meint einen bestimmten Menschen.".to_owned(),
        days,
    };
    let request = DecideItem {
        number: receipt.number.clone(),
        item: look(site, receipt).await.items[0].id,
        ruling,
        note: String::new(),
        weighing: String::new(),
    };
    let clara = site.person(&CLARA).await;
    office::decide_item(&site.app, &clara, &request)
        .await
        .expect("decided");
}

async fn decide(site: &TestSite, complaint: &Receipt, outcome: ComplaintOutcome, code: &str) {
    site.advance(std::time::Duration::from_secs(1));
    let instead = Instead {
        ground: ground(site, code).await,
        facts: "Mit dem Artikel hat das nichts zu tun.".to_owned(),
    };
    let request = DecideComplaint {
        instead: Some(instead),
        ..verdict(complaint, outcome)
    };
    let deniz = site.person(&DENIZ).await;
    office::decide_complaint(&site.app, &deniz, &request)
        .await
        .expect("decided");
}

/// The members of the payloads by which they are told apart.
fn kinds(told: &[Value]) -> Vec<(&str, &str, &str)> {
    told.iter()
        .map(|it| {
            (
                it["decision_visibility"][0].as_str().expect("a word"),
                it["source_type"].as_str().expect("a word"),
                it["automated_detection"].as_str().expect("a word"),
            )
        })
        .collect()
}

both! {
    // SR-03
    async fn what_was_refused_before_anybody_saw_it(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        for (text, code) in [("Ihr Trottel", "TC-INSULT"), ("Nur hier: https://billig.example/kauf", "TC-AD"), ("Sieg!", "AT-VERBOTSG")] {
            let post = write(site, &anna, article, None, text).await.post;
            refuse(site, &CLARA, post, code, "Der Satz meint einen bestimmten Menschen.").await;
            wait_for_effect(site).await;
        }
        site.letters_to(ANNA.email).await;
        let told = told(site).await;
        let other = "DECISION_VISIBILITY_OTHER";
        let expected = [(other, "SOURCE_VOLUNTARY", "No"), (other, "SOURCE_VOLUNTARY", "Yes"), (other, "SOURCE_VOLUNTARY", "No")];
        assert_eq!(kinds(&told), expected);
        assert_eq!(told[2]["illegal_content_legal_ground"].as_str().map(str::is_empty), Some(false));
    }

    async fn what_was_taken_down_hidden_and_corrected(site) {
        let removed = "DECISION_VISIBILITY_CONTENT_REMOVED";
        let unlawful = report(site, Lane::Unlawful, "Sie gehören alle vertrieben").await;
        remove(site, &unlawful, "AT-STGB-283", None).await;
        let rules = report(site, Lane::HouseRules, "Du Trottel").await;
        remove(site, &rules, "TC-INSULT", None).await;
        let hidden = report(site, Lane::Unlawful, "Angeblich hat er gestohlen").await;
        remove(site, &hidden, "AT-STGB-111", Some(7)).await;
        let anna = site.person(&ANNA).await;
        let complaint = authors_complaint(site, &anna).await;
        let complaint = taken(site, &complaint).await;
        decide(site, &complaint, ComplaintOutcome::PartiallyReversed, "TC-OFFTOPIC").await;

        let told = told(site).await;
        let disabled = "DECISION_VISIBILITY_CONTENT_DISABLED";
        assert_eq!(kinds(&told), [
            (removed, "SOURCE_ARTICLE_16", "No"),
            (removed, "SOURCE_TYPE_OTHER_NOTIFICATION", "No"),
            (disabled, "SOURCE_ARTICLE_16", "No"),
            (disabled, "SOURCE_ARTICLE_16", "No"),
        ]);
        assert_eq!(told[3]["end_date_visibility_restriction"], "2026-11-29", "a correction keeps the end");
        assert_eq!(told[3]["category_specification_other"].as_str().map(str::is_empty), Some(false));
        site.letters_to(ANNA.email).await;
    }

    // CO-07
    async fn what_a_complaint_has_newly_imposed(site) {
        let kept = report(site, Lane::HouseRules, "Du Trottel").await;
        let clara = site.person(&CLARA).await;
        keep(site, &clara, &kept).await.expect("decided");
        let complaint = reporters_complaint(site, &kept).await;
        let complaint = taken(site, &complaint).await;
        decide(site, &complaint, ComplaintOutcome::Reversed, "TC-INSULT").await;
        let forgotten = report(site, Lane::Unlawful, "Sie gehören alle vertrieben").await;
        site.advance_days(8);
        let complaint = reporters_complaint(site, &forgotten).await;
        let complaint = taken(site, &complaint).await;
        decide(site, &complaint, ComplaintOutcome::Reversed, "AT-STGB-283").await;
        let told = told(site).await;
        let sources: Vec<_> = kinds(&told).into_iter().map(|it| it.1).collect();
        assert_eq!(sources, ["SOURCE_TYPE_OTHER_NOTIFICATION", "SOURCE_ARTICLE_16"]);
        site.letters_to(ANNA.email).await;
    }

    async fn a_suspension_is_told_and_a_warning_is_not(site) {
        article(site).await;
        let frida = site.person(&FRIDA).await;
        for (cast, measure) in [(&ANNA, Measure::Warn), (&BRUNO, Measure::Suspend { days: 30, is_grave: true })] {
            let request = Impose {
                account: site.person(cast).await.account,
                measure,
                ground: ground(site, "AT-STGB-107").await,
                facts: "Dreimal in einer Woche, jedes Mal gegen dieselbe Person.".to_owned(),
                note: String::new(),
            };
            impose(&site.app, &frida, &request).await.expect("imposed");
            site.letter_to(cast.email).await;
        }
        let stored = transact!(site.app.db.read(), |tx| { list_measures(tx).await }).expect("readable");
        let told: Vec<Value> = stored.iter().filter_map(of_measure).collect();
        assert_eq!((stored.len(), told.len()), (2, 1));
        must_hold(&told[0]);
        assert_eq!(told[0]["end_date_account_restriction"], "2026-12-22");
    }

    async fn every_ground_of_the_catalogue_has_its_words_there(site) {
        article(site).await;
        let grounds = transact!(site.app.db.read(), |tx| { list_grounds(tx).await }).expect("readable");
        assert!(grounds.len() > 30, "the whole catalogue: {}", grounds.len());
        let refused = json!({
            "puid": "mh-sor-1", "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
            "content_type": ["CONTENT_TYPE_TEXT"], "territorial_scope": EVERYWHERE, "content_date": "2026-11-22",
            "application_date": "2026-11-22", "decision_facts": "A person decided.", "source_type": "SOURCE_VOLUNTARY",
            "automated_detection": "No", "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
        });
        for ground in &grounds {
            let mut payload = refused.clone();
            put_ground(&mut payload, ground);
            must_hold(&payload);
        }
    }
}

#[test]
fn the_schema_refuses_what_the_database_would_refuse() {
    let examples = json!({
        "puid": "mh-sor-1", "decision_account": "DECISION_ACCOUNT_SUSPENDED",
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": "Netiquette", "incompatible_content_explanation": "Insults.",
        "content_type": ["CONTENT_TYPE_TEXT"], "category": "STATEMENT_CATEGORY_CYBER_VIOLENCE",
        "territorial_scope": ["AT"], "content_date": "2026-11-22", "application_date": "2026-11-22",
        "decision_facts": "A person decided.", "source_type": "SOURCE_VOLUNTARY", "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    });
    must_hold(&examples);
    let wrong = [
        ("puid", json!("spaces are wrong")),
        ("puid", Value::Null),
        ("decision_account", Value::Null),
        ("content_date", json!("22.11.2026")),
        ("category", json!("STATEMENT_CATEGORY_OTHER")),
        ("category_specification", json!(["KEYWORD_OTHER"])),
        ("illegal_content_explanation", json!("A law as well.")),
        ("territorial_scope", json!(["AT", "AT"])),
        ("territorial_scope", json!(["EL"])),
        ("decision_visibility", json!(["DECISION_VISIBILITY_OTHER"])),
        ("source_identity", json!("Petra Passantin")),
        ("decision_facts", json!("x".repeat(5_001))),
        ("author", json!("annab")),
    ];
    for (name, value) in wrong {
        let mut payload = examples.clone();
        match value {
            Value::Null => {
                payload.as_object_mut().expect("an object").remove(name);
            }
            value => payload[name] = value,
        }
        assert!(
            !breaches(&schema(), &payload).is_empty(),
            "{name} of {payload:#}"
        );
    }
}
