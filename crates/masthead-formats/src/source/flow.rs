//! How readers hand out records: a few ready ones, and the next step when there are none.

use std::collections::VecDeque;

use crate::model::{ReadError, Record};

/// The records of a source, one after the other. After an error nothing more comes; what came before stays valid.
pub type Records<'a> = Box<dyn Iterator<Item = Result<Record, ReadError>> + 'a>;

/// A reader that takes its source a step at a time.
pub(crate) trait Step {
    /// Reads on, and puts what is whole into `ready`. Says whether there is more.
    fn step(&mut self, ready: &mut VecDeque<Record>) -> Result<bool, ReadError>;
}

/// The records that the steps of a reader give.
pub(crate) struct Flow<S> {
    reader: S,
    ready: VecDeque<Record>,
    is_over: bool,
}

impl<S: Step> Flow<S> {
    pub(crate) fn of(reader: S) -> Self {
        Self {
            reader,
            ready: VecDeque::new(),
            is_over: false,
        }
    }
}

impl<S: Step> Iterator for Flow<S> {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.ready.pop_front() {
                return Some(Ok(record));
            }
            if self.is_over {
                return None;
            }
            match self.reader.step(&mut self.ready) {
                Ok(has_more) => self.is_over = !has_more,
                Err(error) => {
                    self.is_over = true;
                    return Some(Err(error));
                }
            }
        }
    }
}
