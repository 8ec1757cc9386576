// Chromium comes inside an npm package (docs/decisions/renderer.md), so puppeteer never downloads one of its own.
module.exports = { skipDownload: true };
