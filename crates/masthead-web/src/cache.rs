//! Finished pages, kept until something they were made from changes.
//!
//! A page declares the tags it was made from; an event drops its tags. Only what is the same for every stranger is
//! kept here: with a session cookie a page is rendered for its person and never stored. A page that was being
//! rendered while one of its tags was dropped is not stored, so that nothing stale outlives its change.

use std::collections::{HashMap, VecDeque};
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, Response, StatusCode};
use http_body_util::Full;
use masthead_core::kernel::{ArticleId, SectionId, ThreadId};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};

/// Bytes of finished pages that are kept, uncompressed and compressed together.
const KEPT_BYTES: u64 = 64 * 1024 * 1024;

/// A page is made anew after this time even if nothing changed: tokens for strangers' forms are good for a day.
const KEPT_FOR: Duration = Duration::from_secs(3600);

/// Drops that are remembered to compare with pages under way. A page that takes longer is not stored.
const REMEMBERED_DROPS: usize = 4_096;

/// What a page was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Settings, navigation, texts of the whole site.
    Site,
    /// The front page's choice of articles, feeds, sitemaps.
    Front,
    /// A section's list.
    Section(SectionId),
    /// One article in all its editions.
    Article(ArticleId),
    /// The posts of one article.
    Thread(ThreadId),
}

/// Marks an answer as the same for every stranger, and says what it was made from.
#[derive(Clone, Debug, Default)]
pub struct MadeFrom {
    pub(crate) tags: Vec<Tag>,
    pub(crate) with_query: bool,
}

impl MadeFrom {
    /// Made from these; [`Tag::Site`] is always among them.
    pub fn tags(tags: impl IntoIterator<Item = Tag>) -> Self {
        let mut tags: Vec<Tag> = tags.into_iter().collect();
        tags.push(Tag::Site);
        Self {
            tags,
            with_query: false,
        }
    }

    /// The answer depends on the query, which the handler reads whole (a page number, an order).
    #[must_use]
    pub fn and_query(mut self) -> Self {
        self.with_query = true;
        self
    }
}

/// How the body is packed for the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Brotli,
}

impl Packing {
    /// The best packing that the reader's program accepts.
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let accepted = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|it| it.to_str().ok())
            .unwrap_or("");
        let takes = |name: &str| {
            accepted.split(',').any(|part| {
                let mut pieces = part.trim().split(';');
                pieces.next() == Some(name) && !pieces.any(|q| matches!(q.trim(), "q=0" | "q=0.0"))
            })
        };
        if takes("br") {
            Packing::Brotli
        } else if takes("gzip") {
            Packing::Gzip
        } else {
            Packing::Plain
        }
    }

    fn encoding(self) -> Option<HeaderValue> {
        match self {
            Packing::Plain => None,
            Packing::Gzip => Some(HeaderValue::from_static("gzip")),
            Packing::Brotli => Some(HeaderValue::from_static("br")),
        }
    }
}

/// One finished page.
pub(crate) struct Kept {
    tags: Vec<Tag>,
    until: Instant,
    headers: HeaderMap,
    plain: Packed,
    gzip: OnceLock<Packed>,
    brotli: OnceLock<Packed>,
}

struct Packed {
    body: Bytes,
    entity_tag: HeaderValue,
    headers: HeaderMap,
    known_headers: HeaderMap,
}

impl Kept {
    fn packed(&self, packing: Packing) -> &Packed {
        let plain = &self.plain.body;
        let packed = |body: Vec<u8>, suffix| self.pack(body, packing, suffix);
        match packing {
            Packing::Plain => &self.plain,
            Packing::Gzip => self.gzip.get_or_init(|| packed(gzip(plain), "g")),
            Packing::Brotli => self.brotli.get_or_init(|| packed(brotli(plain), "b")),
        }
    }

    fn pack(&self, body: Vec<u8>, packing: Packing, suffix: &str) -> Packed {
        let plain = self.plain.entity_tag.to_str().unwrap_or("\"\"");
        let entity_tag = format!("{}{suffix}\"", plain.trim_end_matches('"'));
        let entity_tag =
            HeaderValue::from_str(&entity_tag).expect("hexadecimal letters and quotes");
        Packed::new(&self.headers, body.into(), entity_tag, packing)
    }

