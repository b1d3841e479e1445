import { common } from '@/i18n'
import { en } from '@/i18n/en'
import { zh } from '@/i18n/zh'

/** A report keeps what was chosen in the words of whoever chose it; it is read in the reader's. What somebody wrote otherwise stays as it is. */
function known(group: 'vias' | 'frauds', said: string): string | undefined {
  return Object.keys(zh[group]).find(name => name === said || [zh, en].some(words => (words[group] as Record<string, string>)[name] === said))
}

/** How the report came in. */
export function sayVia(said: string): string {
  const name = known('vias', said)
  return name === undefined ? said : common(`vias.${name}` as 'vias.counter')
}

/** The code of a kind of fraud that every centre tells apart; another one as somebody wrote it. */
export function fraudOf(said: string): string {
  return known('frauds', said) ?? said
}

/** Of which kind the fraud is. */
export function sayFraud(said: string): string {
  const name = known('frauds', said)
  return name === undefined ? said : common(`frauds.${name}` as 'frauds.other')
}
