-- What engines of language cost, what they translated, what people made of it, and what words the house prefers.

-- One row for each question that was sent to an engine. What is open was set aside before the question and counts as
-- spent until it is settled; if the machine goes down in between it stays spent, because nobody knows.
create table engine_call (
    number integer not null primary key autoincrement,
    engine text not null,
    -- What it was for, in the words of whoever asked: an edition, a file. Each has an allowance.
    article text,
    -- Who had it done; null when the site did by itself.
    account_id blob,
    sent_chars integer not null,
    -- What counts against the budgets: what was set aside, then what was billed.
    counted_chars integer not null,
    -- What the engine says it bills, if it says so.
    billed_chars integer,
    state text not null check (state in ('open', 'billed', 'as_held', 'void')),
    -- Price of a million characters at that time, in millionths of the currency; 0 when it costs nothing.
    price_micros integer not null,
    opened_at integer not null,
    settled_at integer
) strict;
create index engine_call_engine_opened_at_idx on engine_call (engine, opened_at);
create index engine_call_article_idx on engine_call (article, engine) where article is not null;

-- Sentences as engines translated them. The key is a hash of everything that decides the answer: the sentence, the
-- languages, the engine and its model, the tone, and the terms of the house that occur in it.
create table machine_sentence (
    key blob not null primary key,
    from_lang text not null,
    to_lang text not null,
    sentence_key blob not null,
    source text not null,
    -- The answer with its placeholders, as the engine gave it; it is mended whenever it is read.
    target text not null,
    -- What helps to mend it, as JSON; empty when nothing does.
    hints text not null,
    unknown_words integer not null,
    engine text not null,
    model text not null,
    -- Refused by a person: never used again.
    is_blocked integer not null,
    created_at integer not null,
    used_at integer not null,
    uses integer not null
) strict;
create index machine_sentence_sentence_idx on machine_sentence (sentence_key, from_lang, to_lang);
create index machine_sentence_engine_idx on machine_sentence (engine, from_lang, to_lang, created_at);
create index machine_sentence_used_at_idx on machine_sentence (used_at);

-- Sentences as people translated them. Rows are only ever added: the newest counts, and who wrote it stays known.
create table human_sentence (
    id blob primary key,
    from_lang text not null,
    to_lang text not null,
    sentence_key blob not null,
    -- The keys of its neighbours; empty at the beginning and at the end.
    before_key blob not null,
    after_key blob not null,
    source text not null,
    target text not null,
    is_approved integer not null,
    account_id blob not null,
    written_at integer not null
) strict;
create index human_sentence_sentence_idx on human_sentence (sentence_key, from_lang, to_lang, written_at);

-- The words of the house. A change closes a row and opens another, so that every revision can be read.
create table glossary_term (
    id blob primary key,
    from_lang text not null,
    to_lang text not null,
    source text not null,
    target text not null,
    added_in integer not null,
    removed_in integer,
    account_id blob not null,
    added_at integer not null
) strict;
create unique index glossary_term_from_lang_to_lang_source_key on glossary_term (from_lang, to_lang, source) where removed_in is null;

-- Who changed the glossary of a pair, and when.
create table glossary_revision (
    from_lang text not null,
    to_lang text not null,
    number integer not null,
    account_id blob not null,
    changed_at integer not null,
    primary key (from_lang, to_lang, number)
) strict;

-- Persons, places and firms whose names the desk has decided on.
create table named_entity (
    id blob primary key,
    kind text not null check (kind in ('person', 'place', 'organisation', 'brand', 'work')),
    is_never_translated integer not null,
    account_id blob not null,
    changed_at integer not null
) strict;
create table named_entity_form (
    entity_id blob not null references named_entity (id) on delete cascade,
    lang text not null,
    form text not null,
    primary key (entity_id, lang)
) strict;

-- A translation of an article as it stands, and its sentences.
create table translation (
    id blob primary key,
    article text not null,
    from_lang text not null,
    to_lang text not null,
    state text not null check (state in ('partial', 'machine', 'reviewed', 'stale')),
    built_at integer not null,
    reviewer_id blob,
    reviewed_at integer,
    unique (article, to_lang)
) strict;
create table translation_segment (
    translation_id blob not null references translation (id) on delete cascade,
    position integer not null,
    -- Where it stands: a line such as the headline, or a block and which of its words.
    place text not null,
    sentence_id text not null,
    sentence_key blob not null,
    source text not null,
    target text not null,
    state text not null check (state in ('machine', 'human', 'stale', 'missing')),
    -- What a machine's answer is kept under in the memory.
    machine_key blob,
    -- Who wrote it, if a person did.
    account_id blob,
    -- For a stale one: since when, and the sentence as it was when it was translated.
    stale_at integer,
    stale_source text,
    primary key (translation_id, position)
) strict;
