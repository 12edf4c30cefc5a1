//! The program as somebody runs it: its words, its exit codes, its files; and what is left of it when it is killed.

mod accounts;
mod assistant;
mod backup;
mod browser;
mod doctor;
mod export;
mod foreign;
mod kill;
mod ledger;
mod machine;
mod models;
mod narrate;
mod people;
mod process;
mod store;
mod translate;
mod work;
