/** Whom a note calls: each id behind an @, once, twenty at most. */
export function mentioned(text: string): string[] {
  return [...new Set([...text.matchAll(/(?:^|[^A-Za-z0-9._-])@([A-Za-z0-9][A-Za-z0-9._-]{0,39})/g)].map(found => found[1]!.replace(/[.]+$/, '').toLowerCase()))].slice(0, 20)
}
