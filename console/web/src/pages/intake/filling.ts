import type { Schemas } from '@/api/client'
import { bare, newLure, newPayment, type Draft, type LureKind, type LureLine, type PaymentLine } from './draft'

type Piece = Schemas['Piece']
type Subject = Schemas['Subject']

/** A bare figure where money is told of: after an account or a word of paying, in the same sentence. */
const bareFigure = /(?<![\d.,:：/\w-])(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{2,8}(?:\.\d{1,2})?)(?![\d.,:：/\w%-]|\s*[号年月日时点分秒岁次楼层栋人个家位条])/g
const ofPaying = /转|汇|打|付|充|再|又|还|存|刷|pa(?:id|y)|sen[dt]|transfer|again|another|then/i

/**
 * Sums that stand without a unit. The house reads none of these, for a figure alone may be anything; beside an account or a word of paying it is
 * proposed here as a sum, and marked like one.
 */
export function bareSums(text: string, pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  for (const match of text.matchAll(bareFigure)) {
    const [figure] = match
    const start = match.index
    const end = start + figure.length
    if (pieces.some(piece => piece.start < end && start < piece.end)) continue
    const sentence = Math.max(...['。', '；', ';', '\n', '！', '？'].map(mark => text.lastIndexOf(mark, start - 1)))
    const before = text.slice(sentence + 1, start)
    const account = pieces.some(piece => piece.subject?.is === 'account' && piece.start > sentence && piece.end <= start)
    if (!account && !ofPaying.test(before.slice(-8))) continue
    const [whole = '', cents] = figure.replaceAll(',', '').split('.')
    const amount = `${whole}${cents ? `.${cents.padEnd(2, '0')}` : '.00'}`
    found.push({ is: 'sum', start, end, text: figure, sum: { amount, currency: 'CNY' }, doubts: [], hits: [] })
  }
  return found
}

const surnames = new Set(
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢滑裴陆荣翁荀羊惠甄曲封储靳松井段富巫乌焦巴弓车侯全仰秋仲伊宫宁仇栾刘景龙叶司黎薄印白蒲邰从鄂索赖卓蔺屠蒙池乔翟谭申冉桑桂濮牛寿通边扈燕冀尚农温庄晏柴瞿阎连习艾鱼容向古易廖居衡步都耿满文匡国寇广东欧沃利越师巩聂晁敖冷辛那简饶曾沙关游阳',
)

/** A payment that a text tells of. */
interface Told {
  account: Subject
  bank: string
  name: string
  amount: string
  currency: string
  at: string
}

const sentenceEnd = /[。；;！!？?\n]/
const totalBefore = /(共|合计|总计|总共|一共|累计|损失|total(?:ling)?|altogether|余额|balance)[^。；;\n\d]{0,8}$/i
const payerBefore = /(我的|本人|自己的?|从|付款卡|付款账户|my (?:own )?(?:card|account)|from (?:my )?(?:card|account)?)[^。；;\n\d，,]{0,10}$/i

/**
 * What a text tells of money: each sum belongs to the account named last before it, else to the next in its sentence; its time is the last one
 * named since the sum before. Totals, balances and the caller's own card are no payments. It proposes; the operator decides.
 */
export function paymentsIn(text: string, pieces: readonly Piece[]): { payments: Told[]; payer: Subject | undefined } {
  const inOrder = [...pieces].sort((a, b) => a.start - b.start)
  const before = (piece: Piece, length = 24) => text.slice(Math.max(0, piece.start - length), piece.start)
  const accounts = inOrder.filter(piece => piece.is === 'subject' && piece.subject?.is === 'account')
  const payer = accounts.find(piece => payerBefore.test(before(piece)))
  const payees = accounts.filter(piece => piece !== payer && bare(piece.subject?.key ?? '') !== bare(payer?.subject?.key ?? '-'))
  const payments: Told[] = []
  let sumBefore = 0
  for (const sum of inOrder.filter(piece => piece.is === 'sum' && piece.sum)) {
    if (totalBefore.test(before(sum))) continue
    const account = payees.findLast(piece => piece.end <= sum.start) ?? payees.find(piece => piece.start >= sum.end && !sentenceEnd.test(text.slice(sum.end, piece.start)))
    if (!account?.subject || !sum.sum) continue
    // Digits in between that nobody could read may be the account that it really went to.
    if (account.end <= sum.start && unread.test(blanked(text, inOrder).slice(account.end, sum.start))) continue
    const time = inOrder.findLast(piece => piece.is === 'time' && piece.end <= sum.start && piece.start >= sumBefore && piece.precision !== 'DAY')
    payments.push({
      account: account.subject,
      bank: bankBefore(text, account),
      name: nameAt(text, inOrder, account),
      amount: sum.sum.amount,
      currency: sum.sum.currency,
      at: time?.at ?? '',
    })
    sumBefore = sum.end
  }
  // An account that nobody named a sum for is noted all the same: the sum is asked for.
  for (const account of payees) {
    if (account.subject && !payments.some(one => one.account.key === account.subject?.key)) {
      payments.push({ account: account.subject, bank: bankBefore(text, account), name: nameAt(text, inOrder, account), amount: '', currency: 'CNY', at: '' })
    }
  }
  return { payments, payer: payer?.subject }
}

const unread = /\d(?:[\s-]?\d){11,}/

/** The text with everything that was recognised taken out of it, each character in its place. */
function blanked(text: string, pieces: readonly Piece[]): string {
  return pieces.reduce((rest, { start, end }) => rest.slice(0, start) + '·'.repeat(end - start) + rest.slice(end), text)
}

