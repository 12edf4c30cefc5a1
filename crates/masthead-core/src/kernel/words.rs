//! The words of letters: a pair of plain files each, `templates/letters/de/<name>.txt` and its sister in `en`.
//!
//! The first line is the subject, the second is empty, the rest is the letter. A feature declares its letters in its
//! own `letters.rs` with [`letter!`](crate::letter) and posts one with [`letters::write`](super::letters::write), which
//! adds the site's signature. In the files `it` is the declared letter and `site` the [`SiteSettings`]; nothing is
//! escaped, because nothing in a plain letter is ever more than text.

use masthead_db::{DbError, Tx};

use super::letters::{Letter, post};
use super::{App, Lang, SiteSettings};

/// What a letter says, in every language of the house.
pub trait Words {
    /// Subject, an empty line, and the letter.
    fn in_lang(&self, lang: Lang, site: &SiteSettings) -> String;
}

/// Declares a letter: its fields, and the file with its words in each language.
///
/// ```ignore
/// letter! {
///     /// Asks whoever signed up to confirm their address.
///     pub(super) struct ConfirmAddress { display_name: String, link: String }
///     de "letters/de/confirm_address.txt" en "letters/en/confirm_address.txt"
/// }
/// ```
#[macro_export]
macro_rules! letter {
    ($($(#[$meta:meta])* $vis:vis struct $name:ident { $($field:ident : $type:ty),* $(,)? } de $de:tt en $en:tt)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug)]
        $vis struct $name { $($vis $field: $type),* }

        impl $crate::kernel::letters::Words for $name {
            fn in_lang(&self, lang: $crate::kernel::Lang, site: &$crate::kernel::SiteSettings) -> String {
                use askama::Template;

                #[derive(Template)]
                #[template(path = $de)]
                #[allow(dead_code)] // Not every letter names the site.
                struct De<'a> { it: &'a $name, site: &'a $crate::kernel::SiteSettings }

                #[derive(Template)]
                #[template(path = $en)]
                #[allow(dead_code)]
                struct En<'a> { it: &'a $name, site: &'a $crate::kernel::SiteSettings }

                let words = match lang {
                    $crate::kernel::Lang::De => De { it: self, site }.render(),
                    $crate::kernel::Lang::En => En { it: self, site }.render(),
                };
                words.expect("words are written into memory, which does not fail")
            }
        }
    )+};
}

/// Writes a letter in the language of whom it is for, signs it with the site's name, and posts it.
pub async fn write(
    tx: &mut Tx,
    app: &App,
    to: &str,
    lang: Lang,
    words: &impl Words,
) -> Result<(), DbError> {
    let site = app.settings();
    let (subject, body) = subject_and_body(&words.in_lang(lang, &site));
    let body = format!("{body}\n\n-- \n{}", signature(&site));
    post(
        tx,
        app,
        &Letter {
            to: to.to_owned(),
            lang,
            subject,
            body,
        },
    )
    .await
}

/// Takes the first line for the subject, and lets no run of empty lines stand that a template's conditions left.
fn subject_and_body(words: &str) -> (String, String) {
    let (subject, rest) = words.split_once('\n').unwrap_or((words, ""));
    let mut body = String::with_capacity(rest.len());
    for line in rest.trim().lines().map(str::trim_end) {
        if line.is_empty() && body.ends_with("\n\n") {
            continue;
        }
        body.push_str(line);
        body.push('\n');
    }
    (
        subject.split_whitespace().collect::<Vec<_>>().join(" "),
        body.trim_end().to_owned(),
    )
}

fn signature(site: &SiteSettings) -> String {
    let lines = [
        site.name.as_str(),
        site.publisher.as_str(),
        site.address.0.as_str(),
    ];
    lines
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::subject_and_body;

    #[test]
    fn the_first_line_is_the_subject_and_conditions_leave_no_holes() {
        let words = "Your  address\r\n\nDear Anna,\n\n\n\nyours\n";
        assert_eq!(
            subject_and_body(words),
            ("Your address".to_owned(), "Dear Anna,\n\nyours".to_owned())
        );
    }
}
