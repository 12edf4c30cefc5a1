//! RSS (0.9x, 1.0, 2.0) and Atom: what other sites hand out about their newest articles.

mod atom;
mod media;
mod rss;

use std::collections::VecDeque;
use std::io::BufRead;

use crate::model::{ReadError, Record, Site};
use crate::source::filing::Filing;
use crate::source::flow::{Flow, Step};
use crate::source::pack;
use crate::source::tally::Tally;
use crate::source::words::host_of;
use crate::source::xml::{Element, Elements, Shape, root_name};

/// A kind of feed: what its file looks like, and how its parts are read.
struct Dialect {
    shape: Shape,
    item: &'static str,
    about: fn(&Element, &mut Site),
    article: fn(&Element, &mut Filing, &mut Tally) -> Record,
}

const RSS: Dialect = Dialect {
    shape: Shape {
        what: "an RSS feed",
        above: &["rss", "channel"],
        apart: None,
    },
    item: "item",
    about: rss::about,
    article: rss::article,
};

/// RSS 1.0 has its items beside the channel.
const RDF: Dialect = Dialect {
    shape: Shape {
        what: "an RSS 1.0 feed",
        above: &["RDF"],
        apart: None,
    },
    item: "item",
    about: rss::about_channel,
    article: rss::article,
};

const ATOM: Dialect = Dialect {
    shape: Shape {
        what: "an Atom feed",
        above: &["feed"],
        apart: None,
    },
    item: "entry",
    about: atom::about,
    article: atom::article,
};

/// Opens a feed.
///
/// # Errors
/// [`ReadError::Io`] only; what is no feed is told by the iterator.
pub fn read<'a>(
    source: impl BufRead + 'a,
) -> Result<impl Iterator<Item = Result<Record, ReadError>> + 'a, ReadError> {
    let mut source = pack::unpacked(source)?;
    let root = root_name(source.fill_buf()?);
    let dialect = match root.as_deref() {
        Some("feed") => ATOM,
        Some("RDF") => RDF,
        _ => RSS,
    };
    Ok(Flow::of(Feed {
        elements: Elements::of(source, dialect.shape),
        dialect,
        site: Some(Site {
            system: "feed".to_owned(),
            ..Site::default()
        }),
        filing: Filing::default(),
        tally: Tally::default(),
    }))
}

struct Feed<R> {
    elements: Elements<R>,
    dialect: Dialect,
    /// What the feed says about itself, until the first item.
    site: Option<Site>,
    filing: Filing,
    tally: Tally,
}

impl<R: BufRead> Step for Feed<R> {
    fn step(&mut self, ready: &mut VecDeque<Record>) -> Result<bool, ReadError> {
        let Some(element) = self.elements.next().transpose()? else {
            self.begin(ready);
            ready.extend(self.tally.findings().into_iter().map(Record::Finding));
            return Ok(false);
        };
        if element.local() == self.dialect.item {
            self.begin(ready);
            let record = (self.dialect.article)(&element, &mut self.filing, &mut self.tally);
            ready.extend(self.filing.take());
            ready.push_back(record);
        } else if let Some(site) = &mut self.site {
            (self.dialect.about)(&element, site);
        }
        Ok(true)
    }
}

impl<R> Feed<R> {
    fn begin(&mut self, ready: &mut VecDeque<Record>) {
        if let Some(mut site) = self.site.take() {
            site.name = host_of(&site.address);
            ready.push_back(Record::Site(site));
        }
    }
}
