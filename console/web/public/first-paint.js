// Runs before the first paint, so that the night shift never sees a white flash. A file of its own: the page may run no inline script.
;(function () {
  var theme = null
  var language = null
  try {
    theme = localStorage.getItem('haltline.theme')
    language = localStorage.getItem('haltline.language')
  } catch {
    // A browser that keeps nothing gets the system's theme.
  }
  var dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.classList.toggle('dark', dark)
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
})()
