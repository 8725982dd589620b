/** Version 8: folds of a cross-validation, and what people decided about suspects. */
export const eighthSchema = `
CREATE TABLE fold (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  image_ids TEXT NOT NULL,
  done_at INTEGER,
  PRIMARY KEY (run_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  verdict TEXT NOT NULL,
  -- Boxes by number, without a reference: a decision may outlive its label.
  annotation_id INTEGER,
  other_id INTEGER,
  label TEXT,
  word TEXT,
  decided_at INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_image ON decision (image_id);
`
