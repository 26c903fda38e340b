"""The tables of the two databases.

The catalog is the memory: small, precious, never made again from anything else. The cache can be thrown away.
Times are integers: seconds since 1970 in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping

CATALOG_VERSION = 3
CACHE_VERSION = 22
NAMES = """
-- By what a document is known again: kind is 'id', 'url' or 'text'. Copies share names.
CREATE TABLE name (kind TEXT, key TEXT, id TEXT, PRIMARY KEY (kind, key, id)) WITHOUT ROWID;
CREATE INDEX name_id ON name (id);
"""
FORGOTTEN = "CREATE INDEX item_forgotten ON item (id) WHERE state = 'forgotten';\n"
FOLDER = """
-- The folders of the corpus, with the keys of their lists: no two ever share one.
CREATE TABLE folder (path TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE) WITHOUT ROWID;
"""
MIGRATIONS: Mapping[int, str] = {
    1: f"""
ALTER TABLE name RENAME TO former;
DROP INDEX name_id;
{NAMES}
INSERT INTO name SELECT * FROM former;
DROP TABLE former;
""",  # noqa: S608 - ours
    2: FORGOTTEN + FOLDER,
}
"""The SQL that makes a catalog of the version that is the key one of the next. The cache is made anew instead."""

CATALOG = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row for each document unit that ever was in the corpus. `merged_into` names the item it is published as.
CREATE TABLE item (
    id TEXT PRIMARY KEY,
    seq INTEGER,                        -- order of first publication, NULL until then
    seed TEXT NOT NULL,                 -- what the id was minted from
    slug TEXT NOT NULL,
    asked TEXT NOT NULL,                -- the slug that the document asks for, '' where none
    path TEXT NOT NULL,
    part TEXT NOT NULL,
    title TEXT NOT NULL,
    first_seen INTEGER NOT NULL,        -- clock of the build that first saw it
    published INTEGER NOT NULL,         -- pinned
    explicit INTEGER,                   -- the date the document states, NULL where none
    updated INTEGER NOT NULL,
    bytes_digest TEXT NOT NULL,
    text_digest TEXT NOT NULL,
    sketch BLOB NOT NULL,
    shingles INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('live', 'merged', 'gone', 'forgotten')),
    merged_into TEXT NOT NULL DEFAULT '',
    gone_at INTEGER,
    coverage TEXT NOT NULL DEFAULT '',  -- '' waiting, 'before-first', 'excluded', or the id of an edition
    queue INTEGER,                      -- its place among those that wait for an archive
    archive INTEGER                     -- number of the closed archive that holds it
);
CREATE UNIQUE INDEX item_seq ON item (seq);
CREATE INDEX item_path ON item (path, part);
CREATE INDEX item_updated ON item (updated);
CREATE INDEX item_gone ON item (gone_at) WHERE gone_at IS NOT NULL;
CREATE INDEX item_merged ON item (merged_into) WHERE merged_into <> '';
CREATE INDEX item_waiting ON item (published) WHERE coverage = '' AND state = 'live';
CREATE INDEX item_open ON item (queue) WHERE archive IS NULL AND state = 'live';
{FORGOTTEN}
{NAMES}
-- The slugs that items have or had, and the aliases, which start with a slash: where a page is, or leads to it.
CREATE TABLE slug (slug TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX slug_id ON slug (id);
{FOLDER}
CREATE TABLE archive (
    number INTEGER PRIMARY KEY, closed INTEGER NOT NULL, items INTEGER NOT NULL, digests TEXT NOT NULL
);

CREATE TABLE edition (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, frozen INTEGER NOT NULL, subject TEXT NOT NULL,
    items INTEGER NOT NULL, digests TEXT NOT NULL, intro_digest TEXT NOT NULL
) WITHOUT ROWID;

-- Teasers that an edition has listed, by normalized title: each in at most one edition.
CREATE TABLE teaser (title TEXT PRIMARY KEY, edition TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE run (job TEXT PRIMARY KEY, started INTEGER NOT NULL, finished INTEGER, exit_code INTEGER) WITHOUT ROWID;

CREATE TABLE problem (text TEXT PRIMARY KEY) WITHOUT ROWID;

-- The files that are ours, by output folder: nothing else is ever removed.
CREATE TABLE manifest (folder TEXT, path TEXT, PRIMARY KEY (folder, path)) WITHOUT ROWID;
"""

