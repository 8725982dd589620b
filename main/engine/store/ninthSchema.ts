/** Version 9: boxes that models propose, and what tells which images to label next. */
export const ninthSchema = `
CREATE TABLE proposal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  image_id INTEGER NOT NULL REFERENCES image (id),
  category_id INTEGER NOT NULL REFERENCES category (id),
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  x2 REAL NOT NULL,
  y2 REAL NOT NULL,
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  model TEXT NOT NULL,
  run_id INTEGER,
  state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'rejected')),
  annotation_id INTEGER,
  proposed_at INTEGER NOT NULL,
  CHECK (x1 < x2 AND y1 < y2),
  CHECK ((state = 'accepted') = (annotation_id IS NOT NULL))
) STRICT;
CREATE INDEX proposal_image ON proposal (image_id);
CREATE INDEX proposal_open ON proposal (image_id) WHERE state = 'open';
CREATE INDEX proposal_category ON proposal (category_id);
CREATE INDEX proposal_annotation ON proposal (annotation_id) WHERE annotation_id IS NOT NULL;

-- Both can be computed again at any time; not part of the history.
CREATE TABLE image_features (
  image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
  -- The time of the file that was looked at: a newer one is looked at again.
  modified_at INTEGER,
  features BLOB NOT NULL
) STRICT;

CREATE TABLE image_rank (
  image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
  uncertainty REAL,
  unsure TEXT,
  difference REAL,
  -- Place in the order by difference, from 1.
  difference_place INTEGER
) STRICT;
CREATE INDEX image_rank_uncertainty ON image_rank (uncertainty);
`
