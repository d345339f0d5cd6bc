'use strict';
// Drives a real Chromium for the tests: node link.js CHROMIUM. Reads a scene a line, {"scene", "url", "signal", "files"}, and
// plays it as somebody new. Prints what it sees, a word or a line each, and END; the test reads that.
const {chromium} = require('playwright-core');
const {existsSync, writeFileSync} = require('fs');

const executablePath = process.argv[2];
let url, signal, files;
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

// In the page: where pieces begin, and how many were in flight at most.
function countPieces() {
  const open = XMLHttpRequest.prototype.open;
  let flying = 0;
  window.most = 0;
  window.places = [];
  XMLHttpRequest.prototype.open = function (method, path) {
    if (method === 'POST' && path.includes('piece')) {
      window.places.push(Number(new URL(path, location).searchParams.get('at')));
      window.most = Math.max(window.most, ++flying);
      ['load', 'error', 'abort'].forEach(end => this.addEventListener(end, () => flying--));
    }
    return open.apply(this, arguments);
  };
}

// In the page: of the texts in it and what is behind them (WCAG 2.2, section 1.4.3), and how dark the ground is.
function leastContrast() {
  const light = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    const own = getComputedStyle(element).backgroundColor;
    return own === 'rgba(0, 0, 0, 0)' ? ground(element.parentElement) : own;
  };
  const shown = [...document.querySelectorAll('body *')].filter(element => element.checkVisibility()
    && [...element.childNodes].some(child => child.nodeType === 3 && child.textContent.trim()));
  const least = Math.min(...shown.map(element => {
    const [less, more] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => a - b);
    return (more + 0.05) / (less + 0.05);
  }));
  return (light(ground(document.body)) < 0.2 ? 'dark ' : 'light ') + (least >= 4.5 ? 'readable' : least);
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

  async changed(page, context) {
    page.on('requestfailed', request => say(request.failure().errorText));
    await page.goto(url);
    await slow(page, context, 15e6);
    await page.setInputFiles('#choose', files);
    await page.waitForFunction(() => document.querySelector('#uploads progress').value > 9e6, null, {timeout: 60000});
    let failures = 4;
    await page.route(/events|piece/, route => failures-- > 0 ? route.abort('internetdisconnected') : route.continue());
    await done(page, 1);
  },

  async silent(page) {
    await page.goto(url);
    let silence = null;
    let broken = false;
    const gone = () => {};
    await page.route(/events|piece/, async route => {
      if (!silence && route.request().method() === 'POST') {
        // Neither goes on nor fails: its connection is dead, and nobody has said so.
        silence = new Promise(go => setTimeout(go, 6000));
      } else if (silence && !broken && route.request().url().includes('events')) {
        broken = true;
        await silence;
        await route.abort('internetdisconnected').catch(gone);
      } else {
        await route.continue().catch(gone);
      }
    });
    await page.setInputFiles('#choose', files);
    await done(page, 1);
  },

  async oneFails(page) {
    const isPiece = request => request.method() === 'POST' && request.url().includes('piece');
    const at = request => new URL(request.url()).searchParams.get('at');
    page.on('requestfailed', request => isPiece(request) && say('failed ' + at(request) + ' ' + request.failure().errorText));
    page.on('response', response => isPiece(response.request()) && say('answered ' + response.status()));
    await page.goto(url);
    let sentBehind = null;
    const behind = new Promise(resolve => sentBehind = resolve);
    let fails = true;
    await page.route(/piece/, async route => {
      // Two are asked for at once, and may come here in either order.
      if (fails && isPiece(route.request()) && at(route.request()) === '0') {
        fails = false;
        await behind;
        // The one behind waits at the computer now.
        await route.abort('connectionreset');
        return;
      }
      await route.continue().catch(() => {});
      if (isPiece(route.request())) {
        sentBehind();
      }
    });
    await page.setInputFiles('#choose', files);
    await done(page, 1);
  },

  async large(page, context) {
    await page.goto(url);
    const begun = Date.now();
    const [taken] = await Promise.all([page.waitForEvent('download'), page.click('#files a[download]')]);
    await page.setInputFiles('#choose', files[0]);
    await page.waitForFunction(
      () => document.querySelectorAll('#uploads > li[data-state=done]').length === 1, null, {timeout: 600000});
    await taken.saveAs(files[1]);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const {metrics} = await session.send('Performance.getMetrics');
    say('seconds ' + (Date.now() - begun) / 1000);
    say('tab ' + metrics.find(each => each.name === 'JSHeapTotalSize').value);
  },

  // For src/bench/run --link, as the next.
  async upload(page) {
    await page.goto(url);
    const begun = Date.now();
    await page.setInputFiles('#choose', files[0]);
    await page.waitForSelector('#uploads > li[data-state=done]', {timeout: 600000});
    say('seconds ' + (Date.now() - begun) / 1000);
  },

  async bare(page) {
    await page.goto(url);
    const begun = Date.now();
    await page.setInputFiles('#choose', files[0]);
    await page.waitForFunction(() => document.title === 'done', null, {timeout: 600000});
    say('seconds ' + (Date.now() - begun) / 1000);
  },

  async atOnce(page, context) {
    await page.goto(url);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions',
      {offline: false, latency: 0, downloadThroughput: 10e6, uploadThroughput: 10e6});
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#files a[download]')]);
    await page.setInputFiles('#choose', files[0]);
    const taken = download.saveAs(files[1]);
    await page.waitForFunction(() => document.querySelector('#uploads progress').value > 0, null, {timeout: 60000});
    await Promise.all([taken, done(page, 1)]);
    say('together');
  },

  async scriptless(page) {
    await page.goto(url);
    say(await page.textContent('noscript'));
    say(await page.getAttribute('#all', 'download'));
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#files a[download]')]);
    await download.saveAs(files[0]);
  },

  async small(first, context, browser) {
    for (const locale of ['en', 'de', 'ar']) {
      const other = await browser.newContext({viewport: {width: 320, height: 568}, locale});
      const page = await other.newPage();
      await page.goto(url);
      await page.setInputFiles('#choose', files);
      await done(page, 1);
      say(await page.evaluate(() => document.documentElement.lang + ' ' + getComputedStyle(document.body).direction + ' '
        + document.documentElement.scrollWidth + ' of ' + innerWidth));
      await other.close();
    }
  },

  async declined(page) {
    await page.goto(url);
    await page.setInputFiles('#choose', files);
    await page.waitForSelector('#uploads > li[data-state=declined]');
    say('declined');
  },

  async declinedAtOnce(page) {
    let first = true;
    await page.route(/events/, async route => {
      if (first) {
        first = false;
        // The page asks what there is only when the answer to what it could have offered has been given.
        await new Promise(go => setTimeout(go, 1500));
      }
      await route.continue();
    });
    await page.goto(url);
    await page.setInputFiles('#choose', files);
    await page.waitForSelector('#uploads > li[data-state=declined]');
    say('declined');
  },

  async declinedFirst(page) {
    await page.goto(url);
    await page.setInputFiles('#choose', files);
    await page.waitForSelector('#uploads > li[data-state=declined]');
    await page.setInputFiles('#choose', files);
    await done(page, 1);
    say('rows ' + await page.$$eval('#uploads > li', all => all.length));
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

  async cancelledThere(page, context) {
    await page.goto(url);
    await slow(page, context, 2e6);
    await page.setInputFiles('#choose', files);
    await page.waitForFunction(() => document.querySelector('#uploads progress').value > 1e6, null, {timeout: 60000});
    await handOver('cancel');
    await page.waitForSelector('#uploads > li[data-state=cancelled]');
    say('cancelled');
  },

  async altered(page, context) {
    await page.goto(url);
    await slow(page, context, 10e6);
    await page.setInputFiles('#choose', files);
    await page.waitForFunction(() => document.querySelector('#uploads progress').value > 9e6, null, {timeout: 60000});
    await handOver('alter');
    await page.waitForSelector('#uploads > li[data-state=failed]', {timeout: 60000});
    say('failed ' + await page.textContent('#uploads > li .why'));
  },

  async pieces(page) {
    await page.addInitScript(countPieces);
    await page.goto(url);
    await page.setInputFiles('#choose', files);
    await done(page, files.length);
    say('most ' + await page.evaluate(() => window.most));
    say('places ' + await page.evaluate(() => window.places.sort((a, b) => a - b).join(' ')));
  },

  async reloaded(page, context) {
    await page.addInitScript(countPieces);
    page.on('dialog', dialog => dialog.accept());
    await page.goto(url);
    await slow(page, context, 8e6);
    await page.setInputFiles('#choose', files);
    await page.waitForFunction(() => document.querySelector('#uploads progress').value > 9e6, null, {timeout: 60000});
    await page.route(/events/, route => route.abort('internetdisconnected'));
    await page.reload();
    await page.waitForSelector('#state[data-state=lost]');
    await page.unroute(/events/);
    await page.waitForSelector('#state[data-state=open]');
    await page.waitForSelector('#uploads > li[data-state=paused]');
    await page.setInputFiles('#choose', files);
    await done(page, 1);
    say('rows ' + await page.$$eval('#uploads > li', all => all.length));
    say('from ' + (await page.evaluate(() => window.places[0]) > 0 ? 'there' : 'anew'));
  },

  async colours(first, context, browser) {
    for (const colorScheme of ['light', 'dark']) {
      const other = await browser.newContext({colorScheme});
      const page = await other.newPage();
      await page.goto(url);
      await page.setInputFiles('#choose', files);
      await done(page, 1);
      say(colorScheme + ' ' + await page.evaluate(leastContrast));
      await other.close();
    }
  },

  async awake(first, context, browser) {
    for (const has of [true, false]) {
      const other = await browser.newContext();
      const page = await other.newPage();
      await page.addInitScript(can => {
        window.asked = 0;
        if (can) {
          navigator.wakeLock.request = async () => {
            window.asked++;
            return {addEventListener() {}, release() { window.asked--; }};
          };
        } else {
          // As over plain HTTP.
          delete Navigator.prototype.wakeLock;
        }
      }, has);
      await page.goto(url);
      await slow(page, other, 4e6);
      await page.setInputFiles('#choose', files);
      await page.waitForFunction(() => document.querySelector('#uploads progress').value > 0, null, {timeout: 60000});
      say((has ? 'can ' : 'cannot ') + await page.evaluate(() => window.asked + ' ' + !document.querySelector('#awake').hidden));
      await done(page, 1);
      await page.waitForFunction(() => !window.asked && document.querySelector('#awake').hidden);
      await other.close();
    }
  },

  async expired(page) {
    await page.goto(url);
    await handOver('shorten');
    await page.waitForSelector('#state[data-state=closed]', {timeout: 60000});
    say('closed');
  },

  async phone(page, context) {
    await page.goto(url);
    await slow(page, context, 1.5e6);
    await page.setInputFiles('#choose', files.slice(2));
    await page.setInputFiles('#choose-folder', files[1]);
    await page.waitForFunction(() => [...document.querySelectorAll('#uploads progress')].some(bar => bar.value > 0), null,
      {timeout: 60000});
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#all')]);
    await download.saveAs(files[0]);
    say(await page.$$eval('#uploads > li[data-state=done]', all => all.length) < 6 ? 'both at once' : 'one after another');
    await done(page, 6);
    say('zip ' + download.suggestedFilename());
  },

  async offered(page) {
    await page.goto(url);
    say('links ' + await page.$$eval('#files a[download]', all => all.length));
    say('folds ' + await page.$$eval('#files details', all => all.length));
    say(await page.$eval('#files a[download]', first => first.textContent));
  },

  async pin(page) {
    await page.goto(url);
    await page.fill('#pin', files[0]);
    await page.click('#pin-ok');
    await page.waitForSelector('#files');
    say('in');
  },

  async more(page, context) {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector('#state').textContent);
    await handOver('offer');
    await page.waitForSelector('#files a[download="more.txt"]');
    await page.waitForSelector('#texts > li');
    say('text ' + await page.$eval('#texts > li span', span => span.textContent));
    await page.click('#texts button.copy');
    await page.waitForFunction(() => document.querySelector('#texts button.copy').textContent === 'Copied');
    say('copied ' + await page.evaluate(() => navigator.clipboard.readText()));
    await page.fill('#text', 'from the page');
    await page.click('#send-text');
    await page.waitForFunction(() => document.querySelector('#text').value === '');
    await handOver('close');
    await page.waitForSelector('#state[data-state=closed]');
    say('closed');
  },
};

async function play(browser, command) {
  ({url, signal, files} = command);
  const context = await browser.newContext({
    viewport: {width: 390, height: 844}, acceptDownloads: true,
    javaScriptEnabled: !['pin', 'scriptless'].includes(command.scene)});
  try {
    const page = await context.newPage();
    page.on('pageerror', error => say('ERROR ' + error.message));
    page.on('request', request => {
      const asked = new URL(request.url());
      if (asked.protocol.startsWith('http') && asked.origin !== new URL(command.url).origin) {
        say('ERROR it asks for something elsewhere: ' + asked);
      }
    });
    await scenes[command.scene](page, context, browser);
  } catch (failure) {
    say('FAILED ' + failure.message);
  }
  await context.close();
  say('END');
}

(async () => {
  const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});
  for await (const line of require('readline').createInterface({input: process.stdin})) {
    await play(browser, JSON.parse(line));
  }
  await browser.close();
})();
