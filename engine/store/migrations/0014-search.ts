import type { Migration } from './index.ts'

/**
 * By what cases are found: names, postcodes, telephone numbers and e-mail addresses as terms, and what people said as full
 * text. All of it follows from people and facts; a case without a row in `case_search` has yet to be read for it.
 */
export const search: Migration = (dialect) => [
  `create table case_terms (
    case_id text not null references cases (id),
    kind text not null,
    term text${dialect === 'sqlite' ? '' : ' collate "C"'} not null,
    primary key (kind, term, case_id)
  )`,
  `create index case_terms_case on case_terms (case_id)`,
  ...(dialect === 'sqlite' ? SQLITE : POSTGRESQL),
  `create index cases_received on cases (received_on, id)`,
  `create index cases_outcome on cases (outcome, received_on, id)`,
]

const SQLITE = [
  `create table case_search (n integer primary key, case_id text not null unique references cases (id), content text not null)`,
  `create virtual table case_text using fts5 (content, content = 'case_search', content_rowid = 'n', tokenize = 'porter unicode61 remove_diacritics 2', prefix = '3')`,
  `create trigger case_search_added after insert on case_search begin
    insert into case_text (rowid, content) values (new.n, new.content);
  end`,
  `create trigger case_search_changed after update on case_search begin
    insert into case_text (case_text, rowid, content) values ('delete', old.n, old.content);
    insert into case_text (rowid, content) values (new.n, new.content);
  end`,
  `create trigger case_search_gone after delete on case_search begin
    insert into case_text (case_text, rowid, content) values ('delete', old.n, old.content);
  end`,
  // Follows from the state, so that nobody has to keep it
  `alter table cases add column outcome text generated always as (json_extract(state, '$.outcome')) virtual`,
]

/** `content` comes without accents there: PostgreSQL's own way to take them out may not stand in a generated column. */
const POSTGRESQL = [
  `create table case_search (
    case_id text not null primary key references cases (id),
    content text not null,
    words tsvector generated always as (to_tsvector('english', translate(lower(content), 'àáâãäåèéêëìíîïòóôõöøùúûüýÿñçšžćčđłńśźż', 'aaaaaaeeeeiiiioooooouuuuyyncszccdlnszz'))) stored
  )`,
  `create index case_search_words on case_search using gin (words)`,
  `alter table cases add column outcome text generated always as (state::json ->> 'outcome') stored`,
]
