/** Version 4: boxes that were copied from another image and that nobody has touched since. */
export const fourthSchema = `
ALTER TABLE annotation ADD COLUMN is_copied INTEGER NOT NULL DEFAULT 0;
`
