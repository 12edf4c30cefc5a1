-- Questions to those who report and what they answer, cases that were taken back, what notices name, restrictions with
-- an end, and what was weighed.

-- The ground that a notifier names, if any (the “alleged” category of the transparency report), and whether it is one of
-- those for which nobody is asked who they are (DSA Art. 16(2)(c)).
alter table notice add column ground_id uuid references ground (id);
alter table notice add column is_identity_exempt boolean not null default false;

-- Whoever opened a case took it back. A notice is looked at all the same (spec/office.md §3.2).
alter table office_case add column withdrawn_at bigint;

-- What a notifier was asked, by somebody of the house or by none: “about” says what was missing when the notice came.
create table notice_question (
    id uuid not null primary key,
    case_id uuid not null references office_case (id),
    about text not null check (about in ('reason', 'place', 'both', 'words')),
    -- The question in somebody's own words; empty for what is asked at once.
    text text not null,
    asked_by uuid references account (id),
    asked_at bigint not null,
    answer text not null,
    answered_at bigint,
    check ((about = 'words') = (asked_by is not null)),
    check (about <> 'words' or text <> ''),
    check ((answered_at is null) = (answer = ''))
);
create index notice_question_by_case on notice_question (case_id, asked_at);

-- A removal with an end is a hiding, and a post that stays while its author was sanctioned is another restriction
-- (spec/office.md §2.3); an older program reads what both are without it.
alter table notice_item add column hidden_until_at bigint;
alter table notice_item add column sanction_id uuid references sanction (id);

-- Until when a decision holds a post back; null is without limit.
alter table decision add column ends_at bigint;
-- What was weighed against each other (DSA Art. 14(4)); for colleagues and for whoever decides a complaint.
alter table decision add column weighing text not null default '';
create index restriction_due on restriction (ends_at) where ends_at is not null and lifted_at is null;

-- When the author was asked for their view of a complaint about their post.
alter table complaint add column heard_at bigint;
