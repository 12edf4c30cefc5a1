//! What a refusal may rest on: the clauses of the netiquette and the laws, each in its version and both languages.
//!
//! The list is data (`grounds/*.json`, from spec/office.md §9.1 and §9.3). Sowing it again after a change of wording
//! makes a new version and closes the old one; a decision keeps the words it was made on.

use masthead_db::{Db, DbError, Time, Tx, transact};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::store;
use crate::kernel::{App, GroundId, Lang};

const NETIQUETTE: &str = include_str!("grounds/netiquette.json");
const AUSTRIA: &str = include_str!("grounds/austria.json");

/// Whether a ground is a law or one of our own rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroundKind {
    /// The post is against the law.
    Illegal,
    /// The post is against the netiquette.
    Contractual,
}

masthead_db::impl_text_column!(GroundKind { Illegal = "illegal", Contractual = "contractual" });

/// A ground in the words of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "the columns of the catalogue, see spec/office.md §2.1"
)]
pub struct Ground {
    pub id: GroundId,
    pub code: String,
    pub version: i64,
    pub kind: GroundKind,
    pub category: String,
    pub keyword: String,
    pub art18: String,
    pub label: String,
    pub citation: String,
    pub explanation: String,
    /// What a moderator may start from when writing down the facts.
    pub prepared: String,
}

impl Ground {
    /// Whether somebody who reports on this ground is not asked who they are: what concerns the sexual abuse of children
    /// (DSA Art. 16(2)(c), which names Articles 3 to 7 of Directive 2011/93/EU).
    pub fn asks_nobody_who(&self) -> bool {
        const EXEMPT: [&str; 3] = [
            "KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL",
            "KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE",
            "KEYWORD_GROOMING_SEXUAL_ENTICEMENT_MINORS",
        ];
        EXEMPT.contains(&self.keyword.as_str())
    }
}

/// The grounds in force, in the order of the list.
pub async fn list_grounds(tx: &mut Tx, lang: Lang) -> Result<Vec<Ground>, DbError> {
    Ok(store::list_grounds(tx, lang)
        .await?
        .into_iter()
        .map(read)
        .collect())
}

/// A ground by its identifier, in force or not.
pub async fn find_ground(tx: &mut Tx, id: GroundId, lang: Lang) -> Result<Option<Ground>, DbError> {
    Ok(store::find_ground(tx, id, lang).await?.map(read))
}

/// The version in force of the ground with this code.
pub async fn ground_by_code(
    tx: &mut Tx,
    code: &str,
    lang: Lang,
) -> Result<Option<Ground>, DbError> {
    Ok(store::ground_by_code(tx, code, lang).await?.map(read))
}

/// The words of a ground in every language, as a decision keeps them.
pub async fn snapshot_of(tx: &mut Tx, id: GroundId) -> Result<String, DbError> {
    let texts: Vec<Ground> = store::ground_in_all_languages(tx, id)
        .await?
        .into_iter()
        .map(read)
        .collect();
    Ok(serde_json::to_string(&texts).expect("a ground of texts is always JSON"))
}

/// Brings the catalogue in the database up to the one in the program; says how many grounds are new or changed.
pub async fn sow_grounds(app: &App) -> Result<usize, DbError> {
    sow_into(&app.db, app).await
}

async fn sow_into(db: &Db, app: &App) -> Result<usize, DbError> {
    let seeds = seeds();
    let now = app.now();
    transact!(db.write(), |tx| {
        let mut sown = 0;
        for (position, seed) in (0i64..).zip(&seeds) {
            sown += usize::from(sow(tx, app, seed, position, now).await?);
        }
        Ok::<_, DbError>(sown)
    })
}

async fn sow(
    tx: &mut Tx,
    app: &App,
    seed: &Seed,
    position: i64,
    now: Time,
) -> Result<bool, DbError> {
    let fingerprint = seed.fingerprint();
    let newest = store::newest_version(tx, &seed.code).await?;
    if newest
        .as_ref()
        .is_some_and(|it| it.fingerprint == fingerprint)
    {
        return Ok(false);
    }
    store::close_ground(tx, &seed.code, now).await?;
    let id: GroundId = app.new_id();
    let version = newest.map_or(1, |it| it.version + 1);
    store::insert_ground(
        tx,
        id,
        &seed.code,
        version,
        seed.kind,
        position,
        &seed.category,
        &seed.keyword,
        &seed.prosecution,
        &seed.art18,
        &fingerprint,
        now,
    )
    .await?;
    for (lang, words) in [(Lang::De, &seed.de), (Lang::En, &seed.en)] {
        store::insert_ground_text(
            tx,
            id,
            lang,
            &words.label,
            &words.citation,
            &words.explanation,
            &words.prepared,
        )
        .await?;
    }
    Ok(true)
}

fn read(row: store::GroundRow) -> Ground {
    Ground {
        id: row.id,
        code: row.code,
        version: row.version,
        kind: row.kind,
        category: row.category,
        keyword: row.keyword,
        art18: row.art18,
        label: row.label,
        citation: row.citation,
        explanation: row.explanation,
        prepared: row.prepared,
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Seed {
    code: String,
    kind: GroundKind,
    category: String,
    keyword: String,
    prosecution: String,
    art18: String,
    de: Words,
    en: Words,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    label: String,
    citation: String,
    explanation: String,
    prepared: String,
}

impl Seed {
    fn fingerprint(&self) -> Vec<u8> {
        let words = serde_json::to_vec(self).expect("a seed of texts is always JSON");
        Sha256::digest(words).to_vec()
    }
}

fn seeds() -> Vec<Seed> {
    [NETIQUETTE, AUSTRIA]
        .iter()
        .flat_map(|list| {
            serde_json::from_str::<Vec<Seed>>(list).expect("a test reads the lists that we ship")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_ground_has_its_words_in_both_languages() {
        for seed in seeds() {
            for words in [&seed.de, &seed.en] {
                for text in [
                    &words.label,
                    &words.citation,
                    &words.explanation,
                    &words.prepared,
                ] {
                    assert!(text.trim().len() > 3, "{} lacks words", seed.code);
                }
                assert_ne!(
                    words.explanation, words.label,
                    "{}: an explanation says more than its label",
                    seed.code
                );
            }
        }
    }

    #[test]
    fn every_code_stands_once_and_says_what_it_is() {
        let mut codes = HashSet::new();
        for seed in seeds() {
            assert!(
                codes.insert(seed.code.clone()),
                "{} stands twice",
                seed.code
            );
            assert_eq!(
                seed.code.starts_with("TC-"),
                seed.kind == GroundKind::Contractual,
                "{}",
                seed.code
            );
            assert!(
                seed.category.starts_with("STATEMENT_CATEGORY_")
                    && seed.keyword.starts_with("KEYWORD_")
            );
        }
    }
}
