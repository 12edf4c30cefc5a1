//! The statements of the queue.

use masthead_db::{Time, row, statements};

use crate::{JobNumber, JobState};

row! {
    pub(crate) struct ClaimedRow {
        pub number: JobNumber,
        pub kind: String,
        pub payload: String,
        pub attempts: i64,
        pub attempts_max: i64,
    }
    pub(crate) struct DueRow { pub due_at: Option<Time> }
    pub(crate) struct ListedRow {
        pub number: JobNumber,
        pub kind: String,
        pub payload: String,
        pub state: JobState,
        pub due_at: Time,
        pub attempts: i64,
        pub attempts_max: i64,
        pub leased_by: Option<String>,
        pub reason: Option<String>,
        pub created_at: Time,
        pub finished_at: Option<Time>,
    }
    pub(crate) struct CountRow { pub kind: String, pub state: JobState, pub total: i64 }
}

statements! {
    pub(crate) fn insert_job(kind: &str, payload: &str, unique_key: Option<&str>, due_at: Time, attempts_max: i64, at: Time) =
        "insert into job (kind, payload, unique_key, state, due_at, attempts, attempts_max, created_at)
         values ($1, $2, $3, 'waiting', $4, 0, $5, $6)
         on conflict (kind, unique_key) where state = 'waiting' do nothing";

    /// When the next job should be taken.
    pub(crate) fn next_due() -> Option<DueRow> =
        "select min(due_at) as due_at from job where state in ('waiting', 'running')";

    /// Takes what is due, and what was leased by somebody who is taken to be gone.
    pub(crate) fn claim(leased_by: &str, now: Time, until: Time, limit: i64) -> Vec<ClaimedRow> =
        "update job set state = 'running', attempts = attempts + 1, leased_by = $1, due_at = $3
         where number in (select number from job where state in ('waiting', 'running') and due_at <= $2
                          order by due_at, number limit $4 {skip locked})
         returning number, kind, payload, attempts, attempts_max";

    pub(crate) fn renew(number: JobNumber, leased_by: &str, attempts: i64, until: Time) =
        "update job set due_at = $4
         where number = $1 and leased_by = $2 and attempts = $3 and state = 'running'";

    pub(crate) fn finish(number: JobNumber, leased_by: &str, attempts: i64, state: JobState, reason: Option<&str>, at: Time) =
        "update job set state = $4, reason = $5, finished_at = $6, leased_by = null
         where number = $1 and leased_by = $2 and attempts = $3 and state = 'running'";

    /// Lets it wait again; if another of its kind and key is waiting, that one will do the work.
    pub(crate) fn put_back(number: JobNumber, leased_by: &str, attempts: i64, attempts_now: i64, reason: &str, due_at: Time) =
        "update job set attempts = $4, reason = $5, leased_by = null, due_at = $6,
             state = case when exists (select 1 from job as other where other.kind = job.kind
                 and other.unique_key = job.unique_key and other.state = 'waiting') then 'done' else 'waiting' end
         where number = $1 and leased_by = $2 and attempts = $3 and state = 'running'";

    /// The same for everything a runner has, which is going away; these were no attempts.
    pub(crate) fn put_all_back(leased_by: &str, reason: &str, due_at: Time) =
        "update job set attempts = attempts - 1, reason = $2, leased_by = null, due_at = $3,
             state = case when exists (select 1 from job as other where other.kind = job.kind
                 and other.unique_key = job.unique_key and other.state = 'waiting') then 'done' else 'waiting' end
         where leased_by = $1 and state = 'running'";

    pub(crate) fn list_jobs(state: JobState, before: JobNumber, limit: i64) -> Vec<ListedRow> =
        "select number, kind, payload, state, due_at, attempts, attempts_max, leased_by, reason, created_at, finished_at
         from job where state = $1 and number < $2 order by number desc limit $3";

    pub(crate) fn count_jobs() -> Vec<CountRow> =
        "select kind, state, count(*) as total from job group by kind, state order by kind, state";

    pub(crate) fn retry(number: JobNumber, now: Time) =
        "update job set state = 'waiting', attempts = 0, due_at = $2, finished_at = null
         where number = $1 and state in ('waiting', 'given_up')
           and not exists (select 1 from job as other where other.kind = job.kind
               and other.unique_key = job.unique_key and other.state = 'waiting' and other.number <> job.number)";

    pub(crate) fn delete_done(before: Time, limit: i64) =
        "delete from job where number in
             (select number from job where state = 'done' and finished_at < $1 order by number limit $2)";

    pub(crate) fn insert_schedule(name: &str, next_at: Time) =
        "insert into job_schedule (name, next_at) values ($1, $2) on conflict (name) do nothing";

    pub(crate) fn list_schedule() -> Vec<ScheduleRow> = "select name, next_at from job_schedule order by name";

    /// Moves on to the next time round, if nobody else has.
    pub(crate) fn move_schedule(name: &str, now: Time, next_at: Time) =
        "update job_schedule set next_at = $3 where name = $1 and next_at <= $2";
}

row! {
    pub(crate) struct ScheduleRow { pub name: String, pub next_at: Time }
}
