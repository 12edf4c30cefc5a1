//! The project's own text files, as the rules read them.

use std::path::Path;

use crate::place;

/// Folders that are built or fetched, and so not ours to judge.
const NOT_OURS: &[&str] = &[
    ".git",
    "target",
    "node_modules",
    "built",
    "demo-data",
    "output",
    "corpus",
    "artifacts",
];

/// One file: its path from the project's folder, and its text.
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
}

impl File {
    /// The file's name without folders.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The lines, counted from one.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
    }
}

/// All files, in the order of their paths.
pub(super) struct Tree {
    files: Vec<File>,
}

impl Tree {
    /// The project as it lies on the disk. Pictures and other files that are not text are left out.
    pub(super) fn read() -> Self {
        let mut files = Vec::new();
        collect(&place::root(), "", &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// A tree for a rule's own test, from paths and texts.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        Self {
            files: files.iter().map(file).collect(),
        }
    }

    pub(super) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// Files whose name ends like this.
    pub(super) fn ending<'a>(&'a self, end: &'a str) -> impl Iterator<Item = &'a File> {
        self.files().filter(move |file| file.path.ends_with(end))
    }

    pub(super) fn rust(&self) -> impl Iterator<Item = &File> {
        self.ending(".rs")
    }

    pub(super) fn find(&self, path: &str) -> Option<&File> {
        self.files().find(|file| file.path == path)
    }

    /// The names of the folders and of the `.rs` files right below a folder, without their endings.
    pub(super) fn rooms(&self, folder: &str) -> Vec<String> {
        let mut rooms: Vec<String> = self
            .files()
            .filter_map(|file| file.path.strip_prefix(folder)?.strip_prefix('/'))
            .filter_map(|rest| match rest.split_once('/') {
                Some((room, _)) => Some(room.to_owned()),
                None => Some(rest.strip_suffix(".rs")?.to_owned()),
            })
            .collect();
        rooms.sort();
        rooms.dedup();
        rooms
    }
}

fn collect(folder: &Path, path: &str, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if path.is_empty() {
            name.clone()
        } else {
            format!("{path}/{name}")
        };
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && !NOT_OURS.contains(&name.as_str()) {
            collect(&entry.path(), &path, files);
        }
        // A worktree's `.git` is a file that points elsewhere.
        if !is_folder
            && name != ".git"
            && let Ok(text) = std::fs::read_to_string(entry.path())
        {
            files.push(File { path, text });
        }
    }
}