/** The name that stands beside the account, in the same breath. */
function nameAt(text: string, pieces: readonly Piece[], account: Piece): string {
  const near = (from: number, to: number) => to - from <= 12 && !sentenceEnd.test(text.slice(from, to))
  const people = pieces.filter(piece => piece.subject?.is === 'person')
  const after = people.find(piece => piece.start >= account.end && near(account.end, piece.start))
  const before = people.findLast(piece => piece.end <= account.start && near(piece.end, account.start))
  return (after ?? before)?.text.trim() ?? bareName(text.slice(account.end, account.end + 8))
}

/** Two to four characters that begin with a surname and stand alone right behind the account. */
function bareName(behind: string): string {
  const name = /^[\s,，:：(（]{0,2}([\u4e00-\u9fff]{2,4})(?=[\s\d,，;；。)）]|$)/.exec(behind)?.[1] ?? ''
  return surnames.has(name.slice(0, 1)) && !ofPaying.test(name) ? name : ''
}

function bankBefore(text: string, account: Piece): string {
  return /([\u4e00-\u9fff]{1,10}(?:银行|信用社|农商行|行))\s*(?:卡|账户|账号|卡号)?[:：]?\s*$/.exec(text.slice(Math.max(0, account.start - 20), account.start))?.[1]?.replace(/^.*(?:转到|打到|到|给|转|收款)/, '') ?? ''
}

const lureKinds: Partial<Record<Subject['is'], LureKind>> = { phone: 'phone', link: 'url', email: 'email', app: 'app' }

/** The numbers, links and chat accounts that a text names, the caller's own number left out. */
export function luresIn(pieces: readonly Piece[], callerPhone: string): { kind: LureKind; value: string; key: string }[] {
  const own = callerPhone.replace(/\D/g, '').slice(-11)
  const found: { kind: LureKind; value: string; key: string }[] = []
  for (const { is, subject, text } of pieces) {
    if (is !== 'subject' || !subject) continue
    const kind = subject.is === 'chat' ? chatKind(subject) : lureKinds[subject.is]
    if (!kind || (kind === 'phone' && own.length >= 7 && subject.key.replace(/\D/g, '').endsWith(own))) continue
    if (!found.some(one => one.key === subject.key)) found.push({ kind, value: (subject.typed || text).trim(), key: subject.key })
  }
  return found
}

function chatKind(subject: Subject): LureKind | undefined {
  if (/wechat|微信/i.test(subject.key)) return 'wechat'
  return /qq/i.test(subject.key) ? 'qq' : undefined
}

/** By what a payment of the text is known again when the text is read anew. */
export function identityOf(account: string, amount: string, at: string, nth: number): string {
  return `${bare(account)}|${amount}|${at.slice(0, 16)}|${nth}`
}

/**
 * Lets the form follow the text: what is new in it comes in, what went out of it goes, and whatever a person touched, sent or took out stays as
 * they left it.
 */
export function fill(draft: Draft, text: string, pieces: readonly Piece[]): void {
  const { payments, payer } = paymentsIn(text, pieces)
  const seen = new Map<string, number>()
  const touchable = draft.payments.filter(line => line.origin === 'text' && !line.sent && !draft.sendings.some(one => one.lines.includes(line.id)))
  const kept = new Set<string>()
  for (const told of payments) {
    const account = told.account.typed || told.account.display
    const base = `${bare(account)}|${told.amount}`
    const nth = seen.get(base) ?? 0
    seen.set(base, nth + 1)
    if (draft.dismissed.includes(identityOf(account, told.amount, '', nth))) continue
    const same = draft.payments.filter(line => bare(line.payeeAccount) === bare(account) && line.amount === told.amount && !kept.has(line.id))[0]
    // A sum that is named later completes the line that waited for one.
    const line = same ?? touchable.find(one => bare(one.payeeAccount) === bare(account) && one.amount === '' && !kept.has(one.id))
    const filled = line ?? newPayment('text')
    kept.add(filled.id)
    if (!line) draft.payments.push(filled)
    if (filled.origin === 'hand' || filled.sent) continue
    take(filled, told, account, payer)
  }
  draft.payments = draft.payments.filter(line => !touchable.includes(line) || kept.has(line.id))
  fillLures(draft, pieces)
}

function take(line: PaymentLine, told: Told, account: string, payer: Subject | undefined): void {
  line.payeeAccount = account
  line.amount = told.amount
  line.currency = told.currency
  line.at = told.at || line.at
  line.payeeName = told.name || line.payeeName
  line.payeeBank = told.bank || line.payeeBank
  if (payer && !line.payerAccount) line.payerAccount = payer.typed || payer.display
}

function fillLures(draft: Draft, pieces: readonly Piece[]): void {
  const wanted = luresIn(pieces, draft.callerPhone).filter(lure => !draft.dismissed.includes(lure.key))
  const has = (line: LureLine) => wanted.some(lure => lure.kind === line.kind && bare(lure.value) === bare(line.value))
  draft.lures = draft.lures.filter(line => line.origin === 'hand' || line.sent || draft.sendings.some(one => one.lines.includes(line.id)) || has(line))
  for (const lure of wanted) {
    if (!draft.lures.some(line => line.kind === lure.kind && bare(line.value) === bare(lure.value))) draft.lures.push(newLure(lure.kind, lure.value, 'text'))
  }
}

/** Takes a payment out for good: the text may go on naming it. */
export function dismissPayment(draft: Draft, line: PaymentLine): void {
  const same = draft.payments.filter(one => bare(one.payeeAccount) === bare(line.payeeAccount) && one.amount === line.amount)
  draft.dismissed.push(identityOf(line.payeeAccount, line.amount, '', same.indexOf(line)))
  draft.payments = draft.payments.filter(one => one !== line)
}

export function dismissLure(draft: Draft, line: LureLine, key: string): void {
  draft.dismissed.push(key)
  draft.lures = draft.lures.filter(one => one !== line)
}