    /// The answer to one request: `304` without a body when the reader has this very page already.
    pub(crate) fn answer(&self, request: &HeaderMap) -> Response<Full<Bytes>> {
        let packed = self.packed(Packing::accepted(request));
        let is_known = request
            .get(header::IF_NONE_MATCH)
            .is_some_and(|tags| names(tags, &packed.entity_tag));
        if is_known {
            let mut answer = Response::new(Full::default());
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            *answer.headers_mut() = packed.known_headers.clone();
            return answer;
        }
        let mut answer = Response::new(Full::new(packed.body.clone()));
        *answer.headers_mut() = packed.headers.clone();
        answer
    }
}

impl Packed {
    /// A page's body in one packing, with the headers that go with it.
    fn new(page: &HeaderMap, body: Bytes, entity_tag: HeaderValue, packing: Packing) -> Self {
        let mut headers = page.clone();
        headers.insert(header::ETAG, entity_tag.clone());
        if let Some(encoding) = packing.encoding() {
            headers.insert(header::CONTENT_ENCODING, encoding);
        }
        let known = |name: &HeaderName| Some((name.clone(), headers.get(name)?.clone()));
        Self {
            body,
            entity_tag,
            known_headers: KNOWN_HEADERS.iter().filter_map(known).collect(),
            headers,
        }
    }
}

/// What a `304` repeats of the page's headers, for caches on the way (RFC 9110, 15.4.5); a browser has the others.
const KNOWN_HEADERS: [HeaderName; 3] = [header::ETAG, header::CACHE_CONTROL, header::VARY];

/// Whether `If-None-Match` names the tag (RFC 9110, 13.1.2: weak comparison).
fn names(tags: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(tags), Ok(tag)) = (tags.to_str(), tag.to_str()) else {
        return false;
    };
    tags.split(',')
        .map(str::trim)
        .any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<String, Arc<Kept>> for ByBytes {
    fn weight(&self, address: &String, kept: &Arc<Kept>) -> u64 {
        // The packed forms come later and are smaller; counting the page half again covers them.
        (address.len() + kept.plain.body.len() * 3 / 2 + 512) as u64
    }
}

/// The pages that are kept on this node.
pub struct PageCache {
    pages: Cache<String, Arc<Kept>, ByBytes>,
    by_tag: Mutex<HashMap<Tag, Vec<String>>>,
    drops: Mutex<VecDeque<(u64, Tag)>>,
    dropped: AtomicU64,
}

impl Default for PageCache {
    fn default() -> Self {
        Self {
            pages: Cache::with_weighter(1_000, KEPT_BYTES, ByBytes),
            by_tag: Mutex::default(),
            drops: Mutex::default(),
            dropped: AtomicU64::new(0),
        }
    }
}

/// The state of the cache when a page began to be made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Began(u64);

impl PageCache {
    /// To be asked before a page reads anything.
    pub(crate) fn begin(&self) -> Began {
        Began(self.dropped.load(Ordering::SeqCst))
    }

    /// The page kept for an address (path and query as sent).
    pub(crate) fn get(&self, address: &str) -> Option<Arc<Kept>> {
        let kept = self.pages.get(address)?;
        (kept.until > Instant::now()).then_some(kept)
    }

    /// Keeps a page, unless something it was made from changed since it was begun. Hands it back either way.
    pub(crate) fn keep(
        &self,
        began: Began,
        address: &str,
        made: MadeFrom,
        headers: HeaderMap,
        body: Bytes,
    ) -> Arc<Kept> {
        let entity_tag = entity_tag(&body);
        let kept = Arc::new(Kept {
            tags: made.tags,
            until: Instant::now() + KEPT_FOR,
            plain: Packed::new(&headers, body, entity_tag, Packing::Plain),
            headers,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        });
        // Holding the list of drops keeps a drop from falling between the question and the insertion.
        let drops = self
            .drops
            .lock()
            .expect("no code panics while it holds the drops");
        if is_still_true(
            &drops,
            began,
            self.dropped.load(Ordering::SeqCst),
            &kept.tags,
        ) {
            let mut by_tag = self
                .by_tag
                .lock()
                .expect("no code panics while it holds the tags");
            for tag in &kept.tags {
                let addresses = by_tag.entry(*tag).or_default();
                if !addresses.iter().any(|it| it == address) {
                    addresses.push(address.to_owned());
                }
            }
            self.pages.insert(address.to_owned(), kept.clone());
        }
        drop(drops);
        kept
    }

