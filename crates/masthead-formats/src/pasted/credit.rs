//! Whose picture it is: a line of its own below a caption, or the end of the caption.

/// Words before a name.
const LABELS: &[&str] = &[
    "fotos",
    "foto",
    "fotocredit",
    "fotonachweis",
    "bilder",
    "bild",
    "bildquelle",
    "bildnachweis",
    "bildrechte",
    "photos",
    "photo",
    "photograph",
    "photography",
    "picture",
    "image",
    "images",
    "credit",
    "image credit",
    "photo credit",
    "grafik",
    "graphic",
    "illustration",
    "montage",
    "collage",
    "screenshot",
    "symbolbild",
    "archivbild",
    "video",
    "karte",
    "map",
    "copyright",
];
/// Agencies and archives whose name alone is a credit.
const AGENCIES: &[&str] = &[
    "apa",
    "dpa",
    "reuters",
    "afp",
    "ap",
    "epa",
    "imago",
    "getty",
    "getty images",
    "shutterstock",
    "istock",
    "picturedesk",
    "picturedesk.com",
    "keystone",
    "ntb",
    "ritzau",
    "pa media",
    "alamy",
    "bloomberg",
    "picture alliance",
    "unsplash",
    "pexels",
    "ansa",
    "ddp",
    "action press",
    "sepa.media",
];
/// No credit is longer.
const LONGEST: usize = 110;

/// A caption with its credit; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Credited {
    pub(super) caption: String,
    pub(super) credit: String,
}

/// Reads a credit out of a line: all of it, or its end.
pub(super) fn in_line(line: &str) -> Option<Credited> {
    whole(line)
        .map(|credit| Credited {
            caption: String::new(),
            credit,
        })
        .or_else(|| in_brackets(line))
        .or_else(|| at_the_end(line))
}

/// A line that is nothing but a credit.
fn whole(line: &str) -> Option<String> {
    let line = line.trim().trim_matches(['(', ')', '[', ']']).trim();
    if line.chars().count() > LONGEST {
        return None;
    }
    let labelled = after_label(line);
    let signed = line
        .strip_prefix('©')
        .or_else(|| line.strip_prefix("(c) "))
        .or_else(|| line.strip_prefix("(C) "));
    // `© 2026 Blatt GmbH` is the page's own.
    let signed = signed.filter(|name| !name.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let found = labelled.or(signed).map(str::trim);
    if let Some(name) = found.filter(|name| is_short_name(name)) {
        return Some(name.trim_start_matches('©').trim().to_owned());
    }
    is_agency(line).then(|| line.to_owned())
}

/// What follows `Foto:` or `Foto ©`.
fn after_label(line: &str) -> Option<&str> {
    let (label, rest) = line
        .split_once(':')
        .or_else(|| line.split_once('©'))
        .or_else(|| line.split_once(" by "))?;
    let label = label.trim().to_lowercase();
    let is_label = LABELS.contains(&label.as_str())
        || label
            .split(['/', '&'])
            .all(|part| LABELS.contains(&part.trim()));
    (is_label && !rest.trim().is_empty()).then_some(rest)
}

fn is_short_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    words <= 12 && !name.ends_with(['!', '?']) && (!name.ends_with('.') || words <= 4)
}

/// `APA/HANS HOFER`, `REUTERS / Max Muster`, `Getty Images`.
pub(super) fn is_agency(line: &str) -> bool {
    if line.chars().count() > 70 || line.ends_with(['.', '!', '?', ':']) {
        return false;
    }
    let small = line.to_lowercase();
    let first = small
        .split(['/', '|', ',', '-', '–', '©'])
        .next()
        .unwrap_or_default()
        .trim();
    let is_alone = small.trim() == first;
    AGENCIES.contains(&first)
        && (!is_alone || first.contains(' ') || line.chars().all(|c| !c.is_lowercase()))
}

/// `Die Brücke am Abend. (Foto: APA/Hofer)`
fn in_brackets(line: &str) -> Option<Credited> {
    let line = line.trim().trim_end_matches('.');
    let (close, open) = match line.chars().last()? {
        ')' => (')', '('),
        ']' => (']', '['),
        _ => return None,
    };
    let (caption, inside) = line.strip_suffix(close)?.rsplit_once(open)?;
    let credit = after_label(inside)
        .map(|name| name.trim().to_owned())
        .or_else(|| {
            inside
                .trim_start()
                .strip_prefix('©')
                .map(|name| name.trim().to_owned())
        })?;
    Some(Credited {
        caption: caption.trim().to_owned(),
        credit,
    })
}

/// `Die Brücke am Abend. Foto: APA/Hofer`, `Die Brücke am Abend © Hofer`
fn at_the_end(line: &str) -> Option<Credited> {
    let (at, length) = line
        .char_indices()
        .filter(|(at, c)| *c == '©' && *at > 0)
        .map(|(at, c)| (at, c.len_utf8()))
        .next_back()
        .or_else(|| label_inside(line))?;
    let (caption, credit) = (line[..at].trim(), line[at + length..].trim());
    let credit = credit.trim_start_matches([':', '©', ' ']);
    if credit.is_empty() || credit.chars().count() > 70 || !is_short_name(credit) {
        return None;
    }
    let words = caption.split_whitespace().count();
    (words >= 2).then(|| Credited {
        caption: caption
            .trim_end_matches(['|', '/', '–', '-', ' '])
            .to_owned(),
        credit: credit.trim_end_matches(['.', ')']).to_owned(),
    })
}

/// Where the last label with a colon begins, behind a space.
fn label_inside(line: &str) -> Option<(usize, usize)> {
    let colon = line.rfind(':')?;
    let before = &line[..colon];
    let begins = before.rfind([' ', '|', '/']).map(|at| at + 1)?;
    let label = before[begins..].to_lowercase();
    let is_photo = LABELS.contains(&label.as_str()) && label != "video" && label != "image";
    is_photo.then_some((begins, colon + 1 - begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, String)> {
        in_line(line).map(|found| (found.caption, found.credit))
    }

    fn is(caption: &str, credit: &str) -> Option<(String, String)> {
        Some((caption.to_owned(), credit.to_owned()))
    }

    #[test]
    fn credits_are_found_alone_and_behind_captions() {
        assert_eq!(read("Foto: APA / Hans Hofer"), is("", "APA / Hans Hofer"));
        assert_eq!(read("© Maria Muster"), is("", "Maria Muster"));
        assert_eq!(read("APA/HANS HOFER"), is("", "APA/HANS HOFER"));
        assert_eq!(
            read("Photograph: Jane Doe/Reuters"),
            is("", "Jane Doe/Reuters")
        );
        assert_eq!(
            read("Die Brücke am Abend. (Foto: Hofer)"),
            is("Die Brücke am Abend.", "Hofer")
        );
        assert_eq!(
            read("Die Brücke am Abend. Foto: dpa/Huber"),
            is("Die Brücke am Abend.", "dpa/Huber")
        );
        assert_eq!(
            read("The bridge at night © Jane Doe"),
            is("The bridge at night", "Jane Doe")
        );
    }

    #[test]
    fn sentences_and_the_pages_own_mark_are_no_credits() {
        for line in [
            "Das Bild: ein Rätsel, das niemand lösen will und das seit Jahren im Depot des Museums liegt, ohne dass es jemand gesehen hätte.",
            "© 2026 Das Blatt GmbH",
            "Apa war sein Spitzname",
            "Reuters",
            "Er sagte: Nein.",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
        assert_eq!(read("REUTERS"), is("", "REUTERS"));
    }
}
