//! The figures by which an assistant is judged, each as its literature defines it.

mod auc;
mod queue;
mod reliability;
mod report;
mod spans;

pub use auc::auc_of;
pub use queue::{green_share, recall_at_top};
pub use reliability::{calibration_error, macro_f};
pub use report::{Measured, Report};
pub use spans::span_f1;
