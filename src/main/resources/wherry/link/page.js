'use strict';
// The page's program: follows along, leaves files in pieces, and goes on after every break (link.md).
(() => {
  const PIECE = 8 << 20;
  const SMALL = 8 << 20;
  const IN_FLIGHT = 2;
  // How far a file is read ahead of what is sent.
  const AHEAD = 8 * PIECE;
  // In milliseconds: on a way that works something moves sooner.
  const SILENT = 5000;
  const words = JSON.parse(document.body.dataset.words);
  const $ = id => document.getElementById(id);
  const say = (key, ...args) => args.reduce((text, arg) => text.replace('%s', () => arg), words[key] || '');
  const state = $('state');
  const base = location.pathname.replace(/[^/]*$/, '');

  function setState(to) {
    if (state.dataset.state !== to || !state.textContent) {
      state.dataset.state = to;
      state.textContent = say(to);
    }
  }
  setState('open');

  const sleep = ms => new Promise(done => setTimeout(done, ms));

  function size(bytes) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return (unit && value < 9.95 ? value.toFixed(1) : Math.round(value)) + ' ' + units[unit];
  }

  // ---- asking the computer ----

  // Answers {status, body}; status 0 where there was no answer.
  function ask(method, path, body, onProgress, onStart) {
    return new Promise(done => {
      const request = new XMLHttpRequest();
      request.open(method, base + path);
      request.setRequestHeader('X-Wherry', '1');
      request.timeout = method === 'GET' ? 45000 : 0;
      const end = () => {
        let parsed = null;
        try {
          parsed = JSON.parse(request.responseText);
        } catch (nonsense) {
          parsed = null;
        }
        done({status: request.status, body: parsed});
      };
      request.onload = end;
      request.onerror = request.ontimeout = request.onabort = () => done({status: 0, body: null});
      if (onProgress) {
        request.upload.onprogress = event => onProgress(event.loaded);
      }
      if (onStart) {
        onStart(request);
      }
      request.send(body);
    });
  }

  // ---- following along ----

  let boot = '';
  let change = 0;
  let filesShown = -1;
  let closed = false;
  const offers = new Map();
  let wake = [];

  function back() {
    wake.forEach(go => go());
    wake = [];
  }

  // Pieces on their way: when of each something moved last.
  const moving = new Map();

  // After a break: a connection from before it may be dead without anybody's having said so, for many minutes.
  function leaveTheSilent() {
    moving.forEach((since, request) => {
      if (Date.now() - since > SILENT) {
        request.abort();
      }
    });
  }

  async function follow() {
    let failures = 0;
    while (!closed) {
      const answer = await ask('GET', 'events?boot=' + boot + '&since=' + change);
      if (answer.status === 200 && answer.body) {
        if (failures) {
          leaveTheSilent();
        }
        failures = 0;
        await heard(answer.body);
      } else if (answer.status === 403 || answer.status === 404 || answer.status === 410) {
        setState('closed');
        failures = Math.max(failures, 5);
        await sleep(5000);
      } else {
        failures++;
        setState('lost');
        await Promise.race([sleep(Math.min(500 * failures, 4000)), new Promise(go => addEventListener('online', go, {once: true}))]);
      }
    }
  }

  // Takes note of which start of the program it is that answers. A new one knows nothing of what was offered before.
  // What it was offered just now is told of from that change on.
  function met(answering, from) {
    if (boot && answering !== boot) {
      for (const upload of uploads) {
        if (!final(upload) && upload.file) {
          upload.offer = null;
          upload.wanted = false;
          orphans = true;
        }
      }
      offers.clear();
      filesShown = -1;
    }
    if (answering !== boot) {
      boot = answering;
      change = from || 0;
    }
  }

  async function heard(told) {
    met(told.boot);
    const before = change;
    change = told.change;
    if (told.state === 'closed') {
      closed = true;
      setState('closed');
      return;
    }
    setState('open');
    back();
    if (filesShown >= 0 && told.files !== filesShown) {
      await relist();
    }
    filesShown = told.files;
    told.texts.forEach(showText);
    if ($('uploads')) {
      told.offers.forEach(offer => heardOffer(offer, before));
      pump();
    }
  }

  // Asks at once which start of the program it is: an offer that it does not know was made to another one, or is forgotten.
  async function meet() {
    const answer = await ask('GET', 'events?boot=' + boot + '&since=0');
    if (answer.status === 200 && answer.body) {
      met(answer.body.boot);
    }
  }

  async function relist() {
    try {
      const answer = await fetch(base + 'list', {cache: 'no-store'});
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        $('files').replaceChildren(...page.querySelector('ul').childNodes);
        $('allplace').replaceChildren(...page.querySelector('div').childNodes);
        $('nothing').hidden = !page.querySelector('#all').hidden;
      }
    } catch (lost) {
      filesShown = -1;
    }
  }

  function showText(text) {
    const item = document.createElement('li');
    const shown = document.createElement('span');
    shown.dir = 'auto';
    shown.textContent = text;
    const copy = document.createElement('button');
    copy.className = 'copy';
    copy.textContent = say('copy');
    copy.onclick = async () => {
      let done = false;
      try {
        await navigator.clipboard.writeText(text);
        done = true;
      } catch (notHere) {
        // Not over plain HTTP.
        const area = document.createElement('textarea');
        area.value = text;
        document.body.append(area);
        area.select();
        done = document.execCommand('copy');
        area.remove();
      }
      copy.textContent = say(done ? 'copied' : 'copy');
    };
    item.append(shown, copy);
    $('texts').append(item);
  }

  // ---- leaving files ----

  const uploads = [];
  const byKey = new Map();
  const keyOf = (name, bytes, modified) => JSON.stringify([name, bytes, modified]);
  const final = upload => ['done', 'declined', 'cancelled', 'failed'].includes(upload.state);
  let flying = 0;
  let offering = 0;
  let turn = 0;
  // Whether there are files of which the computer does not know (any more) that they were offered.
  let orphans = false;

  // What is known of an offer: its files by number, and what was told of files before they were known.
  function known(id) {
    let here = offers.get(id);
    if (!here) {
      here = {files: new Map(), told: new Map()};
      offers.set(id, here);
    }
    return here;
  }

  function heardOffer(offer, before) {
    const here = known(offer.id);
    for (const told of offer.files) {
      let upload = here.files.get(told.i);
      if (!upload && before === 0 && told.name !== undefined && !offering) {
        // From before the page was loaded anew: the file has to be chosen again.
        const key = keyOf(told.name, told.size, told.modified);
        upload = byKey.get(key);
        if (!upload) {
          upload = add(told.name, told.size, key);
          upload.have = upload.shown = told.have;
          set(upload, 'paused');
          upload.restored = true;
          $('uploads').append(upload.item);
        }
        here.files.set(told.i, upload);
        if (!final(upload)) {
          upload.offer = offer.id;
          upload.index = told.i;
        }
      }
      if (!upload) {
        here.told.set(told.i, told);
      } else if (upload.offer === offer.id && !final(upload)) {
        heardFile(upload, told);
      }
    }
  }

  function heardFile(upload, told) {
    if (told.state === 'wanted') {
      upload.wanted = true;
      if (upload.state === 'waiting') {
        set(upload, upload.file ? 'sending' : 'paused');
      }
    } else if (told.state !== 'waiting') {
      upload.why = told.why || '';
      set(upload, told.state);
      if (upload.request) {
        upload.request.abort();
      }
    }
  }

  function add(name, bytes, key) {
    const item = document.createElement('li');
    const title = document.createElement('bdi');
    title.className = 'name';
    title.textContent = name;
    const progress = document.createElement('progress');
    progress.max = Math.max(bytes, 1);
    progress.value = 0;
    progress.setAttribute('aria-label', name);
    const why = document.createElement('span');
    why.className = 'why';
    const cancel = document.createElement('button');
    cancel.className = 'cancel';
    cancel.type = 'button';
    cancel.textContent = say('cancel');
    cancel.setAttribute('aria-label', say('cancelof', name));
    item.append(title, progress, why, cancel);
    const upload = {name, size: bytes, key, item, progress, why: '', whyShown: why, have: 0, shown: 0, file: null, offer: null,
      index: 0, wanted: false, sum: null, state: '', request: null, running: false};
    cancel.onclick = () => cancelled(upload);
    uploads.push(upload);
    byKey.set(key, upload);
    return upload;
  }

  let drawing = false;
  const dirty = new Set();

  function draw() {
    drawing = false;
    for (const upload of dirty) {
      upload.progress.value = upload.state === 'done' ? upload.progress.max : upload.shown;
      let text = say(upload.state, size(upload.shown), size(upload.size));
      if (upload.state === 'sending' && upload.broken) {
        text = say('broken', size(upload.shown), size(upload.size));
      }
      if (upload.state === 'failed' && upload.why && words['failed.' + upload.why]) {
        text += '. ' + say('failed.' + upload.why);
      }
      upload.whyShown.textContent = text;
    }
    dirty.clear();
    let done = 0;
    let moved = 0;
    let all = 0;
    let busy = false;
    for (const upload of uploads) {
      done += upload.state === 'done';
      moved += upload.state === 'done' ? upload.size : upload.shown;
      all += upload.size;
      busy = busy || (!final(upload) && upload.state !== 'paused');
    }
    $('sum').textContent = uploads.length > 1 ? say('sum', done, uploads.length, size(moved), size(all)) : '';
    keepAwake(busy);
    remember(uploads.some(upload => !final(upload)));
  }

  // Whether this tab was loaded anew before all had come.
  let interrupted = false;
  let remembered = null;

  function remember(busy) {
    if (busy !== remembered) {
      remembered = busy;
      try {
        sessionStorage.setItem('left' + base, busy ? 'some' : 'all');
      } catch (forbidden) {
        // Then it is not known.
      }
    }
  }

  try {
    interrupted = sessionStorage.getItem('left' + base) === 'some';
  } catch (forbidden) {
    interrupted = false;
  }

  function redraw(upload) {
    dirty.add(upload);
    if (!drawing) {
      drawing = true;
      // Not by animation frame: a hidden page has none.
      setTimeout(draw, 60);
    }
  }

  function set(upload, to) {
    upload.state = to;
    upload.item.dataset.state = to;
    if (final(upload)) {
      upload.file = to === 'failed' ? upload.file : null;
      endSum(upload);
    }
    redraw(upload);
  }

  async function cancelled(upload) {
    if (final(upload)) {
      return;
    }
    const {offer, index} = upload;
    set(upload, 'cancelled');
    if (upload.request) {
      upload.request.abort();
    }
    while (offer && !closed) {
      const answer = await ask('POST', 'cancel/' + offer + '/' + index, '');
      if (answer.status) {
        return;
      }
      await lost();
    }
  }

  const lost = () => Promise.race([sleep(1500), new Promise(go => wake.push(go))]);

  function chosen(files) {
    const fresh = [];
    const list = document.createDocumentFragment();
    for (const file of files) {
      const name = file.webkitRelativePath || file.name;
      const key = keyOf(name, file.size, file.lastModified);
      let upload = byKey.get(key);
      if (upload && upload.restored) {
        upload.restored = false;
        if (upload.state === 'done') {
          // It came before the page was loaded anew, and is chosen with those that are still to come.
          continue;
        }
      }
      if (upload && !final(upload)) {
        // Goes on where it was.
        upload.file = file;
        upload.broken = false;
        if (upload.state === 'paused') {
          set(upload, upload.wanted ? 'sending' : 'waiting');
        }
        if (!upload.offer) {
          fresh.push(upload);
        }
        continue;
      }
      if (upload && upload.state !== 'done') {
        // What failed or was declined is offered once more, in its old place.
        upload.have = upload.shown = 0;
        upload.offer = null;
        upload.wanted = false;
        upload.why = '';
        turn = 0;
      } else {
        upload = add(name, file.size, key);
        list.append(upload.item);
      }
      upload.file = file;
      set(upload, 'waiting');
      fresh.push(upload);
    }
    $('uploads').append(list);
    if (fresh.length) {
      makeOffer(fresh, interrupted);
    }
    pump();
  }

  // Again: some of them may be there already, and are not to come twice.
  async function makeOffer(wanted, again) {
    wanted.forEach(upload => {
      upload.offering = true;
    });
    // Until it is known what there was, what is said at once of an offer could not be told from it.
    while (!change && !closed) {
      await lost();
    }
    const fresh = wanted.filter(upload => {
      upload.offering = !upload.offer && !final(upload);
      return upload.offering;
    });
    if (!fresh.length) {
      pump();
      return;
    }
    offering++;
    const body = JSON.stringify({again, files: fresh.map(upload =>
      ({name: upload.name, size: upload.size, modified: upload.file ? upload.file.lastModified : 0}))});
    while (!closed) {
      const answer = await ask('POST', 'offer', body);
      if (answer.status === 200 && answer.body) {
        met(answer.body.boot, answer.body.change);
        const here = known(answer.body.offer);
        offering--;
        fresh.forEach((upload, index) => {
          upload.offer = answer.body.offer;
          upload.index = index;
          upload.offering = false;
          here.files.set(index, upload);
          if (upload.state === 'cancelled') {
            ask('POST', 'cancel/' + upload.offer + '/' + index, '');
          } else if (here.told.has(index)) {
            heardFile(upload, here.told.get(index));
          }
        });
        pump();
        return;
      }
      if (answer.status >= 400 && answer.status < 500) {
        offering--;
        fresh.forEach(upload => {
          upload.offering = false;
          upload.why = answer.status === 413 || answer.status === 429 ? 'many' : '';
          set(upload, 'failed');
        });
        return;
      }
      await lost();
    }
  }

  // Lets as many pieces fly as may.
  function pump() {
    if (closed) {
      return;
    }
    if (orphans) {
      orphans = false;
      const again = uploads.filter(upload => upload.file && !upload.offer && !upload.offering && !final(upload));
      again.forEach(upload => {
        upload.wanted = false;
        set(upload, 'waiting');
      });
      if (again.length) {
        makeOffer(again, true);
      }
    }
    for (; turn < uploads.length && final(uploads[turn]); turn++) {
      // Those at the front that have ended need not be looked at again.
    }
    let running = 0;
    let ahead = 0;
    for (let i = turn; i < uploads.length && (running < IN_FLIGHT || ahead < IN_FLIGHT); i++) {
      const upload = uploads[i];
      if (upload.running) {
        running++;
      } else if (upload.file && upload.wanted && upload.offer && !final(upload)) {
        if (running < IN_FLIGHT) {
          running++;
          upload.running = true;
          send(upload).finally(() => {
            upload.running = false;
            setTimeout(pump, 0);
          });
        } else {
          ahead++;
          if (upload.size <= SMALL) {
            // So that it need not be waited for.
            sumOf(upload);
          }
        }
      }
    }
  }

  let slotFree = [];

  async function slot() {
    while (flying >= IN_FLIGHT) {
      await new Promise(go => slotFree.push(go));
    }
    flying++;
  }

  function freeSlot() {
    flying--;
    const go = slotFree.shift();
    if (go) {
      go();
    }
  }

  // Sends one file to its end, over as many breaks as there are.
  async function send(upload) {
    let begun = upload.have > 0 || upload.size > SMALL;
    const offer = upload.offer;
    const goesOn = () => !final(upload) && upload.file && upload.offer === offer && upload.wanted;
    while (goesOn() && !closed) {
      set(upload, 'sending');
      if (begun) {
        const told = await ask('GET', 'piece/' + offer + '/' + upload.index);
        if (!goesOn()) {
          return;
        }
        if (told.status === 0) {
          upload.broken = true;
          redraw(upload);
          await lost();
          continue;
        }
        if (!await took(upload, told)) {
          return;
        }
      }
      begun = true;
      try {
        await sendFrom(upload, upload.have);
      } catch (changed) {
        upload.why = 'changed';
        const index = upload.index;
        set(upload, 'failed');
        ask('POST', 'cancel/' + offer + '/' + index, '');
        return;
      }
      if (goesOn()) {
        upload.broken = true;
        redraw(upload);
        await lost();
      }
    }
  }

  // Takes note of what the computer says of a file; false if nothing is to be sent now.
  async function took(upload, told) {
    if (final(upload)) {
      return false;
    }
    if (told.status === 404 || told.status === 410) {
      const offer = upload.offer;
      await meet();
      if (upload.offer === offer) {
        upload.offer = null;
        upload.wanted = false;
        orphans = true;
      }
      return false;
    }
    if (told.body && told.body.state) {
      upload.have = told.body.have;
      upload.shown = told.body.have;
      if (!['wanted', 'waiting'].includes(told.body.state)) {
        upload.why = told.body.why || '';
        set(upload, told.body.state);
        return false;
      }
      redraw(upload);
      return true;
    }
    return told.status < 400;
  }

  // ---- their sums, computed beside (sum.js) ----

  let summer = null;
  let lastSum = 0;
  const summing = new Map();

  function startSummer() {
    summer = new Worker('sum.js');
    summer.onmessage = ({data}) => {
      const told = summing.get(data.id);
      summing.delete(data.id);
      if (told) {
        told(data);
      }
    };
    // It could not be loaded: once the computer is there again it can.
    summer.onerror = () => {
      summer = null;
      const all = [...summing.values()];
      summing.clear();
      all.forEach(told => told({}));
    };
  }

  // Answers {sum}, {unreadable}, or neither when it has to be tried once more.
  async function sumOf(upload) {
    if (!upload.sum) {
      if (!summer) {
        startSummer();
      }
      const id = ++lastSum;
      const answer = new Promise(told => summing.set(id, told));
      summer.postMessage({id, file: upload.file, limit: upload.have + AHEAD});
      upload.sum = {id, answer};
    }
    const told = await upload.sum.answer;
    if (!told.sum) {
      upload.sum = null;
    }
    return told;
  }

  function letSum(upload, limit) {
    if (upload.sum && summer) {
      summer.postMessage({id: upload.sum.id, limit});
    }
  }

  function endSum(upload) {
    letSum(upload, undefined);
    upload.sum = null;
  }

  async function isReadable(upload, from) {
    try {
      const some = await upload.file.slice(from, from + 1).arrayBuffer();
      return some.byteLength === Math.min(1, upload.size - from);
    } catch (unreadable) {
      return false;
    }
  }

  // Throws if the file cannot be read any more.
  async function sendFrom(upload, begin) {
    const offer = upload.offer;
    const changed = () => final(upload) || upload.offer !== offer;
    let at = begin;
    let failed = false;
    const loaded = new Map();
    const open = new Set();
    const pieces = [];
    const show = () => {
      let sent = upload.have;
      loaded.forEach((n, from) => {
        sent = Math.max(sent, 0) + (from >= upload.have ? n : 0);
      });
      upload.shown = Math.min(upload.size, sent);
      upload.broken = false;
      redraw(upload);
    };
    sumOf(upload);
    do {
      const from = at;
      const to = Math.min(upload.size, from + PIECE);
      let path = 'piece/' + offer + '/' + upload.index + '?at=' + from;
      letSum(upload, to + AHEAD);
      if (to === upload.size) {
        const told = await sumOf(upload);
        if (changed() || !told.sum) {
          await Promise.all(pieces);
          if (told.unreadable && !changed()) {
            throw new Error('it cannot be read');
          }
          return;
        }
        path += '&crc=' + told.sum;
      }
      await slot();
      if (failed || changed()) {
        freeSlot();
        break;
      }
      loaded.set(from, 0);
      let own = null;
      // The browser reads it once more by itself: it need not go through this page.
      const piece = ask('POST', path, upload.file.slice(from, to), n => {
        loaded.set(from, n);
        moving.set(own, Date.now());
        show();
      }, request => {
        own = upload.request = request;
        open.add(request);
        moving.set(request, Date.now());
      }).then(answer => {
        freeSlot();
        open.delete(own);
        moving.delete(own);
        loaded.delete(from);
        if (changed()) {
          return null;
        }
        if (answer.status === 200 && answer.body) {
          upload.have = Math.max(upload.have, answer.body.have);
          show();
          if (answer.body.state !== 'wanted') {
            return took(upload, answer);
          }
        } else {
          failed = true;
          // The next one would wait at the computer for this one.
          open.forEach(request => request.abort());
          if (answer.status) {
            return took(upload, answer);
          }
        }
        return null;
      });
      pieces.push(piece);
      if (pieces.length >= IN_FLIGHT) {
        await pieces.shift();
      }
      at = to;
    } while (at < upload.size && !failed);
    await Promise.all(pieces);
    if (failed && !changed() && upload.file && !await isReadable(upload, begin)) {
      throw new Error('it cannot be read');
    }
  }

  // ---- keeping the screen on ----

  let lock = null;

  async function keepAwake(busy) {
    if (!('wakeLock' in navigator)) {
      $('awake').hidden = !busy;
      return;
    }
    if (busy && !lock) {
      lock = 'wanted';
      try {
        lock = await navigator.wakeLock.request('screen');
        lock.addEventListener('release', () => {
          lock = null;
        });
      } catch (refused) {
        lock = null;
        $('awake').hidden = !busy;
      }
    } else if (!busy && lock && lock.release) {
      lock.release();
    }
    if (!busy) {
      $('awake').hidden = true;
    }
  }

  // ---- what people do ----

  if ($('pickers')) {
    $('pickers').hidden = false;
    $('folderpicker').hidden = !('webkitdirectory' in document.createElement('input'));
    for (const id of ['choose', 'choose-folder']) {
      $(id).addEventListener('change', event => {
        chosen([...event.target.files]);
        event.target.value = '';
      });
    }
    addEventListener('dragover', event => {
      event.preventDefault();
      document.body.classList.add('over');
    });
    addEventListener('dragleave', () => document.body.classList.remove('over'));
    addEventListener('drop', event => {
      event.preventDefault();
      document.body.classList.remove('over');
      chosen([...event.dataTransfer.files]);
    });
    $('textform').addEventListener('submit', async event => {
      event.preventDefault();
      const text = $('text').value;
      if (!text.trim()) {
        return;
      }
      $('send-text').disabled = true;
      $('textstate').textContent = '';
      const answer = await ask('POST', 'text', text);
      $('send-text').disabled = false;
      $('textstate').textContent = say(answer.status === 200 ? 'textsent' : answer.status === 403 ? 'textdeclined' : 'textnot');
      if (answer.status === 200) {
        $('text').value = '';
      }
    });
    addEventListener('beforeunload', event => {
      if (uploads.some(upload => upload.running)) {
        event.preventDefault();
      }
    });
  }
  follow();
})();
