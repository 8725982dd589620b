/** Version 11: labellings kept apart from the project's labels, to be compared with them. */
export const eleventhSchema = `
CREATE TABLE labelling (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- 'control': labels that were right and are hidden until their images are labelled anew. 'second': somebody else's.
  kind TEXT NOT NULL CHECK (kind IN ('control', 'second')),
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE compared_image (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  labelling_id INTEGER NOT NULL REFERENCES labelling (id),
  image_id INTEGER NOT NULL REFERENCES image (id),
  -- What was decided about a hidden image before: it comes back with its labels.
  review TEXT CHECK (review IN ('verified', 'rejected')),
  note TEXT NOT NULL DEFAULT '',
  -- Whose labels the project keeps; null while nobody has decided.
  verdict TEXT CHECK (verdict IN ('labelling', 'project')),
  decided_at INTEGER,
  UNIQUE (labelling_id, image_id),
  CHECK ((verdict IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX compared_image_image ON compared_image (image_id);
CREATE INDEX compared_image_open ON compared_image (labelling_id) WHERE verdict IS NULL;

CREATE TABLE kept_box (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  compared_id INTEGER NOT NULL REFERENCES compared_image (id),
  image_id INTEGER NOT NULL REFERENCES image (id),
  -- Of the labelling, or the project's as it was when somebody decided.
  side TEXT NOT NULL CHECK (side IN ('labelling', 'project')),
  category_id INTEGER REFERENCES category (id),
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  x2 REAL NOT NULL,
  y2 REAL NOT NULL,
  is_ignored INTEGER NOT NULL DEFAULT 0,
  -- JSON of the other columns of its annotation, so that it can come back as it was.
  content TEXT NOT NULL,
  CHECK (category_id IS NOT NULL OR is_ignored = 1),
  CHECK (x1 < x2 AND y1 < y2)
) STRICT;
CREATE INDEX kept_box_compared ON kept_box (compared_id);
CREATE INDEX kept_box_category ON kept_box (category_id);
`
