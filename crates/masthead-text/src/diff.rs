//! What changed between two texts: line by line, and word by word where a line was rewritten.

/// Most comparisons of words in one rewritten passage; beyond that it is shown as taken out and put in.
const WORD_COMPARISONS: usize = 4_000_000;

/// A run of text that stayed, went or came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// In both.
    Kept,
    /// Only in the earlier text.
    Removed,
    /// Only in the later text.
    Added,
}

/// One run with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub change: Change,
    /// The words, with the spaces and line ends between them.
    pub text: String,
}

/// The later text as a sequence of what stayed, went and came. Read without the removed pieces it is the later text,
/// without the added ones the earlier.
#[must_use]
pub fn diff(earlier: &str, later: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) = (lines(earlier), lines(later));
    let mut pieces = Vec::new();
    let (mut gone, mut come) = (String::new(), String::new());
    for (change, line) in compare(&old, &new) {
        match change {
            Change::Removed => gone.push_str(line),
            Change::Added => come.push_str(line),
            Change::Kept => {
                rewritten(&mut gone, &mut come, &mut pieces);
                push(&mut pieces, Change::Kept, line);
            }
        }
    }
    rewritten(&mut gone, &mut come, &mut pieces);
    pieces
}

/// Compares a passage word by word and empties both texts.
fn rewritten(gone: &mut String, come: &mut String, pieces: &mut Vec<Piece>) {
    let (old, new) = (words(gone), words(come));
    if old.len() * new.len() > WORD_COMPARISONS {
        push(pieces, Change::Removed, gone);
        push(pieces, Change::Added, come);
    } else {
        for (change, word) in compare(&old, &new) {
            push(pieces, change, word);
        }
    }
    gone.clear();
    come.clear();
}

fn push(pieces: &mut Vec<Piece>, change: Change, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.change == change => last.text.push_str(text),
        _ => pieces.push(Piece {
            change,
            text: text.to_owned(),
        }),
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Words with the space behind them.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// The longest common subsequence, with what is not in it around it. What went stands before what came.
fn compare<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Change, &'a str)> {
    let same_start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[same_start..], &new[same_start..]);
    let same_end = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (middle_old, end) = old_rest.split_at(old_rest.len() - same_end);
    let middle_new = &new_rest[..new_rest.len() - same_end];

    let mut found: Vec<_> = old[..same_start]
        .iter()
        .map(|it| (Change::Kept, *it))
        .collect();
    found.extend(compare_middle(middle_old, middle_new));
    found.extend(end.iter().map(|it| (Change::Kept, *it)));
    found
}

fn compare_middle<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Change, &'a str)> {
    let width = new.len() + 1;
    // Longest common run of what stands from (row, column) on; written from the end.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for row in (0..old.len()).rev() {
        for column in (0..new.len()).rev() {
            let at = row * width + column;
            common[at] = if old[row] == new[column] {
                common[at + width + 1] + 1
            } else {
                common[at + width].max(common[at + 1])
            };
        }
    }
    let (mut row, mut column, mut found) = (0, 0, Vec::with_capacity(old.len() + new.len()));
    while row < old.len() || column < new.len() {
        let at = row * width + column;
        if row < old.len() && column < new.len() && old[row] == new[column] {
            found.push((Change::Kept, old[row]));
            (row, column) = (row + 1, column + 1);
        } else if row < old.len() && (column == new.len() || common[at + width] >= common[at + 1]) {
            found.push((Change::Removed, old[row]));
            row += 1;
        } else {
            found.push((Change::Added, new[column]));
            column += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Change::{Added, Kept, Removed};
    use super::*;

    fn found(earlier: &str, later: &str) -> Vec<(Change, String)> {
        diff(earlier, later)
            .into_iter()
            .map(|piece| (piece.change, piece.text))
            .collect()
    }

    fn read(pieces: &[Piece], without: Change) -> String {
        pieces
            .iter()
            .filter(|it| it.change != without)
            .map(|it| it.text.as_str())
            .collect()
    }

    #[test]
    fn one_word_in_a_line_is_one_word_that_changed() {
        assert_eq!(
            found("Es waren acht Leute.\nEnde", "Es waren neun Leute.\nEnde"),
            [
                (Kept, "Es waren ".to_owned()),
                (Removed, "acht ".to_owned()),
                (Added, "neun ".to_owned()),
                (Kept, "Leute.\nEnde".to_owned()),
            ]
        );
    }

    #[test]
    fn both_texts_can_be_read_out_of_it() {
        for (earlier, later) in [
            ("", "a b"),
            ("a b", ""),
            ("a\nb\nc\n", "a\nc\nd e\n"),
            ("x y z", "z y x"),
            ("", ""),
        ] {
            let pieces = diff(earlier, later);
            assert_eq!(read(&pieces, Added), earlier);
            assert_eq!(read(&pieces, Removed), later);
        }
    }

    #[test]
    fn the_same_text_has_not_changed() {
        assert_eq!(found("a\n\nb", "a\n\nb"), [(Kept, "a\n\nb".to_owned())]);
    }
}
