/** Version 1 of the project file. What the columns mean is told in docs/project-file.md. */
export const firstSchema = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE root (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE image (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  root_id INTEGER NOT NULL REFERENCES root (id),
  path TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  raw_width INTEGER,
  raw_height INTEGER,
  orientation INTEGER NOT NULL DEFAULT 1 CHECK (orientation BETWEEN 1 AND 8),
  width INTEGER,
  height INTEGER,
  bytes INTEGER,
  modified_at INTEGER,
  content_hash TEXT,
  review TEXT CHECK (review IN ('verified', 'rejected')),
  split TEXT CHECK (split IN ('train', 'val', 'test')),
  group_key TEXT,
  note TEXT NOT NULL DEFAULT '',
  error TEXT,
  annotation_count INTEGER NOT NULL DEFAULT 0,
  UNIQUE (root_id, path)
) STRICT;
CREATE INDEX image_order ON image (root_id, sort_key);

CREATE TABLE category (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  color TEXT NOT NULL,
  hotkey TEXT,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE annotation (
  id INTEGER PRIMARY KEY,
  image_id INTEGER NOT NULL REFERENCES image (id),
  category_id INTEGER REFERENCES category (id),
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  x2 REAL NOT NULL,
  y2 REAL NOT NULL,
  difficult INTEGER NOT NULL DEFAULT 0,
  truncated REAL CHECK (truncated BETWEEN 0 AND 1),
  occluded INTEGER CHECK (occluded BETWEEN 0 AND 3),
  is_ignored INTEGER NOT NULL DEFAULT 0,
  origin TEXT NOT NULL CHECK (origin IN ('human', 'import', 'model')),
  score REAL,
  extras TEXT,
  note TEXT NOT NULL DEFAULT '',
  updated_at INTEGER NOT NULL,
  CHECK (category_id IS NOT NULL OR is_ignored = 1),
  CHECK (x1 < x2 AND y1 < y2)
) STRICT;
CREATE INDEX annotation_image ON annotation (image_id);
CREATE INDEX annotation_category ON annotation (category_id);

-- The count belongs to the image row, so that lists of 100,000 images need no join.
CREATE TRIGGER annotation_added AFTER INSERT ON annotation BEGIN
  UPDATE image SET annotation_count = annotation_count + 1 WHERE id = new.image_id;
END;
CREATE TRIGGER annotation_removed AFTER DELETE ON annotation BEGIN
  UPDATE image SET annotation_count = annotation_count - 1 WHERE id = old.image_id;
END;

CREATE TABLE edit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  image_id INTEGER REFERENCES image (id),
  created_at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE INDEX edit_image ON edit (image_id, id);

CREATE TABLE edit_change (
  edit_id INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('insert', 'delete', 'update')),
  content TEXT,
  PRIMARY KEY (edit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
  params TEXT NOT NULL,
  progress TEXT NOT NULL,
  result TEXT,
  error TEXT,
  pid INTEGER,
  heartbeat_at INTEGER,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id INTEGER NOT NULL REFERENCES job (id),
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  categories TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  device TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  best_epoch INTEGER,
  best_ap REAL,
  best_ap50 REAL,
  end_reason TEXT
) STRICT;

CREATE TABLE epoch (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  epoch INTEGER NOT NULL,
  losses TEXT NOT NULL,
  learning_rate REAL NOT NULL,
  ap REAL,
  ap50 REAL,
  seconds REAL NOT NULL,
  images_per_second REAL NOT NULL,
  PRIMARY KEY (run_id, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  split TEXT NOT NULL,
  image_ids TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE detection (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  evaluation_id INTEGER NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL REFERENCES image (id),
  category_id INTEGER NOT NULL,
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  x2 REAL NOT NULL,
  y2 REAL NOT NULL,
  score REAL NOT NULL,
  probabilities BLOB NOT NULL
) STRICT;
CREATE INDEX detection_evaluation ON detection (evaluation_id);
`
