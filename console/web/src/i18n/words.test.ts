import { afterEach, describe, expect, it } from 'vitest'
import { inLanguage, speak, words } from '.'

const t = words('test', { hits: '{n} 案', plain: '止付' }, { hits: '{n} case | {n} cases', plain: 'Stop' })

describe('the words of a page', () => {
  afterEach(() => speak('zh'))

  it('are Chinese unless chosen otherwise, and follow the choice', () => {
    expect(t('plain')).toBe('止付')
    speak('en')
    expect(t('plain')).toBe('Stop')
    expect(document.documentElement.lang).toBe('en')
  })

  it('count in each language', () => {
    expect(t('hits', { n: 2 })).toBe('2 案')
    speak('en')
    expect([t('hits', { n: 1 }), t('hits', { n: 2 })]).toEqual(['1 case', '2 cases'])
  })

  it('take the half of a sentence in two languages that is read here', () => {
    const both = '同一账户最多止付 2 次 / at most 2 stops on one account'
    expect(inLanguage(both)).toBe('同一账户最多止付 2 次')
    speak('en')
    expect(inLanguage(both)).toBe('at most 2 stops on one account')
    expect(inLanguage('户名不符')).toBe('户名不符')
  })
})
