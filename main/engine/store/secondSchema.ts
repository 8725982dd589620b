/**
 * Version 2: drawing order and locks, images changed after their review, counts kept by the tables themselves, who made a
 * step and which images it touched, what the rule checks found.
 */
const columns = `
ALTER TABLE annotation ADD COLUMN z INTEGER NOT NULL DEFAULT 0;
ALTER TABLE annotation ADD COLUMN is_locked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE image ADD COLUMN is_changed_since_review INTEGER NOT NULL DEFAULT 0;
`

/** Counts that the window asks for after every edit are kept up to date, since counting 1,000,000 boxes takes too long. */
const counts = `
ALTER TABLE category ADD COLUMN annotation_count INTEGER NOT NULL DEFAULT 0;
UPDATE category SET annotation_count = (SELECT count(*) FROM annotation WHERE category_id = category.id);
CREATE TRIGGER category_gains AFTER INSERT ON annotation WHEN new.category_id IS NOT NULL BEGIN
  UPDATE category SET annotation_count = annotation_count + 1 WHERE id = new.category_id;
END;
CREATE TRIGGER category_loses AFTER DELETE ON annotation WHEN old.category_id IS NOT NULL BEGIN
  UPDATE category SET annotation_count = annotation_count - 1 WHERE id = old.category_id;
END;
CREATE TRIGGER category_moves AFTER UPDATE OF category_id ON annotation WHEN old.category_id IS NOT new.category_id BEGIN
  UPDATE category SET annotation_count = annotation_count - 1 WHERE id = old.category_id;
  UPDATE category SET annotation_count = annotation_count + 1 WHERE id = new.category_id;
END;

ALTER TABLE root ADD COLUMN image_count INTEGER NOT NULL DEFAULT 0;
UPDATE root SET image_count = (SELECT count(*) FROM image WHERE root_id = root.id);
CREATE TRIGGER root_gains AFTER INSERT ON image BEGIN
  UPDATE root SET image_count = image_count + 1 WHERE id = new.root_id;
END;

CREATE TABLE image_count (
  review TEXT NOT NULL,
  split TEXT NOT NULL,
  has_boxes INTEGER NOT NULL,
  is_broken INTEGER NOT NULL,
  images INTEGER NOT NULL,
  boxes INTEGER NOT NULL,
  PRIMARY KEY (review, split, has_boxes, is_broken)
) STRICT, WITHOUT ROWID;
INSERT INTO image_count
  SELECT coalesce(review, ''), coalesce(split, ''), annotation_count > 0, error IS NOT NULL, count(*), sum(annotation_count)
  FROM image GROUP BY 1, 2, 3, 4;
CREATE TRIGGER image_joins AFTER INSERT ON image BEGIN
  INSERT INTO image_count VALUES
    (coalesce(new.review, ''), coalesce(new.split, ''), new.annotation_count > 0, new.error IS NOT NULL, 1, new.annotation_count)
    ON CONFLICT DO UPDATE SET images = images + 1, boxes = boxes + excluded.boxes;
END;
CREATE TRIGGER image_moves AFTER UPDATE OF review, split, annotation_count, error ON image BEGIN
  UPDATE image_count SET images = images - 1, boxes = boxes - old.annotation_count
    WHERE review = coalesce(old.review, '') AND split = coalesce(old.split, '')
    AND has_boxes = (old.annotation_count > 0) AND is_broken = (old.error IS NOT NULL);
  INSERT INTO image_count VALUES
    (coalesce(new.review, ''), coalesce(new.split, ''), new.annotation_count > 0, new.error IS NOT NULL, 1, new.annotation_count)
    ON CONFLICT DO UPDATE SET images = images + 1, boxes = boxes + excluded.boxes;
END;
`

const history = `
ALTER TABLE edit ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE edit ADD COLUMN change_count INTEGER NOT NULL DEFAULT 0;
UPDATE edit SET change_count = (SELECT count(*) FROM edit_change WHERE edit_id = edit.id);
CREATE INDEX edit_undone ON edit (undone_at) WHERE undone_at IS NOT NULL;
CREATE INDEX edit_change_row ON edit_change (row_id, table_name);

-- The images of a step over several of them. Parts of the split are the project's business and are left out.
CREATE TABLE touched_image (
  image_id INTEGER NOT NULL REFERENCES image (id),
  edit_id INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  PRIMARY KEY (image_id, edit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX touched_image_edit ON touched_image (edit_id);
INSERT INTO touched_image (image_id, edit_id)
  SELECT DISTINCT CASE edit_change.table_name WHEN 'image' THEN edit_change.row_id
      ELSE coalesce(annotation.image_id, json_extract(edit_change.content, '$.image_id')) END AS touched, edit.id
  FROM edit JOIN edit_change ON edit_change.edit_id = edit.id
  LEFT JOIN annotation ON annotation.id = edit_change.row_id AND edit_change.table_name = 'annotation'
  WHERE edit.image_id IS NULL AND edit.kind <> 'split' AND edit_change.table_name <> 'category' AND touched IS NOT NULL;
`

/** Can be computed again from the rest at any time; not part of the history. */
const derived = `
CREATE TABLE finding (
  image_id INTEGER NOT NULL REFERENCES image (id),
  kind TEXT NOT NULL,
  annotation_id INTEGER NOT NULL,
  other_id INTEGER
) STRICT;
CREATE INDEX finding_image ON finding (image_id);
CREATE INDEX finding_kind ON finding (kind, image_id);

-- Images whose boxes changed since the rules were last checked there.
CREATE TABLE unchecked_image (image_id INTEGER PRIMARY KEY REFERENCES image (id)) STRICT;
INSERT INTO unchecked_image SELECT id FROM image WHERE annotation_count > 0;
CREATE TRIGGER check_added AFTER INSERT ON annotation BEGIN
  INSERT OR IGNORE INTO unchecked_image VALUES (new.image_id);
END;
CREATE TRIGGER check_removed AFTER DELETE ON annotation BEGIN
  INSERT OR IGNORE INTO unchecked_image VALUES (old.image_id);
END;
CREATE TRIGGER check_changed AFTER UPDATE OF x1, y1, x2, y2, category_id, is_ignored ON annotation BEGIN
  INSERT OR IGNORE INTO unchecked_image VALUES (new.image_id);
END;

CREATE TABLE crop_measure (
  annotation_id INTEGER PRIMARY KEY,
  -- The box and the time of the file it was measured in: another one is measured again.
  source TEXT NOT NULL,
  brightness REAL NOT NULL
) STRICT;
`

export const secondSchema = columns + counts + history + derived
