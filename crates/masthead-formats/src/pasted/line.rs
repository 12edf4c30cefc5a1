//! The lines of a text, each a block of the page; a text whose lines were wrapped by hand is joined first.

/// A line that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Counted from 1, in the text as it was pasted.
    pub(super) number: u64,
    pub(super) text: String,
    /// Whether an empty line stands before it.
    pub(super) after_gap: bool,
}

/// Where mail programs and typewriters wrap.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=100;

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_gap = true;
    for (number, line) in (1_u64..).zip(text.lines()) {
        let text = tidy(line);
        if text.is_empty() {
            after_gap = true;
            continue;
        }
        lines.push(Line {
            number,
            text,
            after_gap,
        });
        after_gap = false;
    }
    match was_wrapped(&lines) {
        true => joined(lines),
        false => lines,
    }
}

/// Without marks that nobody sees, and spaces as one.
fn tidy(line: &str) -> String {
    let seen = line.chars().filter(|c| {
        !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}')
            && (!c.is_control() || c.is_whitespace())
    });
    let line: String = seen.collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether most lines end where somebody's window ended, in the middle of a sentence.
fn was_wrapped(lines: &[Line]) -> bool {
    let pairs = lines.windows(2).filter(|pair| !pair[1].after_gap);
    let (mut all, mut wrapped) = (0, 0);
    for pair in pairs {
        all += 1;
        let length = pair[0].text.chars().count();
        let goes_on = !pair[0]
            .text
            .ends_with(['.', '!', '?', ':', '“', '"', '”', '»']);
        wrapped += usize::from(WRAPPED.contains(&length) && goes_on);
    }
    let longest = lines.iter().map(|line| line.text.chars().count()).max();
    all >= 6 && wrapped * 10 >= all * 6 && longest.unwrap_or(0) <= *WRAPPED.end() + 10
}

fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut whole: Vec<Line> = Vec::new();
    for line in lines {
        match whole.last_mut().filter(|_| !line.after_gap) {
            // A word that was parted at the end of a line.
            Some(last) if last.text.ends_with('-') && begins_small(&line.text) => {
                last.text.pop();
                last.text.push_str(&line.text);
            }
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&line.text);
            }
            None => whole.push(line),
        }
    }
    whole
}

fn begins_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

impl Line {
    pub(super) fn characters(&self) -> usize {
        self.text.chars().count()
    }

    pub(super) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Whether it ends as sentences do.
    pub(super) fn ends_a_sentence(&self) -> bool {
        let text = self
            .text
            .trim_end_matches(['“', '"', '”', '«', '»', ')', '’', '\'', '‘']);
        text.ends_with(['.', '!', '?', '…', ':'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_wrapped_by_hand_are_joined() {
        let wrapped = "Der Gemeinderat hat am Montag beschlossen, dass die alte Brücke ab\nJänner gesperrt wird. Der Verkehr wird über die Hauptstraße um-\ngeleitet, die dafür zwei neue Ampeln bekommt und eine Spur verliert,\nwie die Bürgermeisterin nach der Sitzung sagte, die bis in die Nacht\ngedauert hatte.\n\nDie Kosten trägt das Land, das dafür im Budget schon vor zwei Jahren\neinen Betrag vorgesehen hat, der nun aber nicht mehr reichen dürfte,\nwie aus dem Büro der Landesrätin zu hören ist.";
        let lines = lines(wrapped);

        assert_eq!(lines.len(), 2);
        assert!(lines[0].text.contains("umgeleitet"));
        assert_eq!((lines[1].number, lines[1].after_gap), (7, true));
    }

    #[test]
    fn lines_of_a_page_stay_lines() {
        assert_eq!(
            lines("Menü\nPolitik\nSport\n\u{AD}\nTitel\u{200B} der Ge\u{AD}schichte").len(),
            4
        );
    }
}
