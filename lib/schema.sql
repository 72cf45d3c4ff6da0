-- The whole store, always in its newest shape. Two kinds of table:
--   derived   what the mail says; rebuilt by re-indexing. Rows of mail that has left the mail
--             store stay, so a re-read replaces rows, it does not empty tables.
--   authored  what the user entered; migrated in one transaction, never dropped.
-- Instants are seconds since 1970 UTC. Enumerations and rules are the numbers of
-- lib/interaction.h. The large tables have their indexes in indexes.sql.
-- PRAGMA user_version is the version of this file, application_id is 'Cadn'.

-- derived ---------------------------------------------------------------------------------

-- How far the record reaches: one row.
CREATE TABLE scan (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  identity    TEXT NOT NULL,     -- path of the notmuch database this store belongs to
  uuid        TEXT NOT NULL,     -- of that database
  revision    INTEGER NOT NULL,  -- all up to here is recorded
  full_until  INTEGER,           -- a full read is under way; its end makes this `revision`
  generation  INTEGER NOT NULL,  -- raised by each full read; rows of an older one are re-read
  fingerprint TEXT NOT NULL,     -- of settings and rules (settings_fingerprint)
  indexed     INTEGER NOT NULL DEFAULT 0, -- are the indexes there? Made at the end of a first run
  settled     INTEGER NOT NULL DEFAULT 1, -- 0: rows were put since the totals were computed
  stamp       INTEGER            -- of the notmuch database, when its messages were counted
) STRICT;

-- Each message that was looked at. `date` and what follows are NULL for mail that gave nothing
-- and that no thread rule needs.
CREATE TABLE message (
  id         INTEGER PRIMARY KEY,
  hash       INTEGER NOT NULL,   -- first 8 bytes of SHA-256 of the Message-ID, big-endian
  files      INTEGER NOT NULL,   -- fingerprint of its files' names: another one, another read
  generation INTEGER NOT NULL,
  rule       INTEGER NOT NULL,
  author     INTEGER,            -- address.id of the first From:
  own        INTEGER,            -- 1: written by the user
  sole       INTEGER,            -- 1: From: names nobody but the author, or the user
  date       INTEGER,
  utc_offset INTEGER,            -- minutes east
  thread     INTEGER,            -- notmuch's thread id as a number
  recipients INTEGER,            -- in To: and Cc:
  unverified INTEGER,            -- 1: failed the authentication of the user's own server
  asks       INTEGER,            -- NULL: not yet asked; 1: it asks for an answer
  gone       INTEGER,            -- 1: it has left the mail store
  message_id TEXT
) STRICT;
CREATE INDEX message_gone ON message (hash) WHERE gone = 1;
CREATE INDEX message_in_thread ON message (thread) WHERE rule = 7;

-- Everybody met in the mail, with totals over `interaction` and `message`.
CREATE TABLE address (
  id        INTEGER PRIMARY KEY,
  email     TEXT NOT NULL UNIQUE, -- normalized
  name      TEXT NOT NULL,        -- of the newest message that had one; ties: greatest
  name_date INTEGER,              -- of that message
  name_generation INTEGER,        -- a newer one wins: a full read also renews the names
  list      INTEGER,              -- 1: named by a List-Post or List-Id
  n_in      INTEGER NOT NULL DEFAULT 0, -- direct
  n_out     INTEGER NOT NULL DEFAULT 0,
  n_cc      INTEGER NOT NULL DEFAULT 0,
  n_group   INTEGER NOT NULL DEFAULT 0,
  n_meeting INTEGER NOT NULL DEFAULT 0,
  n_other   INTEGER NOT NULL DEFAULT 0,
  n_bulk    INTEGER NOT NULL DEFAULT 0, -- the next three, and RULE_IN_THREAD that count not
  n_bounce    INTEGER NOT NULL DEFAULT 0, -- rows of `message` with that rule, kept up with them
  n_automatic INTEGER NOT NULL DEFAULT 0,
  n_marked    INTEGER NOT NULL DEFAULT 0, -- RULE_BULK
  first     INTEGER,
  last      INTEGER
) STRICT;
-- Who is known by name only, as "linkedin:ada lovelace".
CREATE INDEX address_named ON address (substr(email, instr(email, ':') + 1))
  WHERE instr(email, '@') = 0;

