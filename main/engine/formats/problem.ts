/** The kinds of problems that reading and writing labels can meet: how bad each is, and what it costs. */
import type { Problem } from '../../../shared/reports.ts'

/** What is missing afterwards: nothing, one box, all that one image has, or all that one label file says. */
export type Cost = 'nothing' | 'box' | 'image' | 'file'

// A note: nothing to do. A warning: worth a look. An error: labels were left out.
const kinds = {
  clamped: ['note', 'nothing'],
  'corners-swapped': ['note', 'nothing'],
  'score-read': ['note', 'nothing'],
  'polygon-boxed': ['note', 'nothing'],
  'extras-kept': ['note', 'nothing'],
  'name-differs': ['note', 'nothing'],
  'annotations-several': ['warning', 'nothing'],
  'value-unknown': ['note', 'nothing'],
  'files-ignored': ['note', 'nothing'],
  'class-list-above': ['note', 'nothing'],
  'turned-upright': ['warning', 'nothing'],
  'box-outside': ['warning', 'nothing'],
  'size-differs': ['warning', 'nothing'],
  'encoding-guessed': ['warning', 'nothing'],
  'class-list-missing': ['warning', 'nothing'],
  'class-list-broken': ['warning', 'nothing'],
  'class-lists-differ': ['warning', 'nothing'],
  'class-twice': ['warning', 'nothing'],
  'line-broken': ['error', 'box'],
  'object-broken': ['error', 'box'],
  'class-unknown': ['error', 'box'],
  'box-empty': ['error', 'box'],
  'not-normalised': ['error', 'box'],
  'size-unknown': ['error', 'image'],
  'image-not-found': ['error', 'image'],
  'image-ambiguous': ['error', 'image'],
  'image-twice': ['error', 'image'],
  'file-unreadable': ['error', 'file'],
  'file-broken': ['error', 'file'],
  'file-foreign': ['warning', 'file'],

  renamed: ['note', 'nothing'],
  'export-among-images': ['warning', 'nothing'],
  'class-renamed': ['warning', 'nothing'],
  'images-linked': ['note', 'nothing'],
  'ignore-without-class': ['note', 'nothing'],
  'ignore-left-out': ['warning', 'box'],
  'split-missing': ['warning', 'nothing'],
  'image-missing': ['error', 'image'],
} as const satisfies Record<string, readonly [Problem['severity'], Cost]>

export type ProblemKind = keyof typeof kinds

export type Place = { readonly file: string; readonly line?: number | null }

export function problemAt(kind: ProblemKind, place: Place, message: string): Problem {
  return { severity: kinds[kind][0], file: place.file, line: place.line ?? null, kind, message }
}

/** The same as an item or part of a stream. */
export function problemItem(kind: ProblemKind, place: Place, message: string) {
  return { kind: 'problem', problem: problemAt(kind, place, message) } as const
}

export function costOf(problem: Problem): Cost {
  return problem.kind in kinds ? kinds[problem.kind as ProblemKind][1] : 'nothing'
}
