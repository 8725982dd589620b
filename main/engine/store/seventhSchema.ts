/** Version 7: how each image file stores its picture; what is still to be read found at once; rows of files that were renamed go. */
export const seventhSchema = `
ALTER TABLE image ADD COLUMN encoding TEXT;
CREATE INDEX image_unread ON image (root_id, sort_key) WHERE encoding IS NULL AND error IS NULL;
CREATE TRIGGER image_leaves AFTER DELETE ON image BEGIN
  UPDATE root SET image_count = image_count - 1 WHERE id = old.root_id;
  UPDATE image_count SET images = images - 1, boxes = boxes - old.annotation_count
    WHERE review = coalesce(old.review, '') AND split = coalesce(old.split, '')
    AND has_boxes = (old.annotation_count > 0) AND is_broken = (old.error IS NOT NULL);
END;
`
