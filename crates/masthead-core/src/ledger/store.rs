//! The statements of the ledger.

use masthead_db::{Time, row, statements};

use crate::kernel::AccountId;

row! {
    pub(super) struct NumberRow { pub number: i64 }
}
row! {
    pub(super) struct TotalRow { pub total: i64 }
}
row! {
    pub(super) struct CostRow {
        pub engine: String,
        pub calls: i64,
        pub counted_chars: i64,
        pub open_calls: i64,
        /// Millionths of the currency, a million times: characters by the price of a million.
        pub cost: f64,
    }
}

statements! {
    /// What an engine has counted since a time.
    pub(super) fn counted_since(engine: &str, since: Time) -> One<TotalRow> =
        "select cast(coalesce(sum(counted_chars), 0) as bigint) as total from engine_call
         where engine = $1 and opened_at >= $2";

    /// What an engine has counted for an article, ever.
    pub(super) fn counted_for(engine: &str, article: &str) -> One<TotalRow> =
        "select cast(coalesce(sum(counted_chars), 0) as bigint) as total from engine_call
         where engine = $1 and article = $2";

    /// Sets something aside.
    pub(super) fn open_call(
        engine: &str, article: Option<&str>, account: Option<AccountId>, chars: i64, price: i64, at: Time
    ) -> One<NumberRow> =
        "insert into engine_call
           (engine, article, account_id, sent_chars, counted_chars, state, price_micros, opened_at)
         values ($1, $2, $3, cast($4 as bigint), cast($4 as bigint), 'open', $5, $6) returning number";

    /// Says what became of it; whatever was settled before stays as it was.
    pub(super) fn settle_call(number: i64, state: &str, counted: i64, billed: Option<i64>, at: Time) =
        "update engine_call set state = $2, counted_chars = $3, billed_chars = $4, settled_at = $5
         where number = $1 and state = 'open'";

    /// Keeps what was set aside as spent.
    pub(super) fn keep_call(number: i64, at: Time) =
        "update engine_call set state = 'as_held', settled_at = $2 where number = $1 and state = 'open'";

    /// What an article has cost, engine by engine.
    pub(super) fn costs_of(article: &str) -> Vec<CostRow> =
        "select engine, count(*) as calls, cast(sum(counted_chars) as bigint) as counted_chars,
                cast(sum(case when state = 'open' then 1 else 0 end) as bigint) as open_calls,
                cast(sum(cast(counted_chars as double precision) * cast(price_micros as double precision))
                     as double precision) as cost
         from engine_call where article = $1 group by engine order by engine";
}
