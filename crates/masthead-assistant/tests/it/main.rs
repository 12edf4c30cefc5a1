//! The properties of the assistant, tried from outside.
