/** Turns a filter (shared/filter) into a condition over the rows of `image`, or of `annotation` joined with its `image`. */
import type { Database } from 'better-sqlite3'
import { BoxwrightError } from '../../../shared/errors.ts'
import { type FilterProblem, parseFilter } from '../../../shared/filter/parseFilter.ts'
import { type FilterTerm, isBoxTerm } from '../../../shared/filter/terms.ts'
import { type ImageState, missingReason } from '../../../shared/model.ts'

export type FilterSql = { readonly where: string; readonly values: Readonly<Record<string, string | number>> }

/** Adds a value to the statement and gives the name to write in its place. */
type Bind = (value: string | number) => string

const stateConditions: Record<ImageState, string> = {
  unlabelled: '(image.review IS NULL AND image.annotation_count = 0)',
  labelled: '(image.review IS NULL AND image.annotation_count > 0)',
  verified: "(image.review = 'verified' AND image.annotation_count > 0)",
  verifiedEmpty: "(image.review = 'verified' AND image.annotation_count = 0)",
  rejected: "image.review = 'rejected'",
}

const wordConditions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: stateConditions,
  split: {
    train: "image.split = 'train'",
    val: "image.split = 'val'",
    test: "image.split = 'test'",
    none: 'image.split IS NULL',
  },
  is: {
    broken: 'image.error IS NOT NULL',
    missing: `image.error = '${missingReason}'`,
    changed: 'image.is_changed_since_review = 1',
    noted: "image.note <> ''",
    proposed: "image.id IN (SELECT image_id FROM proposal WHERE state = 'open')",
  },
  origin: {
    human: "annotation.origin = 'human'",
    import: "annotation.origin = 'import'",
    model: "annotation.origin = 'model'",
  },
  flag: {
    difficult: 'annotation.difficult = 1',
    truncated: 'coalesce(annotation.truncated, 0) > 0',
    occluded: 'coalesce(annotation.occluded, 0) > 0',
    ignore: 'annotation.is_ignored = 1',
    locked: 'annotation.is_locked = 1',
    copied: 'annotation.is_copied = 1',
    noted: "annotation.note <> ''",
  },
}

const numberColumns = {
  count: 'image.annotation_count',
  size: 'max(annotation.x2 - annotation.x1, annotation.y2 - annotation.y1)',
  width: '(annotation.x2 - annotation.x1)',
  height: '(annotation.y2 - annotation.y1)',
  aspect: '((annotation.x2 - annotation.x1) / (annotation.y2 - annotation.y1))',
  score: 'annotation.score',
} as const

export function filterSql(db: Database) {
  // SQLite's LIKE folds the case of ASCII letters alone, and paths from other systems may be composed differently.
  db.function('holds_text', { deterministic: true }, (text, part) =>
    typeof text === 'string' && typeof part === 'string' && fold(text).includes(part) ? 1 : 0,
  )
  const categories = db.prepare('SELECT id, name FROM category')
  const categoryIds = (names: readonly string[]): number[] => {
    const wanted = new Set(names.map(fold))
    const rows = categories.all() as { id: number; name: string }[]
    return rows.filter(({ name }) => wanted.has(fold(name))).map(({ id }) => id)
  }

  function conditionOf(term: FilterTerm, bind: Bind): string {
    switch (term.kind) {
      case 'path':
        return `holds_text(image.path, ${bind(fold(term.text))})`
      case 'words':
        return term.field === 'issue'
          ? issueCondition(term.values, bind)
          : anyOf(term.values.map((value) => wordConditions[term.field]![value]!))
      case 'number':
        return numberCondition(term, bind)
      case 'text':
        if (term.field === 'class') return `annotation.category_id IN (${categoryIds(term.values).join(', ')})`
        return anyOf(term.values.map((value) => noteCondition(bind(fold(value)))))
    }
  }

  /** @throws BoxwrightError `bad-request`, naming the first word that is not understood */
  function parse(text: string): { readonly terms: readonly FilterTerm[]; readonly bound: Bound } {
    const { terms, problems } = parseFilter(text)
    if (problems.length > 0) throw refusalOf(problems[0]!)
    return { terms, bound: bound() }
  }

  return {
    /** Rows of `image`: image terms hold, one box fits all box terms, no box fits a "not" term. */
    ofImages: (text: string): FilterSql => {
      const { terms, bound: to } = parse(text)
      const conditions = terms
        .filter((term) => !isBoxTerm(term))
        .map((term) => signed(term, conditionOf(term, to.bind)))
      const [wanted, unwanted] = [false, true].map((isNot) =>
        terms.filter((term) => isBoxTerm(term) && term.isNot === isNot).map((term) => conditionOf(term, to.bind)),
      ) as [string[], string[]]
      if (wanted.length > 0) conditions.push(`image.id IN (${imagesWithBox(wanted.join(' AND '))})`)
      for (const condition of unwanted) conditions.push(`image.id NOT IN (${imagesWithBox(condition)})`)
      return { where: allOf(conditions), values: to.values }
    },
    /** Rows of `annotation` joined with `image`. */
    ofBoxes: (text: string): FilterSql => {
      const { terms, bound: to } = parse(text)
      return { where: allOf(terms.map((term) => signed(term, conditionOf(term, to.bind)))), values: to.values }
    },
  }
}

type Bound = { readonly bind: Bind; readonly values: Record<string, string | number> }

function bound(): Bound {
  const values: Record<string, string | number> = {}
  return {
    values,
    bind: (value) => {
      const name = `filter${Object.keys(values).length}`
      values[name] = value
      return `@${name}`
    },
  }
}

// What a box does not say, as a confidence, fits no comparison and so does fit the comparison turned round.
const signed = (term: FilterTerm, condition: string): string =>
  term.isNot ? `NOT coalesce((${condition}), 0)` : condition
const imagesWithBox = (condition: string): string => `SELECT annotation.image_id FROM annotation WHERE ${condition}`
const allOf = (conditions: readonly string[]): string => (conditions.length > 0 ? conditions.join(' AND ') : '1')
const anyOf = (conditions: readonly string[]): string => `(${conditions.join(' OR ')})`

function numberCondition({ field, comparison, value }: FilterTerm & { readonly kind: 'number' }, bind: Bind): string {
  return `${numberColumns[field]} ${comparison} ${bind(value)}`
}

function issueCondition(kinds: readonly string[], bind: Bind): string {
  const names = kinds.map((kind) => bind(kind)).join(', ')
  return `annotation.id IN (SELECT annotation_id FROM finding WHERE kind IN (${names})
    UNION ALL SELECT other_id FROM finding WHERE other_id IS NOT NULL AND kind IN (${names}))`
}

function noteCondition(part: string): string {
  return `(holds_text(image.note, ${part}) OR image.id IN
    (SELECT noted.image_id FROM annotation AS noted WHERE noted.note <> '' AND holds_text(noted.note, ${part})))`
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase()

function refusalOf({ word, kind, allowed }: FilterProblem): BoxwrightError {
  const choices = allowed.length > 0 ? ` Possible are: ${allowed.join(', ')}.` : ''
  const problems = {
    'unknown-key': `The filter does not know "${word}".${choices} Put quotes around it to look for it in paths.`,
    'unknown-value': `The filter does not know the value of "${word}".${choices}`,
    'no-number': `"${word}" in the filter needs a number, as in count>3.`,
  }
  return new BoxwrightError('bad-request', problems[kind], { word, kind })
}
