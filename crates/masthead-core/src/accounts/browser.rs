//! A browser in three words, so that somebody recognises their sessions. Pure; nothing finer is kept.

/// Says which browser on which system, as far as it tells: "Firefox · Windows".
///
/// The whole user agent would be a fingerprint; this is what a person can recognise and no more.
pub(super) fn in_words(user_agent: &str) -> String {
    let browser = first_of(
        user_agent,
        &[
            ("Edg", "Edge"),
            ("OPR/", "Opera"),
            ("SamsungBrowser", "Samsung Internet"),
            ("Firefox/", "Firefox"),
            ("FxiOS", "Firefox"),
            ("CriOS", "Chrome"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
            ("curl/", "curl"),
        ],
    );
    let system = first_of(
        user_agent,
        &[
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("CrOS", "ChromeOS"),
            ("Mac OS X", "macOS"),
            ("Linux", "Linux"),
        ],
    );
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

fn first_of(text: &str, signs: &[(&str, &'static str)]) -> Option<&'static str> {
    signs
        .iter()
        .find(|(sign, _)| text.contains(sign))
        .map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn a_browser_is_told_in_a_few_words() {
        let firefox =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1";
        assert_eq!(in_words(firefox), "Firefox · Windows");
        assert_eq!(in_words(safari), "Safari · iPhone");
        assert_eq!(in_words("<script>"), "");
    }
}
