//! What search engines read of a page: `NewsArticle`, `BreadcrumbList`, `NewsMediaOrganization` (schema.org).

use masthead_core::articles::{Alternate, ArticlePage, CorrectionRow, MediaRow, Picture};
use masthead_formats::MediaRights;
use masthead_formats::writing::{
    self, Byline, Correction, Edition, ImageObject, NewsArticle, Organization,
};
use serde_json::{Value, json};

use crate::Site;
use crate::frame::Frame;
use crate::markup::Markup;
use crate::times::timestamp;

/// The site itself.
pub(crate) fn organization(site: &Site) -> Markup {
    let house = Organization {
        corrections_policy: site.app.settings().address.of("/corrections"),
        ..publisher(site)
    };
    let mut value = writing::organization(&house);
    value["@context"] = "https://schema.org".into();
    Markup::json(&value)
}

/// An article with the way to it.
pub(crate) fn article(site: &Site, frame: &Frame, page: &ArticlePage) -> Markup {
    let article = writing::news_article(&news_article(site, frame, page));
    Markup::json(&json!({
        "@context": "https://schema.org",
        "@graph": [article, crumbs(site, frame, page)],
    }))
}

fn publisher(site: &Site) -> Organization {
    let settings = site.app.settings();
    Organization {
        name: settings.name.clone(),
        address: settings.address.of("/"),
        ..Organization::default()
    }
}

fn news_article(site: &Site, frame: &Frame, page: &ArticlePage) -> NewsArticle {
    let row = &page.row;
    let authors = page.authors.iter().map(|author| Byline {
        name: author.name.clone(),
        address: full(site, frame, &format!("/authors/{}", author.slug)),
    });
    let (original, translations) = translations(site, page);
    NewsArticle {
        address: frame.canonical.clone(),
        headline: row.headline.clone(),
        kicker: row.kicker.clone(),
        lede: row.lede.clone(),
        language: row.lang.tag().to_owned(),
        section: row.section_name.clone(),
        dateline: row.place.clone(),
        words: u64::try_from(row.words).ok(),
        is_free: true,
        authors: authors.collect(),
        publisher: publisher(site),
        topics: page.topics.iter().map(|it| it.name.clone()).collect(),
        published_at: row.published_at.map(timestamp),
        updated_at: row.updated_at.map(timestamp),
        images: pictures(page).map(|it| image(site, it, page)).collect(),
        corrections: page.corrections.iter().map(correction).collect(),
        original,
        translations,
        ..NewsArticle::default()
    }
}

/// The lead picture first, then those of the text.
fn pictures(page: &ArticlePage) -> impl Iterator<Item = &Picture> {
    let lead = page.row.lead_short.as_ref();
    let is_lead = move |it: &&Picture| Some(&it.short) == lead;
    let first = page.pictures.values().filter(is_lead);
    first.chain(page.pictures.values().filter(move |it| !is_lead(it)))
}

fn image(site: &Site, picture: &Picture, page: &ArticlePage) -> ImageObject {
    let address = &site.app.settings().address;
    let rights = page.media.get(&picture.short).map(rights);
    ImageObject {
        address: address.of(&picture.address_for(1280)),
        width: u32::try_from(picture.width).ok(),
        height: u32::try_from(picture.height).ok(),
        rights: rights.unwrap_or_default(),
    }
}

fn rights(media: &MediaRow) -> MediaRights {
    MediaRights {
        caption: media.caption.clone(),
        credit: media.credit.clone(),
        creators: Some(media.creator.clone())
            .filter(|it| !it.is_empty())
            .into_iter()
            .collect(),
        copyright_notice: media.copyright.clone(),
        rights_page: media.licence.clone(),
        ..MediaRights::default()
    }
}

fn correction(row: &CorrectionRow) -> Correction {
    Correction {
        text: row.text.clone(),
        made_at: Some(timestamp(row.made_at)),
        day: String::new(),
    }
}

/// The original of a translation, and the translations of an original.
fn translations(site: &Site, page: &ArticlePage) -> (Option<Edition>, Vec<Edition>) {
    let settings = site.app.settings();
    let edition = |it: &Alternate| Edition {
        address: settings.address.of(&crate::address::in_language(
            &it.path,
            it.lang,
            settings.first_language(),
        )),
        language: it.lang.tag().to_owned(),
        headline: it.headline.clone(),
    };
    let others = page.editions.iter().filter(|it| it.lang != page.row.lang);
    if page.row.is_original {
        let translations = others.filter(|it| !it.is_original).map(edition);
        return (None, translations.collect());
    }
    let mut originals = others.filter(|it| it.is_original);
    (originals.next().map(edition), Vec::new())
}

fn crumbs(site: &Site, frame: &Frame, page: &ArticlePage) -> Value {
    let mut items = vec![crumb(1, &frame.site_name, &full(site, frame, "/"))];
    for (path, name) in super::crumbs(frame, &page.row.section_path, &page.row.section_name) {
        items.push(crumb(items.len() + 1, &name, &full(site, frame, &path)));
    }
    items.push(crumb(items.len() + 1, &page.row.headline, &frame.canonical));
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

fn crumb(position: usize, name: &str, url: &str) -> Value {
    json!({ "@type": "ListItem", "position": position, "name": name, "item": url })
}

fn full(site: &Site, frame: &Frame, path: &str) -> String {
    site.app.settings().address.of(&frame.href(path))
}
