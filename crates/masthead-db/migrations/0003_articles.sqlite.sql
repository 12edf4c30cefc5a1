-- Sections, topics, authors, pictures; articles with their editions and revisions.

create table section (
    id blob primary key,
    parent_id blob references section (id),
    slug text not null,
    -- The slugs from the top, joined by slashes: unique, so that slugs are unique among siblings.
    path text not null unique,
    position integer not null,
    -- Who waits; null leaves it to the section above, and at the top to the site.
    posting text,
    threads_close_after_days integer,
    created_at integer not null
) strict;
create index section_parent on section (parent_id);

create table section_name (
    section_id blob not null references section (id),
    lang text not null,
    name text not null,
    primary key (section_id, lang)
) strict;

create table topic (
    id blob primary key,
    slug text not null unique,
    name text not null,
    created_at integer not null
) strict;

create table author (
    id blob primary key,
    slug text not null unique,
    name text not null,
    bio text not null,
    created_at integer not null
) strict;

create table media (
    id blob primary key,
    -- The twelve letters in its addresses: /media/{short}/{width}.webp and .jpg
    short text not null unique,
    -- SHA-256 of the original, in hexadecimal digits; the original is never served.
    file text not null,
    kind text not null,
    media_type text not null,
    bytes integer not null,
    width integer,
    height integer,
    -- The widths that are drawn (each as WebP and JPEG), in ascending order with spaces between; empty until then.
    widths text not null,
    -- What fills its place until it is there, as #rrggbb.
    colour text not null,
    caption text not null,
    credit text not null,
    creator text not null,
    copyright text not null,
    licence text not null,
    source text not null,
    alt text not null,
    -- Where the eye should rest, from 0 to 1 of width and height.
    focal_x real,
    focal_y real,
    -- Where an import fetched it; the same address is fetched once.
    source_address text unique,
    state text not null,
    -- Why it could not be drawn, in words.
    trouble text not null,
    created_by blob references account (id),
    created_at integer not null
) strict;
create index media_newest on media (created_at);

create table rendition (
    media_id blob not null references media (id),
    width integer not null,
    height integer not null,
    format text not null,
    file text not null,
    bytes integer not null,
    primary key (media_id, width, format)
) strict;

create table article (
    id blob primary key,
    short text not null unique,
    section_id blob not null references section (id),
    -- Who waits below this article; null leaves it to the section.
    posting text,
    threads_close_after_days integer,
    created_by blob references account (id),
    created_at integer not null
) strict;
create index article_section on article (section_id);

create table edition (
    id blob primary key,
    article_id blob not null references article (id),
    lang text not null,
    is_original integer not null,
    slug text not null,
    state text not null,
    -- The newest saved revision, and the one that readers see.
    revision_id blob not null,
    published_revision_id blob,
    published_at integer,
    updated_at integer,
    scheduled_for integer,
    embargo_until integer,
    withdrawn_because text not null,
    -- Headline and kicker in lower case, for the newsroom's list.
    search_text text not null,
    saved_at integer not null,
    unique (article_id, lang)
) strict;
create unique index edition_article_id_key on edition (article_id) where is_original;
create index edition_newest on edition (lang, state, published_at);
create index edition_saved on edition (saved_at);

create table revision (
    id blob primary key,
    edition_id blob not null references edition (id),
    number integer not null,
    kicker text not null,
    headline text not null,
    lede text not null,
    place text not null,
    lead_media_id blob references media (id),
    -- Null leaves it to the picture's own caption.
    lead_caption text,
    words integer not null,
    saved_by blob references account (id),
    saved_at integer not null,
    note text not null,
    -- Last, because it is long and most statements stop before it.
    document text not null,
    unique (edition_id, number)
) strict;

-- The pictures a revision shows, its lead among them.
create table revision_media (
    revision_id blob not null references revision (id),
    media_id blob not null references media (id),
    primary key (revision_id, media_id)
) strict;
create index revision_media_media on revision_media (media_id);

create table publication (
    revision_id blob not null references revision (id),
    at integer not null,
    edition_id blob not null references edition (id),
    significance text not null,
    published_by blob references account (id),
    primary key (revision_id, at)
) strict;
create index publication_edition on publication (edition_id, at);

create table article_author (
    article_id blob not null references article (id),
    author_id blob not null references author (id),
    position integer not null,
    primary key (article_id, author_id)
) strict;
create index article_author_author on article_author (author_id);

create table article_topic (
    article_id blob not null references article (id),
    topic_id blob not null references topic (id),
    position integer not null,
    primary key (article_id, topic_id)
) strict;
create index article_topic_topic on article_topic (topic_id);

create table correction (
    id blob primary key,
    edition_id blob not null references edition (id),
    revision_id blob not null references revision (id),
    kind text not null,
    text text not null,
    made_by blob references account (id),
    made_at integer not null
) strict;
create index correction_edition on correction (edition_id);
create index correction_newest on correction (made_at);

-- Addresses of before: of another system, or of a section under its old name.
create table redirect (
    path text primary key,
    article_id blob references article (id),
    section_id blob references section (id),
    created_at integer not null
) strict;

-- What an editor has put on the front page by hand; position 1 is the lead.
create table placement (
    article_id blob primary key references article (id),
    position integer not null,
    placed_by blob references account (id),
    placed_at integer not null
) strict;