CACHE = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE file (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, inode INTEGER NOT NULL,
    digest TEXT NOT NULL, units INTEGER NOT NULL, problems TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX file_mtime ON file (mtime_ns);
CREATE INDEX file_problems ON file (path) WHERE problems <> '[]';
CREATE INDEX file_passed_over ON file (path) WHERE units = -1;

-- The manuscripts, one row for each document unit, in the order in which they came.
CREATE TABLE unit (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL, part TEXT NOT NULL, id TEXT NOT NULL DEFAULT '',
    item TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL, bytes_digest TEXT NOT NULL, title TEXT NOT NULL, text_digest TEXT NOT NULL,
    shingles INTEGER NOT NULL, sketch BLOB NOT NULL, manuscript BLOB NOT NULL,
    skip TEXT NOT NULL DEFAULT '',      -- why it is not published: 'draft', 'held', 'expired', 'forgotten'
    held_until INTEGER NOT NULL DEFAULT 0,
    shown_until INTEGER NOT NULL,       -- when it is taken back, 0 for never
    votes TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL, facts TEXT NOT NULL  -- digests of what it was made from, '' where nobody compares them
);
CREATE UNIQUE INDEX unit_path ON unit (path, part);
CREATE INDEX unit_id ON unit (id);
CREATE INDEX unit_item ON unit (item);
CREATE INDEX unit_text ON unit (text_digest);
CREATE INDEX unit_skip ON unit (skip) WHERE skip <> '';
CREATE INDEX unit_end ON unit (shown_until) WHERE shown_until > 0;
CREATE INDEX unit_copy ON unit (item) WHERE item <> id AND item <> '' AND skip = '';

CREATE TABLE anchor (hash INTEGER, number INTEGER, PRIMARY KEY (hash, number)) WITHOUT ROWID;
CREATE TABLE vote (folder TEXT, key TEXT, count INTEGER NOT NULL, PRIMARY KEY (folder, key)) WITHOUT ROWID;
-- What units refer to: paths in the corpus; with a slash before them, the aliases that they state.
CREATE TABLE reference (target TEXT, number INTEGER, PRIMARY KEY (target, number)) WITHOUT ROWID;
CREATE INDEX reference_number ON reference (number);

-- The items as lists show them, and the lists they are in ('year', 'tag', 'author', 'folder', 'language', 'all').
CREATE TABLE card (
    id TEXT PRIMARY KEY, published INTEGER NOT NULL,
    digest TEXT NOT NULL,               -- of all that is published of the item
    face TEXT NOT NULL,                 -- of what lists show of it
    size INTEGER NOT NULL, card BLOB NOT NULL, problems TEXT NOT NULL,
    headline TEXT NOT NULL              -- its title as teasers of it are known by
) WITHOUT ROWID;
CREATE INDEX card_headline ON card (headline);
CREATE INDEX card_problems ON card (id) WHERE problems <> '[]';
CREATE TABLE listing (
    kind TEXT, key TEXT, published INTEGER, id TEXT, PRIMARY KEY (kind, key, published, id)
) WITHOUT ROWID;
CREATE INDEX listing_id ON listing (id);
CREATE TABLE tally (kind TEXT, key TEXT, count INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;

-- Documents that another item's document is in conflict with: its problems are looked into again where one changes.
CREATE TABLE rival (path TEXT, id TEXT, PRIMARY KEY (path, id)) WITHOUT ROWID;
CREATE INDEX rival_id ON rival (id);

CREATE TABLE output (folder TEXT, path TEXT, digest TEXT NOT NULL, PRIMARY KEY (folder, path)) WITHOUT ROWID;
"""
