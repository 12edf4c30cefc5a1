//! Whether a person's sentence has the placeholders of its original. Pure.

/// The first placeholder of which one side has more than the other, or that closes what is not open.
///
/// A person sees `⟦1⟧` where a link begins and `⟦/1⟧` where it ends, and may move them, but loses none by mistake.
pub(in crate::translation) fn first_wrong(source: &str, target: &str) -> Option<String> {
    let wanted = signs(source);
    let mut left = wanted.clone();
    for sign in signs(target) {
        match left.iter().position(|it| *it == sign) {
            Some(at) => {
                left.remove(at);
            }
            None => return Some(sign.to_owned()),
        }
    }
    if let Some(missing) = left.first() {
        return Some((*missing).to_owned());
    }
    badly_nested(&signs(target))
}

fn signs(text: &str) -> Vec<&str> {
    let mut signs = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('⟦') {
        rest = &rest[start..];
        let Some(end) = rest.find('⟧') else {
            signs.push(rest);
            break;
        };
        let end = end + '⟧'.len_utf8();
        signs.push(&rest[..end]);
        rest = &rest[end..];
    }
    signs
}

fn badly_nested(signs: &[&str]) -> Option<String> {
    let mut open = Vec::new();
    for sign in signs {
        let name = sign.trim_matches(['⟦', '⟧']);
        if name.ends_with('/') {
            continue;
        }
        match name.strip_prefix('/') {
            Some(name) if open.pop() == Some(name) => {}
            Some(_) => return Some((*sign).to_owned()),
            None => open.push(name),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::first_wrong;

    #[test]
    fn placeholders_may_move_and_must_not_be_lost() {
        let source = "Der ⟦1⟧Rat⟦/1⟧ sagt ⟦2/⟧ nein.";
        assert_eq!(first_wrong(source, "⟦2/⟧ says the ⟦1⟧council⟦/1⟧."), None);
        assert_eq!(
            first_wrong(source, "The ⟦1⟧council⟦/1⟧ says no."),
            Some("⟦2/⟧".to_owned())
        );
        assert_eq!(
            first_wrong(source, "⟦2/⟧ ⟦1⟧a⟦/1⟧ ⟦3⟧b⟦/3⟧"),
            Some("⟦3⟧".to_owned())
        );
        assert_eq!(
            first_wrong(source, "⟦2/⟧ ⟦/1⟧council⟦1⟧"),
            Some("⟦/1⟧".to_owned())
        );
    }
}
