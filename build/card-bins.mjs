// Turns the patterns of the npm package bankcardinfo (ISC) into the table that core ships:
//   npm pack bankcardinfo@2.0.6 && tar xzf bankcardinfo-2.0.6.tgz && node build/card-bins.mjs package/index.js
// The file is read as text and never run: asked for a card it does not know, the package sends the number to a stranger.
import { readFileSync, writeFileSync } from 'node:fs';

const TARGET = 'core/src/main/resources/org/haltline/core/directory/card-bins-cn.json';
const text = readFileSync(process.argv[2], 'utf8');
const banks = new Map();
let patterns = 0;
for (const [, name, code, body] of text.matchAll(
  /bankName: "([^"]*)",\s*bankCode: "([^"]*)",\s*patterns: \[([\s\S]*?)\n\s*\}\]/g)) {
  const key = `${code} ${name}`;
  const bank = banks.get(key) ?? { name, code, ranges: [] };
  banks.set(key, bank);
  for (const [, alternatives, rest, card] of body.matchAll(
    /reg: \/\^\(([\d|]+)\)\\d\{(\d+)\}\$\/g,\s*cardType: "([A-Z]+)"/g)) {
    patterns++;
    const byLength = new Map();
    for (const prefix of new Set(alternatives.split('|'))) {
      const length = prefix.length + Number(rest);
      byLength.set(length, [...(byLength.get(length) ?? []), prefix]);
    }
    for (const [length, prefixes] of byLength) bank.ranges.push({ card, length, prefixes: prefixes.sort() });
  }
}
const declared = text.match(/reg: /g).length;
if (patterns !== declared) throw new Error(`${patterns} of ${declared} patterns understood`);

const rows = [...banks.values()].map(
  ({ name, code, ranges }) =>
    `  {"name": ${JSON.stringify(name)}, "code": ${JSON.stringify(code)}, "ranges": [\n` +
    ranges.map((range) => `    ${JSON.stringify(range)}`).join(',\n') +
    '\n  ]}');
writeFileSync(
  TARGET,
  '{"source": "npm bankcardinfo 2.0.6 by navyxie, ISC licence (see card-bins-cn.LICENSE.txt); undated",\n "banks": [\n' +
    rows.join(',\n') + '\n]}\n');
console.log(`${banks.size} banks, ${patterns} patterns -> ${TARGET}`);
