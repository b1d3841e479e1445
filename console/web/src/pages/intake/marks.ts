import type { Schemas } from '@/api/client'

type Piece = Schemas['Piece']

/** A run of the text: recognised as something, or plain. */
export interface Run {
  readonly text: string
  readonly look?: string
  readonly hit?: boolean
}

/**
 * The text in runs, with the pieces that were recognised in an older state of it. Those before the place where something was typed stand where
 * they stood, those behind it moved along, and one that was typed into is unmarked until it is read again.
 */
export function runsOf(text: string, older: string, pieces: readonly Piece[], look: (piece: Piece) => string | undefined, hit: (piece: Piece) => boolean): Run[] {
  let same = 0
  while (same < text.length && same < older.length && text[same] === older[same]) same++
  let tail = 0
  while (tail < text.length - same && tail < older.length - same && text[text.length - 1 - tail] === older[older.length - 1 - tail]) tail++
  const moved = text.length - older.length
  const runs: Run[] = []
  let at = 0
  for (const piece of [...pieces].sort((a, b) => a.start - b.start)) {
    const by = piece.end <= same ? 0 : piece.start >= older.length - tail ? moved : undefined
    const kind = look(piece)
    if (by === undefined || !kind || piece.start + by < at) continue
    if (piece.start + by > at) runs.push({ text: text.slice(at, piece.start + by) })
    runs.push({ text: text.slice(piece.start + by, piece.end + by), look: kind, hit: hit(piece) })
    at = piece.end + by
  }
  if (at < text.length) runs.push({ text: text.slice(at) })
  return runs
}
