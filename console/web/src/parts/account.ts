/** An account as people compare it: digits in fours, the rest as it is. */
export function inFours(account: string): string[] {
  const bare = plainAccount(account).replace(/[\s-]/g, '')
  return /^[\d*]+$/.test(bare) && bare.length > 6 ? (bare.match(/.{1,4}/g) ?? []) : [account]
}

/** The account itself: how the house displays it may go on with the bank, in brackets, and a name, or with the name alone. */
export function plainAccount(display: string): string {
  return display.replace(/\s*[(（].*$/, '').replace(/^([\d*][\d*\s-]{5,}?)\s*(?:\s\*+)?[^\d*\s-].*$/, '$1')
}

/** ··2258 */
export function tailOf(account: string): string {
  const bare = plainAccount(account).replace(/[\s-]/g, '')
  return bare.length > 4 ? `··${bare.slice(-4)}` : bare
}

/** Whom the house displays beside an account; empty where it names nobody. */
export function holderIn(display: string): string {
  return /[)）]\s*(.+)$/.exec(display)?.[1] ?? /^[\d*][\d*\s-]{5,}?\s*((?:\s\*+)?[^\d*\s(（-].*)$/.exec(display)?.[1]?.trim() ?? ''
}

/** A target in a row: the holder and the last four of an account, anything else whole. */
export function sayTarget(target: { readonly is: string; readonly display: string }): string {
  return target.is === 'account' ? `${holderIn(target.display)} ${tailOf(target.display)}`.trim() : target.display
}
