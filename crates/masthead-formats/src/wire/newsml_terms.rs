//! Small words of NewsML-G2: names, codes and times as its elements hold them.

use jiff::Timestamp;

use crate::model::{Article, ArticleState, Finding, Making, Place};
use crate::source::time;
use crate::source::xml::Element;

/// The name of a concept: its `name` child, its literal, or its code without the prefix.
pub(super) fn name(element: &Element) -> String {
    let named = element.words_at(&["name"]);
    let code = element.attribute("qcode");
    let candidates = [
        named.as_str(),
        element.attribute("literal"),
        code.split_once(':').map_or(code, |(_, code)| code),
        element.attribute("uri"),
    ];
    let found = candidates.into_iter().find(|name| !name.is_empty());
    found.map_or_else(|| element.words(), str::to_owned)
}

/// The name of a child; empty when there is none.
pub(super) fn name_of(parent: &Element, child: &str) -> String {
    parent.all(child).next().map(name).unwrap_or_default()
}

/// The code of a child without its prefix.
pub(super) fn code_of(parent: &Element, child: &str) -> String {
    let found = parent.all(child).next();
    let code = found.map_or("", |one| match one.attribute("qcode") {
        "" => one.attribute("uri"),
        code => code,
    });
    code.rsplit([':', '/'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The words of a child; those with the role first, if a role is asked for.
pub(super) fn words_of(parent: &Element, child: &str, role: &str) -> String {
    let with_role = parent
        .all(child)
        .find(|one| !role.is_empty() && one.attribute("role").ends_with(role));
    let found = with_role.or_else(|| parent.all(child).next());
    found.map(Element::words).unwrap_or_default()
}

/// The time in a child.
pub(super) fn time_of(
    parent: &Element,
    child: &str,
    findings: &mut Vec<Finding>,
) -> Option<Timestamp> {
    let text = words_of(parent, child, "");
    time::told(&text, Place::path(child), findings)
}

/// Whether it may be published, and from when on. An embargo that is there and says nothing means: not yet.
pub(super) fn standing(item_meta: &Element, article: &mut Article) {
    article.state = match code_of(item_meta, "pubStatus").as_str() {
        "withheld" => ArticleState::Withheld,
        "canceled" | "cancelled" => ArticleState::Withdrawn,
        _ => ArticleState::Published,
    };
    let Some(embargoed) = item_meta.all("embargoed").next() else {
        return;
    };
    let until = embargoed.words();
    article.embargo_until = time::read(&until);
    if article.embargo_until.is_some() {
        return;
    }
    let what = match until.is_empty() {
        true => "the embargo has no end yet".to_owned(),
        false => format!("the embargo `{until}` is no time; somebody must read it"),
    };
    article
        .findings
        .push(Finding::doubtful("itemMeta/embargoed", what.clone()));
    article.embargo = match until.is_empty() {
        true => what,
        false => until,
    };
}

/// What the IPTC's vocabulary says about how something came to be.
pub(crate) fn making(source_type: &str) -> Making {
    match source_type.rsplit(['/', ':']).next().unwrap_or_default() {
        "trainedAlgorithmicMedia" | "algorithmicMedia" => Making::MachineWritten,
        _ => Making::Written,
    }
}
