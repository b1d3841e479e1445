/** The door, in Chinese. */
export const zh = {
  title: '登录',
  user: '用户',
  password: '密码',
  enter: '进入',
  wrong: '用户或密码不对',
  lockedFor: '试的次数太多，{seconds} 秒后再试',
  away: '服务器没有回音。它在启动，或网络不通；稍后再试。',
  old: '现在的密码',
  fresh: '新密码',
  again: '再输一遍',
  change: '换成新密码',
  mustChange: '这是一次性密码。请换成自己的，至少 {n} 个字。',
  tooShort: '至少 {n} 个字',
  notSame: '两遍不一样',
  capsLock: '大写锁定开着',
  line: '先拦下，再查明。',
}
