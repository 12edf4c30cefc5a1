//! What pages wear: typefaces, icons, styles and small scripts, embedded in the binary and kept by browsers for ever.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, StatusCode, header};

/// One embedded file. Its address changes when its content does, so a browser never needs to ask again.
#[derive(Debug)]
pub struct Asset {
    /// The name templates use: `site.css`.
    pub name: &'static str,
    /// Where it is served: `/assets/site.0c1f….css`.
    pub address: &'static str,
    media_type: &'static str,
    raw: &'static [u8],
    gzip: Option<&'static [u8]>,
    brotli: Option<&'static [u8]>,
}

/// Every asset, as `build.rs` lists them.
pub static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A year, the longest that browsers honour; the address changes before the content does.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The address of an asset, for templates: `asset("site.css")`.
///
/// # Panics
/// When no asset has that name. Names are literals in templates and every page is rendered by a test, so a misspelt one
/// is found there and not by a reader.
#[must_use]
pub fn asset(name: &str) -> &'static str {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => asset.address,
        None => panic!(
            "no asset is called {name}: look in crates/masthead-web/assets/, and run `make assets`"
        ),
    }
}

/// The asset that is served at this path, if there is one.
#[must_use]
pub fn find_asset(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.address == path)
}

impl Asset {
    /// The answer to a request for this asset, in the best coding that the browser takes.
    #[must_use]
    pub fn answer(&self, asked: &HeaderMap) -> Response {
        let (coding, bytes) = self.coded_for(asked);
        let mut response = Response::new(Body::from(bytes));
        *response.status_mut() = StatusCode::OK;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.media_type),
        );
        headers.insert(header::CACHE_CONTROL, FOR_EVER);
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        if self.brotli.is_some() {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        if let Some(coding) = coding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    }

    fn coded_for(&self, asked: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
        if let Some(brotli) = self.brotli.filter(|_| takes(asked, "br")) {
            return (Some("br"), brotli);
        }
        if let Some(gzip) = self.gzip.filter(|_| takes(asked, "gzip")) {
            return (Some("gzip"), gzip);
        }
        (None, self.raw)
    }
}

/// Whether the request names this coding and does not refuse it with `q=0`.
fn takes(asked: &HeaderMap, coding: &str) -> bool {
    let listed = asked
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    listed.split(',').any(|entry| {
        let (name, weight) = entry.split_once(';').unwrap_or((entry, ""));
        let refused = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking_for(codings: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(codings))])
    }

    fn coding_of(name: &str, asked: &HeaderMap) -> Option<String> {
        let response = find_asset(asset(name))
            .expect("its own address leads back to it")
            .answer(asked);
        let coding = response.headers().get(header::CONTENT_ENCODING)?;
        Some(
            coding
                .to_str()
                .expect("codings are plain letters")
                .to_owned(),
        )
    }

    #[test]
    fn a_browser_gets_the_smallest_coding_it_takes() {
        assert_eq!(
            coding_of("site.css", &asking_for("gzip, deflate, br")).as_deref(),
            Some("br")
        );
        assert_eq!(
            coding_of("site.css", &asking_for("gzip;q=0.8")).as_deref(),
            Some("gzip")
        );
        assert_eq!(coding_of("site.css", &asking_for("br;q=0, gzip;q=0")), None);
        assert_eq!(coding_of("site.css", &HeaderMap::new()), None);
    }

    #[test]
    fn a_typeface_is_not_packed_twice() {
        assert_eq!(
            coding_of("source-serif.woff2", &asking_for("br, gzip")),
            None
        );
    }

    #[test]
    fn an_address_outside_the_table_leads_nowhere() {
        assert!(find_asset("/assets/site.css").is_none());
    }

    #[test]
    fn styles_and_scripts_of_a_reading_page_stay_small() {
        let packed = |name: &str| {
            let asset = find_asset(asset(name)).expect("its own address leads back to it");
            asset.brotli.expect("text is packed").len()
        };
        assert!(
            packed("site.css") <= 14_000,
            "the reader's sheet has grown to {} bytes",
            packed("site.css")
        );
        let scripts = ["times.js", "live.js", "counter.js"];
        let bytes: usize = scripts.iter().map(|name| packed(name)).sum();
        assert!(
            bytes <= 6_000,
            "the scripts of an article have grown to {bytes} bytes"
        );
    }

    #[test]
    fn the_faces_of_an_article_stay_within_120_kilobytes() {
        let faces = [
            "newsreader.woff2",
            "source-serif.woff2",
            "source-serif-italic.woff2",
            "source-sans.woff2",
        ];
        let bytes: usize = faces
            .iter()
            .map(|name| {
                find_asset(asset(name))
                    .expect("its own address leads back to it")
                    .raw
                    .len()
            })
            .sum();
        assert!(bytes <= 120_000, "the faces have grown to {bytes} bytes");
    }
}
