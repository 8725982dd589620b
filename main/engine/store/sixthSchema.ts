/** Version 6: images whose part a person fixed, and how images look, to find near copies. */
export const sixthSchema = `
ALTER TABLE image ADD COLUMN is_split_locked INTEGER NOT NULL DEFAULT 0;

-- Can be computed again at any time; not part of the history.
CREATE TABLE image_likeness (
  image_id INTEGER PRIMARY KEY REFERENCES image (id),
  -- The time of the file that was looked at: a newer one is looked at again.
  modified_at INTEGER,
  hash TEXT NOT NULL,
  color INTEGER NOT NULL
) STRICT;
`
