-- Indexes of the large derived tables. Made at the end of a first run: rows are then appended,
-- not inserted in the middle of trees, which is what would slow a first run down as it grows.
CREATE INDEX IF NOT EXISTS message_by_hash ON message (hash);
CREATE INDEX IF NOT EXISTS message_own ON message (thread) WHERE own = 1;
CREATE INDEX IF NOT EXISTS interaction_by_address ON interaction (address, date);
