/** Version 12: runs that answer as one. */
export const twelfthSchema = `
CREATE TABLE ensemble (
  run_id INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  method TEXT NOT NULL CHECK (method IN ('chosen', 'bagging', 'boosting')),
  size INTEGER NOT NULL,
  fusion TEXT NOT NULL,
  -- Of boosting: the chance of each training image to be drawn for the next member, by its id.
  chances TEXT
) STRICT;

CREATE TABLE ensemble_member (
  ensemble_id INTEGER NOT NULL REFERENCES ensemble (run_id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  -- Without a cascade: a member is not removed while an ensemble relies on it.
  run_id INTEGER NOT NULL REFERENCES run (id),
  weight REAL NOT NULL CHECK (weight > 0),
  is_done INTEGER NOT NULL,
  PRIMARY KEY (ensemble_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX ensemble_member_run ON ensemble_member (run_id);
`
