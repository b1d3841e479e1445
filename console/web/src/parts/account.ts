/** An account as people compare it: digits in fours, the rest as it is. */
export function inFours(account: string): string[] {
  const bare = plainAccount(account).replace(/[\s-]/g, '')
  return /^[\d*]+$/.test(bare) && bare.length > 6 ? (bare.match(/.{1,4}/g) ?? []) : [account]
}

/** The account itself: how the house displays it may go on with the bank, in brackets, and a name. */
export function plainAccount(display: string): string {
  return display.replace(/\s*[(（].*$/, '')
}

/** ··2258 */
export function tailOf(account: string): string {
  const bare = plainAccount(account).replace(/[\s-]/g, '')
  return bare.length > 4 ? `··${bare.slice(-4)}` : bare
}
