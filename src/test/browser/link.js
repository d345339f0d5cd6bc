'use strict';
// Drives a real Chromium for LinkBrowserTest: node link.js CHROMIUM SCENE URL FILE...
// Prints what it sees, a word or a line each; the test reads that.
const {chromium} = require('playwright-core');
const {existsSync, writeFileSync} = require('fs');

const [executablePath, scene, url, signal, ...files] = process.argv.slice(2);
const say = line => console.log(line);

async function done(page, count) {
  await page.waitForFunction(
    n => document.querySelectorAll('#uploads > li[data-state=done]').length === n, count, {timeout: 90000});
}

const moved = page => page.$eval('#uploads progress', bar => bar.value / bar.max);

// Tells the test that it is time, and waits for it to have done its part.
async function handOver(word) {
  writeFileSync(signal, word);
  while (existsSync(signal)) {
    await new Promise(go => setTimeout(go, 50));
  }
}

async function slow(page, context, bytesPerSecond) {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions',
    {offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond});
}

const scenes = {
  async both(page) {
    await page.goto(url);
    const [taken] = await Promise.all([page.waitForEvent('download'), page.click('#files a[download]')]);
    await page.setInputFiles('#choose', files);
    await done(page, files.length);
    say('names ' + JSON.stringify(await page.$$eval('#uploads > li .name', names => names.map(name => name.textContent))));
    say('taken ' + taken.suggestedFilename() + ' ' + (await taken.failure()));
    say('state ' + await page.$eval('#state', state => state.dataset.state));
    say('images ' + await page.$$eval('img', all => all.length));
  },

  async thousand(page) {
    await page.goto(url);
    await page.setInputFiles('#choose-folder', files[0]);
    await page.waitForFunction(() => document.querySelectorAll('#uploads > li').length === 1000, null, {timeout: 60000});
    await done(page, 1000);
    say('done');
  },

  async reload(page, context) {
    page.on('dialog', dialog => dialog.accept());
    await page.goto(url);
    await slow(page, context, 15e6);
    await page.setInputFiles('#choose', files);
    await page.waitForFunction(() => document.querySelector('#uploads progress').value > 9e6, null, {timeout: 60000});
    await page.reload();
    await page.waitForSelector('#uploads > li[data-state=paused]');
    await page.setInputFiles('#choose', files);
    await done(page, 1);
    say('rows ' + await page.$$eval('#uploads > li', all => all.length));
  },

  async killed(page, context) {
    await page.goto(url);
    await slow(page, context, 15e6);
    await page.setInputFiles('#choose', files);
    await page.waitForFunction(() => document.querySelector('#uploads progress').value > 9e6, null, {timeout: 60000});
    await handOver('kill');
    await page.waitForSelector('#state[data-state=lost]');
    await handOver('start');
    await done(page, 1);
    say('rows ' + await page.$$eval('#uploads > li', all => all.length));
  },

  async declined(page) {
    await page.goto(url);
    await page.setInputFiles('#choose', files);
    await page.waitForSelector('#uploads > li[data-state=declined]');
    say('declined');
  },

  async cancelled(page, context) {
    await page.goto(url);
    await slow(page, context, 2e6);
    await page.setInputFiles('#choose', files);
    await page.waitForFunction(() => document.querySelector('#uploads progress').value > 1e6, null, {timeout: 60000});
    await page.click('#uploads button.cancel');
    await page.waitForSelector('#uploads > li[data-state=cancelled]');
    say('cancelled');
  },

  async pin(page) {
    await page.goto(url);
    await page.fill('#pin', files[0]);
    await page.click('#pin-ok');
    await page.waitForSelector('#files');
    say('in');
  },

  async more(page) {
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector('#state').textContent);
    await handOver('offer');
    await page.waitForSelector('#files a[download="more.txt"]');
    await page.waitForSelector('#texts > li');
    say('text ' + await page.$eval('#texts > li span', span => span.textContent));
    await page.fill('#text', 'from the page');
    await page.click('#send-text');
    await page.waitForFunction(() => document.querySelector('#text').value === '');
    await handOver('close');
    await page.waitForSelector('#state[data-state=closed]');
    say('closed');
  },
};

(async () => {
  const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});
  try {
    const context = await browser.newContext({
      viewport: {width: 390, height: 844}, acceptDownloads: true, javaScriptEnabled: scene !== 'pin'});
    const page = await context.newPage();
    page.on('pageerror', error => say('ERROR ' + error.message));
    await scenes[scene](page, context);
  } finally {
    await browser.close();
  }
})().catch(failure => {
  say('FAILED ' + failure.message);
  process.exit(1);
});
