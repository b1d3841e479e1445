/** A length of time as a rulebook writes it (ISO 8601), in words. */
const WORDS: Record<'zh' | 'en', Record<string, string>> = {
  zh: { Y: '年', M: '个月', W: '周', D: '天', H: '小时', m: '分钟', S: '秒' },
  en: { Y: ' y', M: ' mo', W: ' wk', D: ' d', H: ' h', m: ' min', S: ' s' },
}

/** What cannot be read is shown as it is written. */
export function sayTerm(term: string, language: 'zh' | 'en'): string {
  const read = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(term)
  if (!read) return term
  const units = ['Y', 'M', 'W', 'D', 'H', 'm', 'S']
  const said = units.flatMap((unit, at) => (read[at + 1] ? [`${read[at + 1]}${WORDS[language][unit]}`] : []))
  return said.length === 0 ? term : said.join(' ')
}