    /// Forgets every page that was made from one of the tags.
    pub fn drop_tags(&self, tags: &[Tag]) {
        let mut drops = self
            .drops
            .lock()
            .expect("no code panics while it holds the drops");
        let mut by_tag = self
            .by_tag
            .lock()
            .expect("no code panics while it holds the tags");
        for tag in tags {
            let number = self.dropped.fetch_add(1, Ordering::SeqCst) + 1;
            drops.push_back((number, *tag));
            for address in by_tag.remove(tag).unwrap_or_default() {
                self.pages.remove(&address);
            }
        }
        while drops.len() > REMEMBERED_DROPS {
            drops.pop_front();
        }
    }
}

/// Whether none of the tags was dropped since the page was begun, as far as we remember.
fn is_still_true(drops: &VecDeque<(u64, Tag)>, began: Began, now: u64, tags: &[Tag]) -> bool {
    if now == began.0 {
        return true;
    }
    let remembers = drops
        .front()
        .is_some_and(|(first, _)| *first <= began.0 + 1);
    remembers
        && !drops
            .iter()
            .any(|(number, tag)| *number > began.0 && tags.contains(tag))
}

fn entity_tag(body: &[u8]) -> HeaderValue {
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(body)[..12]);
    HeaderValue::from_str(&format!("\"{hash}\"")).expect("hexadecimal letters and quotes")
}

/// Packs with gzip.
pub(crate) fn gzip(body: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(
        Vec::with_capacity(body.len() / 4),
        flate2::Compression::new(6),
    );
    packer
        .write_all(body)
        .and_then(|()| packer.finish())
        .expect("a vector takes every byte")
}

/// Packs with Brotli; quality 5 is where more time stops paying for a page that lives for minutes.
pub(crate) fn brotli(body: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(body.len() / 4);
    let params = brotli::enc::BrotliEncoderParams {
        quality: 5,
        size_hint: body.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*body, &mut packed, &params).expect("a vector takes every byte");
    packed
}

#[cfg(test)]
mod tests {
    use axum::body::HttpBody;

    use super::*;

    fn page(cache: &PageCache, began: Began, address: &str, tag: Tag) {
        let made = MadeFrom::tags([tag]);
        cache.keep(
            began,
            address,
            made,
            HeaderMap::new(),
            Bytes::from_static(b"<p>news</p>"),
        );
    }

    #[test]
    fn a_page_is_kept_until_its_tag_is_dropped() {
        let cache = PageCache::default();
        page(&cache, cache.begin(), "/", Tag::Front);
        assert!(cache.get("/").is_some());
        cache.drop_tags(&[Tag::Front]);
        assert!(cache.get("/").is_none());
    }

    #[test]
    fn a_page_under_way_while_its_tag_is_dropped_is_not_kept() {
        let cache = PageCache::default();
        let began = cache.begin();
        cache.drop_tags(&[Tag::Front]);
        page(&cache, began, "/", Tag::Front);
        assert!(cache.get("/").is_none());
    }

    #[test]
    fn a_drop_of_something_else_does_not_matter() {
        let cache = PageCache::default();
        page(&cache, cache.begin(), "/", Tag::Front);
        let began = cache.begin();
        cache.drop_tags(&[Tag::Front]);
        page(&cache, began, "/other", Tag::Site);
        assert!(cache.get("/other").is_some());
    }

    #[test]
    fn who_has_the_page_is_told_so_without_a_body() {
        let cache = PageCache::default();
        page(&cache, cache.begin(), "/", Tag::Front);
        let kept = cache.get("/").expect("kept");
        let mut asked = HeaderMap::new();
        asked.insert(
            header::ACCEPT_ENCODING,
            HeaderValue::from_static("gzip, br;q=0"),
        );
        let first = kept.answer(&asked);
        assert_eq!(first.headers()[header::CONTENT_ENCODING], "gzip");
        asked.insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
        let second = kept.answer(&asked);
        assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(second.body().size_hint().exact(), Some(0));
        assert_eq!(
            second.headers()[header::ETAG],
            first.headers()[header::ETAG]
        );
    }
}