-- In the order in which messages were put, so that a first run appends; the history of an
-- address is a range of its index. The key's columns stand in its order: SQLite's
-- integrity_check takes others for NULL.
CREATE TABLE interaction (
  message   INTEGER NOT NULL,
  address   INTEGER NOT NULL,
  meeting   INTEGER NOT NULL DEFAULT 0, -- its uid: the message set it; 0: it is a letter
  date      INTEGER NOT NULL,  -- of the message; of a meeting its end
  direction INTEGER NOT NULL,
  role      INTEGER NOT NULL,
  channel   INTEGER NOT NULL,
  rule      INTEGER NOT NULL,
  counts    INTEGER NOT NULL,  -- RULE_IN_THREAD: only while the user wrote in that thread
  PRIMARY KEY (message, address, meeting, date)
) STRICT, WITHOUT ROWID;
CREATE INDEX interaction_by_meeting ON interaction (meeting) WHERE meeting <> 0;

-- What calendar mail says of meetings that concern the user: lib/meeting.h, whose numbers
-- these are. People are of `address`, 0 the user, -1 nobody.
CREATE TABLE invitation (
  message   INTEGER NOT NULL,
  n         INTEGER NOT NULL,  -- of the events in that mail
  uid       INTEGER NOT NULL,  -- of its UID, as message.hash of a Message-ID
  method    INTEGER NOT NULL,
  instance  INTEGER,
  sequence  INTEGER NOT NULL,
  stamp     INTEGER NOT NULL,
  start     INTEGER,
  length    INTEGER NOT NULL,
  starts    BLOB,              -- of a series: instants of 8 bytes, as this machine has them
  sender    INTEGER NOT NULL,  -- -1 also for a mail that cannot be believed
  organizer INTEGER NOT NULL,
  PRIMARY KEY (message, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_by_uid ON invitation (uid);

CREATE TABLE guest (
  message   INTEGER NOT NULL,
  n         INTEGER NOT NULL,
  who       INTEGER NOT NULL,
  answer    INTEGER NOT NULL,
  PRIMARY KEY (message, n, who)
) STRICT, WITHOUT ROWID;

-- When the interactions that a meeting gives change by time alone.
CREATE TABLE meeting (
  uid       INTEGER PRIMARY KEY,
  due       INTEGER,           -- the next end of what is planned
  counted   INTEGER,           -- the newest end that is an interaction, or start of what was
                               -- asked: before it things were different
  asked     INTEGER,           -- message.id of an invitation that the user has not answered
  asker     INTEGER,           -- address.id of who sent it
  start     INTEGER            -- when it would begin: until then an answer makes sense
) STRICT;
CREATE INDEX meeting_by_due ON meeting (due);
CREATE INDEX meeting_by_counted ON meeting (counted);
CREATE INDEX meeting_asked ON meeting (start) WHERE asked IS NOT NULL;

-- Messages whose calendar is being read just now: one that is there when a run begins has
-- killed the one before, and is not read again.
CREATE TABLE reading (
  hash      INTEGER PRIMARY KEY -- as message.hash
) STRICT;

-- What delivery reports say: mail to `email` came back. Said is not proved: it counts while
-- `original` is a letter of the user's own to that address and no mail came from it since.
CREATE TABLE bounce (
  message  INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE,  -- the report
  email    TEXT NOT NULL,     -- normalized
  original INTEGER NOT NULL,  -- message.hash of what came back
  PRIMARY KEY (message, email)
) STRICT, WITHOUT ROWID;
CREATE INDEX bounce_by_email ON bounce (email);

-- Authors of sent mail that are none of the user's addresses, and whether that was told.
CREATE TABLE sent_as (
  email TEXT PRIMARY KEY,
  n     INTEGER NOT NULL,
  told  INTEGER NOT NULL
) STRICT;

-- Holidays, read from iCalendar files: each with its date in the year of the run and the one
-- after.
CREATE TABLE holiday (
  place TEXT NOT NULL,         -- "country-de", "language-ru": whose it is
  day   INTEGER NOT NULL,      -- as when_day()
  name  TEXT NOT NULL,
  PRIMARY KEY (place, day, name)
) STRICT, WITHOUT ROWID;

-- What the table above was made from: one row.
CREATE TABLE holiday_source (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  fingerprint TEXT NOT NULL    -- of the files and the year
) STRICT;

-- The clocks of each contact (lib/clock.h): a row is made with the contact. Those with dirty = 1
-- are computed by the next refresh.
CREATE TABLE clock (
  contact    INTEGER PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE,
  dirty      INTEGER NOT NULL,
  first      INTEGER,
  last       INTEGER,
  last_in    INTEGER,
  last_out   INTEGER,
  last_in_message  INTEGER,
  last_out_message INTEGER,
  rhythm_days      REAL,
  rhythm_gaps      INTEGER,
  pace_days        REAL,
  pace_span        INTEGER,
  utc_offset       INTEGER,
  usual_hour       INTEGER,
  owed_since       INTEGER,
  owed_message     INTEGER,
  awaiting_since   INTEGER,
  awaiting_message INTEGER,
  strength   REAL,
  reply_theirs     REAL,          -- 90th percentiles of reply_time, in hours, and how many
  n_theirs         INTEGER,
  reply_mine       REAL,
  n_mine           INTEGER,
  n_in       INTEGER, n_out INTEGER, n_cc INTEGER,
  n_group    INTEGER, n_meeting INTEGER, n_other INTEGER
) STRICT;
CREATE INDEX clock_dirty ON clock (contact) WHERE dirty = 1;

-- Reply times of contacts: one row an answer.
CREATE TABLE reply_time (
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  theirs  INTEGER NOT NULL,  -- 1: theirs to the user, 0: the user's to them
  hours   REAL NOT NULL,     -- without weekends
  n       INTEGER NOT NULL,  -- number within (contact, theirs), ascending by hours
  PRIMARY KEY (contact, theirs, n)
) STRICT, WITHOUT ROWID;

-- 90th percentiles over all of reply_time: two rows, once there is any pair.
CREATE TABLE reply_global (
  theirs INTEGER PRIMARY KEY,
  hours  REAL NOT NULL,
  n      INTEGER NOT NULL
) STRICT;

-- authored --------------------------------------------------------------------------------

CREATE TABLE class (
  name    TEXT PRIMARY KEY,
  cadence TEXT NOT NULL,          -- as when_format_interval() writes it
  policy  TEXT NOT NULL DEFAULT 'any' CHECK (policy IN ('any', 'sent', 'received', 'exchange')),
  weight  REAL NOT NULL DEFAULT 1,
  booking TEXT,                   -- a link where they may choose a time, for drafts
  bcc     TEXT                    -- an address that gets a copy of each letter, for drafts
) STRICT;

INSERT INTO class (name, cadence, weight) VALUES
  ('key', '2w', 1.5), ('potential', '3w', 1.2), ('partner', '3m', 1), ('acquaintance', '3m', 0.8);

CREATE TABLE contact (
  id             INTEGER PRIMARY KEY,
  slug           TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL,
  class          TEXT NOT NULL REFERENCES class(name) ON UPDATE CASCADE,
  cadence        TEXT,            -- NULL: that of the class
  created        INTEGER NOT NULL,
  paused         INTEGER,         -- since
  snoozed_until  INTEGER,
  do_not_contact INTEGER,         -- since
  deceased       INTEGER,         -- since the user said so
  fresh          INTEGER,         -- a fresh start: nothing before this is counted as silence
  country        TEXT,            -- "de"; NULL: as their addresses have it
  language       TEXT             -- "de"; NULL: as their letters have it
) STRICT;

CREATE TRIGGER met AFTER INSERT ON contact BEGIN
  INSERT INTO clock (contact, dirty) VALUES (new.id, 1) ON CONFLICT (contact) DO NOTHING;
END;

CREATE TABLE contact_address (
  email   TEXT PRIMARY KEY,       -- normalized
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  n       INTEGER NOT NULL        -- order within the contact
) STRICT;
CREATE INDEX contact_address_by_contact ON contact_address (contact, n);

CREATE TABLE note (
  id      INTEGER PRIMARY KEY,
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  date    INTEGER NOT NULL,
  text    TEXT NOT NULL
) STRICT;
CREATE INDEX note_by_contact ON note (contact);

CREATE TABLE topic (
  id      INTEGER PRIMARY KEY,
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  date    INTEGER NOT NULL,
  text    TEXT NOT NULL
) STRICT;
CREATE INDEX topic_by_contact ON topic (contact);

CREATE TABLE logged (
  id         INTEGER PRIMARY KEY,
  contact    INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  date       INTEGER NOT NULL,
  utc_offset INTEGER NOT NULL,
  direction  INTEGER NOT NULL,
  channel    INTEGER NOT NULL,
  text       TEXT NOT NULL
) STRICT;
CREATE INDEX logged_by_contact ON logged (contact, date);

-- Birthdays and the like; `year` NULL: not known.
CREATE TABLE occasion (
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  kind    TEXT NOT NULL CHECK (kind IN ('birthday', 'anniversary')),
  year    INTEGER,
  month   INTEGER NOT NULL,
  day     INTEGER NOT NULL,
  PRIMARY KEY (contact, kind)
) STRICT, WITHOUT ROWID;

-- What the user wants to be reminded of. It stands until they write to them after `date`.
CREATE TABLE reminder (
  id           INTEGER PRIMARY KEY,
  contact      INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  created      INTEGER NOT NULL,
  date         INTEGER NOT NULL,
  until_answer INTEGER NOT NULL,  -- 1: a letter of theirs after `created` cancels it
  text         TEXT NOT NULL      -- may be ''
) STRICT;
CREATE INDEX reminder_by_contact ON reminder (contact, date);

-- Reasons that are not to be named until they change: all that began by `since`.
CREATE TABLE dismissed (
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  reason  TEXT NOT NULL,          -- as reason_name() has it, or 'cadence' of a proposal
  since   INTEGER NOT NULL,       -- of 'cadence': the days that were proposed
  PRIMARY KEY (contact, reason)
) STRICT, WITHOUT ROWID;

-- Drafts that were put into the drafts folder and may still be there; not exported.
CREATE TABLE draft (
  message_id TEXT PRIMARY KEY,    -- as notmuch calls it
  contact    INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  saved      INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_by_contact ON draft (contact);

-- Never proposed, never a contact.
CREATE TABLE ignored (
  email TEXT PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT;

-- Forgotten people: only a hash of the address, so that nothing of them is recorded again.
CREATE TABLE forgotten (
  hash BLOB PRIMARY KEY  -- SHA-256 of the normalized address
) STRICT;

-- Pairs of addresses that are not one person, whatever they look like: email < other.
CREATE TABLE apart (
  email TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (email, other)
) STRICT, WITHOUT ROWID;

-- The last changes to the tables above, for taking them back; not exported.
CREATE TABLE undo (
  id      INTEGER PRIMARY KEY,
  date    INTEGER NOT NULL,
  what    TEXT NOT NULL,         -- "pause ada-lovelace"
  changes BLOB NOT NULL          -- a changeset of SQLite's: its inverse takes it back
) STRICT;

-- The tags that the filter put: it takes back only these. Written ahead: `pending` rows are
-- settled by asking notmuch.
CREATE TABLE tag (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE tagged (
  hash    INTEGER NOT NULL,  -- as message.hash
  tag     INTEGER NOT NULL REFERENCES tag(id),
  pending INTEGER NOT NULL,  -- 1: being added, -1: being removed, 0: done
  PRIMARY KEY (hash, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX tagged_pending ON tagged (pending) WHERE pending <> 0;

-- Addresses that were tracked, untracked or moved to another class since the filter last looked:
-- noted as it happens, so that it need not compare them all. A number is never used again.
CREATE TABLE tag_change (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL
) STRICT;
CREATE TRIGGER tracked AFTER INSERT ON contact_address BEGIN
  INSERT INTO tag_change (email) VALUES (new.email);
END;
CREATE TRIGGER untracked AFTER DELETE ON contact_address BEGIN
  INSERT INTO tag_change (email) VALUES (old.email);
END;
CREATE TRIGGER moved AFTER UPDATE OF email, contact ON contact_address BEGIN
  INSERT INTO tag_change (email) VALUES (old.email), (new.email);
END;
CREATE TRIGGER reclassed AFTER UPDATE OF class ON contact WHEN old.class <> new.class BEGIN
  INSERT INTO tag_change (email) SELECT email FROM contact_address WHERE contact = new.id;
END;

-- What the filter last tagged by: the settings, and how far.
CREATE TABLE tagged_until (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  uuid        TEXT NOT NULL,
  revision    INTEGER NOT NULL,
  fingerprint TEXT NOT NULL
) STRICT;
