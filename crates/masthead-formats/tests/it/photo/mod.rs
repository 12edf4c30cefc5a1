//! The rights in photographs, tried beside ExifTool: what it writes we read, what we write it reads.

mod foreign;
mod pictures;
mod reading;
mod writing;
