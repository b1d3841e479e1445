import { createI18n } from 'vue-i18n'
import { credentials } from '@/api/credentials'
import { en } from './en'
import { zh } from './zh'

export type Language = 'zh' | 'en'

/** Sentences by name, in groups. */
export interface Words {
  readonly [name: string]: string | Words
}

/** The same names with other sentences: a language that lacks one does not compile. */
export type Same<W extends Words> = { readonly [K in keyof W]: W[K] extends Words ? Same<W[K]> : string }

/** Every name within, with dots between groups. */
export type Name<W extends Words> = { [K in keyof W & string]: W[K] extends Words ? `${K}.${Name<W[K]>}` : K }[keyof W & string]

/** What a sentence is filled with; `n` also chooses between `one | many`. */
export type Filling = Readonly<Record<string, string | number>>

const i18n = createI18n({ legacy: false, locale: 'zh', fallbackLocale: 'zh', messages: { zh: {}, en: {} }, missingWarn: true })
export const plugin = i18n

/**
 * The sentences of one page or part, under its own name. Call it beside the sentences, once; what it returns may be used anywhere, and in a
 * template or computed value it follows the language.
 */
export function words<W extends Words>(area: string, inChinese: W, inEnglish: Same<W>) {
  i18n.global.mergeLocaleMessage('zh', { [area]: inChinese })
  i18n.global.mergeLocaleMessage('en', { [area]: inEnglish })
  return (name: Name<W>, filling: Filling = {}): string => {
    const key = `${area}.${name}`
    return typeof filling['n'] === 'number' ? i18n.global.t(key, filling, filling['n']) : i18n.global.t(key, filling)
  }
}

/** Sentences that every desk uses. */
export const common = words('common', zh, en)

export function language(): Language {
  return i18n.global.locale.value as Language
}

/** Of a sentence that the house wrote in both languages, `中文 / English`, the half that is read here. */
export function inLanguage(both: string | undefined): string {
  const halves = /^(.*[\u4e00-\u9fff].*?)\s\/\s([^\u4e00-\u9fff]+)$/s.exec(both ?? '')
  return halves ? ((language() === 'zh' ? halves[1] : halves[2]) ?? '') : (both ?? '')
}

/** By whose authority an order is: what the house wrote between those who ordered and approved it, in the language that is read here. */
export function sayAuthority(authority: string): string {
  const said = inLanguage(authority)
  return language() === 'zh' ? said.replace('; approved: ', '；批准：') : said.replaceAll('，', ', ')
}

export function speak(chosen: Language): void {
  i18n.global.locale.value = chosen
  credentials.language = chosen
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en'
  remember('haltline.language', chosen)
}

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
