/** Version 3: findings that a person left as they are, and checks anew of images whose file changed its size. */
export const thirdSchema = `
ALTER TABLE annotation ADD COLUMN dismissed_checks TEXT NOT NULL DEFAULT '[]';

DROP TRIGGER check_changed;
CREATE TRIGGER check_changed AFTER UPDATE OF x1, y1, x2, y2, category_id, is_ignored, dismissed_checks ON annotation BEGIN
  INSERT OR IGNORE INTO unchecked_image VALUES (new.image_id);
END;
CREATE TRIGGER check_resized AFTER UPDATE OF width, height ON image
  WHEN (old.width IS NOT new.width OR old.height IS NOT new.height) AND new.annotation_count > 0
BEGIN
  INSERT OR IGNORE INTO unchecked_image VALUES (new.id);
END;
`
