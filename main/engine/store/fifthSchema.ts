/** Version 5: what label files hold beyond the model, of images and of whole documents, kept to be written back. */
export const fifthSchema = `
ALTER TABLE image ADD COLUMN extras TEXT;

CREATE TABLE source (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  format TEXT NOT NULL,
  key TEXT NOT NULL,
  file TEXT NOT NULL,
  content TEXT NOT NULL,
  UNIQUE (format, key)
) STRICT;
`
