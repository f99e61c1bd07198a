/** whatsapp-web.js brings puppeteer; the browser comes from CHROMIUM_PATH or from an npm package, never from a download at install. */
module.exports = { skipDownload: true };
