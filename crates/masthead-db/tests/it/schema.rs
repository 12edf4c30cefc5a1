//! Both databases have the same tables, columns, keys and rules, whatever their migrations say.

use std::collections::{BTreeMap, BTreeSet};

use masthead_db::testing::{fresh_postgres, fresh_sqlite};
use rusqlite::Connection;
use tokio_postgres::Client;

use crate::raw;

/// Every table, each as a set of sentences about it.
type Schema = BTreeMap<String, BTreeSet<String>>;

fn say(schema: &mut Schema, table: &str, sentence: String) {
    schema.entry(table.to_owned()).or_default().insert(sentence);
}

fn column(name: &str, kind: &str, is_not_null: bool) -> String {
    format!(
        "column {name} {kind}{}",
        if is_not_null { " not null" } else { "" }
    )
}

fn index(name: &str, columns: &str, is_unique: bool, is_partial: bool) -> String {
    let unique = if is_unique { "unique " } else { "" };
    format!(
        "{unique}index {name} ({columns}){}",
        if is_partial { " where …" } else { "" }
    )
}

fn rows(file: &Connection, sql: &str) -> Vec<Vec<String>> {
    let mut statement = file.prepare(sql).expect("SQLite understands it");
    let width = statement.column_count();
    let found = statement.query_map([], |row| {
        let cell = |index| row.get::<_, rusqlite::types::Value>(index).map(shown);
        (0..width)
            .map(cell)
            .collect::<rusqlite::Result<Vec<String>>>()
    });
    found
        .expect("it runs")
        .collect::<rusqlite::Result<_>>()
        .expect("it reads")
}

fn shown(value: rusqlite::types::Value) -> String {
    match value {
        rusqlite::types::Value::Null => String::new(),
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Real(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        rusqlite::types::Value::Blob(_) => panic!("the catalogue has no blobs"),
    }
}

const SQLITE_COLUMNS: &str = "select m.name, c.name, lower(c.type), c.\"notnull\"
    from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'";
const SQLITE_KEYS: &str = "select m.name, (select group_concat(name, '_') from (select c.name from
    pragma_table_info(m.name) c where c.pk > 0 order by c.pk))
    from sqlite_schema m where m.type = 'table' and m.name not like 'sqlite_%'";
const SQLITE_INDEXES: &str = "select m.name, i.name, i.\"unique\", i.partial, i.origin,
    (select group_concat(name, '_') from (select c.name from pragma_index_info(i.name) c order by c.seqno))
    from sqlite_schema m, pragma_index_list(m.name) i where m.type = 'table' and i.origin <> 'pk'";
const SQLITE_FOREIGN_KEYS: &str =
    "select m.name, f.\"from\", f.\"table\", coalesce(f.\"to\", 'id'), lower(f.on_delete)
    from sqlite_schema m, pragma_foreign_key_list(m.name) f where m.type = 'table'";
const SQLITE_TEXTS: &str =
    "select name, lower(sql) from sqlite_schema where type = 'table' and name not like 'sqlite_%'";

fn sqlite_schema(file: &Connection) -> Schema {
    let mut schema = Schema::new();
    for row in rows(file, SQLITE_COLUMNS) {
        say(
            &mut schema,
            &row[0],
            column(&row[1], &row[2], row[3] == "1"),
        );
    }
    for row in rows(file, SQLITE_KEYS) {
        say(&mut schema, &row[0], format!("key ({})", row[1]));
    }
    for row in rows(file, SQLITE_INDEXES) {
        // A rule inside the table has no name of its own here, and PostgreSQL's by custom.
        let name = if row[4] == "c" {
            row[1].clone()
        } else {
            format!("{}_{}_key", row[0], row[5])
        };
        say(
            &mut schema,
            &row[0],
            index(&name, &row[5], row[2] == "1", row[3] == "1"),
        );
    }
    for row in rows(file, SQLITE_FOREIGN_KEYS) {
        say(
            &mut schema,
            &row[0],
            format!(
                "{} points at {}.{}, on delete {}",
                row[1], row[2], row[3], row[4]
            ),
        );
    }
    for row in rows(file, SQLITE_TEXTS) {
        say(
            &mut schema,
            &row[0],
            format!("{} checks", row[1].matches("check (").count()),
        );
        assert!(
            row[1].trim_end().ends_with("strict") || row[0] == "schema_migration",
            "{} is not strict",
            row[0]
        );
    }
    schema
}

const POSTGRES_COLUMNS: &str = "select c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod),
    a.attnotnull from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace";
