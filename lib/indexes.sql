-- Indexes of the derived tables. Made at the end of a first run: rows are then appended, not
-- inserted in the middle of trees, which is what would slow a first run down as it grows.
-- The numbers of rules are those of lib/interaction.h.
CREATE INDEX IF NOT EXISTS message_by_hash ON message (hash);
CREATE INDEX IF NOT EXISTS message_gone ON message (hash) WHERE gone = 1;
CREATE INDEX IF NOT EXISTS message_own ON message (thread) WHERE own = 1;
CREATE INDEX IF NOT EXISTS message_in_thread ON message (thread) WHERE rule = 7;
CREATE INDEX IF NOT EXISTS message_bulk ON message (author) WHERE rule IN (3, 4, 5);
-- Who is known by name only, as "linkedin:ada lovelace".
CREATE INDEX IF NOT EXISTS address_named ON address (substr(email, instr(email, ':') + 1))
  WHERE instr(email, '@') = 0;
CREATE INDEX IF NOT EXISTS bounce_by_email ON bounce (email);
CREATE INDEX IF NOT EXISTS interaction_by_address ON interaction (address, date);
CREATE INDEX IF NOT EXISTS interaction_by_meeting ON interaction (meeting) WHERE meeting <> 0;
CREATE INDEX IF NOT EXISTS invitation_by_uid ON invitation (uid);
CREATE INDEX IF NOT EXISTS meeting_by_due ON meeting (due);
CREATE INDEX IF NOT EXISTS meeting_by_counted ON meeting (counted);
CREATE INDEX IF NOT EXISTS meeting_asked ON meeting (start) WHERE asked IS NOT NULL;
