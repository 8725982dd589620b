/** Version 10: searches over training settings, and their trials. */
export const tenthSchema = `
CREATE TABLE search (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id INTEGER NOT NULL REFERENCES job (id),
  settings TEXT NOT NULL,
  plan TEXT NOT NULL,
  label_hash TEXT NOT NULL,
  seconds_used REAL NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT
) STRICT;

CREATE TABLE trial (
  search_id INTEGER NOT NULL REFERENCES search (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  "values" TEXT NOT NULL,
  run_id INTEGER UNIQUE REFERENCES run (id) ON DELETE SET NULL,
  state TEXT NOT NULL DEFAULT 'open',
  rungs_done INTEGER NOT NULL DEFAULT 0,
  score REAL,
  error TEXT,
  PRIMARY KEY (search_id, number)
) STRICT, WITHOUT ROWID;
`