const POSTGRES_INDEXES: &str =
    "select t.relname::text, i.relname::text, x.indisunique, x.indpred is not null,
    x.indisprimary, (select string_agg(a.attname::text, '_' order by k.place)
        from unnest(x.indkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number)
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    where t.relnamespace = 'public'::regnamespace";
const POSTGRES_FOREIGN_KEYS: &str = "select t.relname::text, a.attname::text, r.relname::text, b.attname::text,
    case f.confdeltype when 'a' then 'no action' when 'c' then 'cascade' when 'n' then 'set null'
        when 'r' then 'restrict' else 'set default' end, f.condeferrable
    from pg_constraint f join pg_class t on t.oid = f.conrelid join pg_class r on r.oid = f.confrelid
    cross join unnest(f.conkey, f.confkey) as k (here, there)
    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.here
    join pg_attribute b on b.attrelid = r.oid and b.attnum = k.there where f.contype = 'f'";
const POSTGRES_CHECKS: &str = "select t.relname::text, (select count(*) from pg_constraint c
    where c.conrelid = t.oid and c.contype = 'c') from pg_class t
    where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace";

async fn postgres_schema(server: &Client) -> Schema {
    let mut schema = Schema::new();
    let ask = async |sql| {
        server
            .query(sql, &[])
            .await
            .expect("PostgreSQL understands it")
    };
    for row in ask(POSTGRES_COLUMNS).await {
        let kind: String = row.get(2);
        say(
            &mut schema,
            row.get(0),
            column(row.get(1), sqlite_kind(&kind), row.get(3)),
        );
    }
    for row in ask(POSTGRES_INDEXES).await {
        let columns: &str = row.get(5);
        let sentence = match row.get(4) {
            true => format!("key ({columns})"),
            false => index(row.get(1), columns, row.get(2), row.get(3)),
        };
        say(&mut schema, row.get(0), sentence);
    }
    for row in ask(POSTGRES_FOREIGN_KEYS).await {
        let [table, from, to, column, delete]: [&str; 5] =
            std::array::from_fn(|index| row.get(index));
        assert!(
            !row.get::<_, bool>(5),
            "{table}.{from} is deferrable: its failure would fail a whole group of commits"
        );
        say(
            &mut schema,
            table,
            format!("{from} points at {to}.{column}, on delete {delete}"),
        );
    }
    for row in ask(POSTGRES_CHECKS).await {
        say(
            &mut schema,
            row.get(0),
            format!("{} checks", row.get::<_, i64>(1)),
        );
    }
    schema
}

fn sqlite_kind(postgres: &str) -> &str {
    match postgres {
        "bigint" | "boolean" => "integer",
        "bytea" | "uuid" => "blob",
        "double precision" => "real",
        "text" => "text",
        other => panic!("{other} is no type that both databases have"),
    }
}

#[tokio::test]
async fn both_databases_have_the_same_schema() {
    let (file, server) = (fresh_sqlite().await, fresh_postgres().await);
    let mut sqlite = sqlite_schema(&raw::sqlite(&file));
    let mut postgres = postgres_schema(&raw::postgres(&server).await).await;
    // Made by the program, not by a migration.
    assert!(
        sqlite.remove("schema_migration").is_some()
            && postgres.remove("schema_migration").is_some()
    );
    assert_eq!(
        sqlite.keys().collect::<Vec<_>>(),
        postgres.keys().collect::<Vec<_>>()
    );
    for (table, sentences) in &sqlite {
        let others = &postgres[table];
        let only_here: Vec<_> = sentences.difference(others).collect();
        let only_there: Vec<_> = others.difference(sentences).collect();
        assert!(
            only_here.is_empty() && only_there.is_empty(),
            "{table}: SQLite {only_here:?}, PostgreSQL {only_there:?}"
        );
    }
}

#[tokio::test]
async fn unique_indexes_are_named_by_their_columns() {
    // SQLite tells the columns and PostgreSQL the name; a program sees the same only if one follows from the other.
    let server = fresh_postgres().await;
    let found = raw::postgres(&server)
        .await
        .query(POSTGRES_INDEXES, &[])
        .await
        .expect("read");
    for row in found {
        let [table, name, columns] = [row.get::<_, &str>(0), row.get(1), row.get(5)];
        let expected = match (row.get(4), row.get(2)) {
            (true, _) => format!("{table}_pkey"),
            (_, true) => format!("{table}_{columns}_key"),
            _ => continue,
        };
        assert_eq!(
            name, expected,
            "a unique index is named by its table and columns"
        );
    }
}
