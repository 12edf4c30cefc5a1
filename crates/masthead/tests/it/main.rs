//! The program as somebody runs it: its words, its exit codes, its files.

mod accounts;
mod backup;
mod doctor;
mod machine;
