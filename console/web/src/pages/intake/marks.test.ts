import { describe, expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import { runsOf } from './marks'

type Piece = Schemas['Piece']
const piece = (text: string, words: string, is: Piece['is'] = 'sum'): Piece => ({ is, start: text.indexOf(words), end: text.indexOf(words) + words.length, text: words, doubts: [], hits: [] })
const older = '15:10 转 2万，再转 3万'
const pieces = [piece(older, '15:10', 'time'), piece(older, '2万'), piece(older, '3万')]
const marked = (text: string) => runsOf(text, older, pieces, one => one.is, () => false).filter(run => run.look).map(run => run.text)

describe('the marks in a text', () => {
  it('stand where the house saw them, and leave every character in its place', () => {
    const runs = runsOf(older, older, pieces, one => one.is, () => false)
    expect(runs.map(run => run.text).join('')).toBe(older)
    expect(marked(older)).toEqual(['15:10', '2万', '3万'])
  })

  it('move along with what is typed before them, and vanish where it is typed into', () => {
    expect(marked('15:10 转了 2万，再转 3万')).toEqual(['15:10', '2万', '3万'])
    expect(marked('15:10 转 2.5万，再转 3万')).toEqual(['15:10', '3万'])
    expect(marked(`${older} 元`)).toEqual(['15:10', '2万', '3万'])
    expect(marked('')).toEqual([])
  })

  it('never lose a character while the text is typed over', () => {
    for (const text of ['', '3万', '转 2万2万', '15:10 15:10 转 2万', `${older}${older}`]) {
      expect(runsOf(text, older, pieces, one => one.is, () => false).map(run => run.text).join('')).toBe(text)
    }
  })
})
