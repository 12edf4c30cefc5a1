//! Lines as blocks, and lines compared with each other.

use masthead_text::{Body, Correction, Crosshead, Inline, Item, List, Paragraph};

pub(super) fn paragraph(text: &str) -> Body {
    Body::Paragraph(Paragraph {
        text: Inline::plain(text),
    })
}

pub(super) fn crosshead(text: &str) -> Body {
    Body::Crosshead(Crosshead {
        level: 2,
        text: Inline::plain(text),
    })
}

pub(super) fn correction(text: &str) -> Body {
    Body::Correction(Correction {
        text: Inline::plain(text),
        date: String::new(),
    })
}

/// Puts a point at the end of the list that stands last, or begins one.
pub(super) fn push_point(bodies: &mut Vec<Body>, text: &str, ordered: bool) {
    let item = Item {
        text: Inline::plain(text),
        list: None,
    };
    match bodies.last_mut() {
        Some(Body::List(list)) if list.ordered == ordered => list.items.push(item),
        _ => bodies.push(Body::List(List {
            ordered,
            items: vec![item],
        })),
    }
}

/// Letters and digits only, small: two lines that say the same look the same.
pub(super) fn bare(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
