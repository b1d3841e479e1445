const signs: Record<string, string> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', JPY: 'JP¥', HKD: 'HK$' }

/** The sign that stands before a figure; a currency without one is written with its code. */
export function signOf(currency: string): string {
  return signs[currency] ?? currency
}

/** 49800.00 as 49,800.00; decimal strings stay decimal strings, so nothing is rounded on the way to the screen. */
export function grouped(amount: string): string {
  const [, minus = '', whole = amount, rest = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(amount) ?? []
  return `${minus}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`
}

const wholeOnly = new Set(['JPY', 'KRW', 'VND'])

/** With as many decimals as its currency is written with, however it was typed. */
export function written(amount: string, currency: string): string {
  const [whole = amount, cents = ''] = amount.split('.')
  return wholeOnly.has(currency) ? whole : `${whole}.${cents.padEnd(2, '0')}`
}

/** An amount in the smallest unit, exact; sums of a screen are reckoned in these. */
export function minor(amount: string, decimals = 2): bigint {
  const [, minus = '', whole = '0', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? []
  const unit = BigInt(whole) * 10n ** BigInt(decimals) + BigInt(rest.padEnd(decimals, '0').slice(0, decimals) || '0')
  return minus ? -unit : unit
}

export function fromMinor(unit: bigint, decimals = 2): string {
  const minus = unit < 0n ? '-' : ''
  const digits = (unit < 0n ? -unit : unit).toString().padStart(decimals + 1, '0')
  return decimals === 0 ? `${minus}${digits}` : `${minus}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** What the sums of each currency come to, in the order in which the currencies come. */
export function totals(sums: readonly { readonly amount: string; readonly currency: string }[]): { amount: string; currency: string }[] {
  const currencies = [...new Set(sums.map(one => one.currency))]
  return currencies.map(currency => ({ currency, amount: total(sums.filter(one => one.currency === currency).map(one => one.amount)) }))
}

/** The sum of decimal strings, as one. */
export function total(amounts: readonly string[], decimals = 2): string {
  return fromMinor(
    amounts.reduce((sum, amount) => sum + minor(amount, decimals), 0n),
    decimals,
  )
}
