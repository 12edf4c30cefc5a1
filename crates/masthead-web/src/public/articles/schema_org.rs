//! What search engines read of a page: `NewsArticle`, `BreadcrumbList`, `NewsMediaOrganization` (schema.org).

use masthead_core::articles::{ArticlePage, CorrectionRow, MediaRow, Picture};
use serde_json::{Value, json};

use crate::Site;
use crate::frame::Frame;
use crate::markup::Markup;
use crate::times::machine;

/// The site itself.
pub(crate) fn organization(site: &Site) -> Markup {
    let mut value = publisher(site);
    value["@context"] = "https://schema.org".into();
    value["correctionsPolicy"] = site.app.settings().address.of("/corrections").into();
    Markup::json(&value)
}

/// An article with the way to it.
pub(crate) fn article(site: &Site, frame: &Frame, page: &ArticlePage) -> Markup {
    Markup::json(&json!({
        "@context": "https://schema.org",
        "@graph": [news_article(site, frame, page), crumbs(site, frame, page)],
    }))
}

fn publisher(site: &Site) -> Value {
    let settings = site.app.settings();
    json!({ "@type": "NewsMediaOrganization", "name": settings.name, "url": settings.address.of("/") })
}

fn news_article(site: &Site, frame: &Frame, page: &ArticlePage) -> Value {
    let row = &page.row;
    let authors = page.authors.iter().map(|author| {
        let url = full(site, frame, &format!("/authors/{}", author.slug));
        json!({ "@type": "Person", "name": author.name, "url": url })
    });
    let mut value = json!({
        "@type": "NewsArticle",
        "headline": row.headline,
        "description": row.lede,
        "inLanguage": row.lang.tag(),
        "mainEntityOfPage": frame.canonical,
        "url": frame.canonical,
        "articleSection": row.section_name,
        "wordCount": row.words,
        "isAccessibleForFree": true,
        "author": authors.collect::<Vec<_>>(),
        "publisher": publisher(site),
        "keywords": page.topics.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(),
    });
    put(&mut value, "datePublished", row.published_at.map(machine));
    put(&mut value, "dateModified", row.updated_at.map(machine));
    put(&mut value, "alternativeHeadline", some(&row.kicker));
    put(&mut value, "dateline", some(&row.place));
    let images: Vec<Value> = pictures(page).map(|it| image(site, it, page)).collect();
    put(
        &mut value,
        "image",
        Some(images).filter(|it| !it.is_empty()),
    );
    let corrections: Vec<Value> = page.corrections.iter().map(correction).collect();
    put(
        &mut value,
        "correction",
        Some(corrections).filter(|it| !it.is_empty()),
    );
    translations(site, page, &mut value);
    value
}

fn put<T: Into<Value>>(value: &mut Value, name: &str, content: Option<T>) {
    if let Some(content) = content {
        value[name] = content.into();
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|it| !it.is_empty())
}

/// The lead picture first, then those of the text.
fn pictures(page: &ArticlePage) -> impl Iterator<Item = &Picture> {
    let lead = page.row.lead_short.as_ref();
    let is_lead = move |it: &&Picture| Some(&it.short) == lead;
    let first = page.pictures.values().filter(is_lead);
    first.chain(page.pictures.values().filter(move |it| !is_lead(it)))
}

fn image(site: &Site, picture: &Picture, page: &ArticlePage) -> Value {
    let address = &site.app.settings().address;
    let mut value = json!({
        "@type": "ImageObject",
        "contentUrl": address.of(&picture.address_for(1280)),
        "width": picture.width,
        "height": picture.height,
    });
    let Some(MediaRow {
        caption,
        credit,
        creator,
        copyright,
        licence,
        ..
    }) = page.media.get(&picture.short)
    else {
        return value;
    };
    put(&mut value, "caption", some(caption));
    put(&mut value, "creditText", some(credit));
    put(&mut value, "copyrightNotice", some(copyright));
    put(
        &mut value,
        "license",
        some(licence).filter(|it| it.starts_with("https://")),
    );
    put(
        &mut value,
        "creator",
        some(creator).map(|name| json!({ "@type": "Person", "name": name })),
    );
    value
}

fn correction(row: &CorrectionRow) -> Value {
    json!({ "@type": "CorrectionComment", "text": row.text, "datePublished": machine(row.made_at) })
}

/// The original of a translation, and the translations of an original.
fn translations(site: &Site, page: &ArticlePage, value: &mut Value) {
    let settings = site.app.settings();
    let others = page.editions.iter().filter(|it| it.lang != page.row.lang).map(|it| {
        let path = crate::address::in_language(&it.path, it.lang, settings.first_language());
        let url = settings.address.of(&path);
        (it.is_original, json!({ "@type": "NewsArticle", "@id": url, "inLanguage": it.lang.tag(), "headline": it.headline }))
    });
    let (originals, translations): (Vec<_>, Vec<_>) =
        others.partition(|(is_original, _)| *is_original);
    put(
        value,
        "translationOfWork",
        originals.into_iter().next().map(|(_, it)| it),
    );
    if page.row.is_original && !translations.is_empty() {
        value["workTranslation"] = translations.into_iter().map(|(_, it)| it).collect();
    }
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
