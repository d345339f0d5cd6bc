'use strict';
// Computes CRC-32Cs of files beside the page, so that sending never waits for it. A message {id, file, limit} begins, {id, limit}
// lets it go on up to there, {id} ends it; the answer is {id, sum} or {id, unreadable}.
const BUFFER = 1 << 20;
const running = new Map();

const tables = [];
for (let t = 0; t < 8; t++) {
  tables.push(new Int32Array(256));
}
for (let n = 0; n < 256; n++) {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) {
    crc = crc & 1 ? (crc >>> 1) ^ 0x82F63B78 : crc >>> 1;
  }
  tables[0][n] = crc;
}
for (let n = 0; n < 256; n++) {
  for (let t = 1; t < 8; t++) {
    const before = tables[t - 1][n];
    tables[t][n] = tables[0][before & 255] ^ (before >>> 8);
  }
}
const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;

// Eight bytes at a time.
function crc32c(before, bytes) {
  let crc = ~before;
  let i = 0;
  for (; i < bytes.length && (bytes.byteOffset + i) % 4; i++) {
    crc = t0[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  }
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + i, ((bytes.length - i) >> 3) << 1);
  for (let w = 0; w < words.length; w += 2) {
    const low = crc ^ words[w];
    const high = words[w + 1];
    crc = t7[low & 255] ^ t6[(low >>> 8) & 255] ^ t5[(low >>> 16) & 255] ^ t4[low >>> 24]
        ^ t3[high & 255] ^ t2[(high >>> 8) & 255] ^ t1[(high >>> 16) & 255] ^ t0[high >>> 24];
  }
  for (i += words.length * 4; i < bytes.length; i++) {
    crc = t0[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  }
  return ~crc;
}

// Reads into one buffer over and over where the browser can.
function reader(file) {
  const stream = file.stream();
  try {
    const own = stream.getReader({mode: 'byob'});
    let buffer = new ArrayBuffer(BUFFER);
    return async () => {
      const {done, value} = await own.read(new Uint8Array(buffer));
      buffer = value ? value.buffer : null;
      return done ? null : value;
    };
  } catch (notHere) {
    const chunks = stream.getReader();
    return async () => {
      const {done, value} = await chunks.read();
      return done ? null : value;
    };
  }
}

async function sum(job, file) {
  if (file.size <= BUFFER) {
    return crc32c(0, new Uint8Array(await file.arrayBuffer()));
  }
  const next = reader(file);
  let crc = 0;
  let at = 0;
  while (at < file.size && !job.stopped) {
    while (at >= job.limit && !job.stopped) {
      await new Promise(go => {
        job.wake = go;
      });
    }
    const bytes = await next();
    if (!bytes) {
      throw new Error('shorter than it was');
    }
    crc = crc32c(crc, bytes);
    at += bytes.length;
  }
  return crc;
}

onmessage = async ({data}) => {
  const {id, file, limit} = data;
  if (!file) {
    const job = running.get(id);
    if (job) {
      job.limit = limit;
      job.stopped = limit === undefined;
      job.wake();
    }
    return;
  }
  const job = {limit, stopped: false, wake: () => {}};
  running.set(id, job);
  try {
    const crc = await sum(job, file);
    postMessage({id, sum: (crc >>> 0).toString(16).padStart(8, '0')});
  } catch (unreadable) {
    postMessage({id, unreadable: true});
  }
  running.delete(id);
};
