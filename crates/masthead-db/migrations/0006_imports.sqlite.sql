-- What came from other systems, so that a second import of the same source doubles nothing.

create table import_item (
    id blob primary key,
    system text not null,
    -- Which of the system's sites; may be empty.
    site text not null,
    kind text not null,
    source_id text not null,
    -- What it became here.
    target_id blob not null,
    -- SHA-256 of what the source said, in hexadecimal digits.
    fingerprint text not null,
    -- For an article the revision that the import wrote last: another newest one means that somebody has edited since.
    revision_id blob,
    imported_at integer not null,
    unique (system, site, kind, source_id)
) strict;
create index import_item_target on import_item (target_id);
