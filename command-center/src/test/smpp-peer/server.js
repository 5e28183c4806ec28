'use strict';
// An SMPP 3.4 server for the tests: commands come as lines of JSON on standard input, what it saw goes out the same way.
const readline = require('node:readline');
const smpp = require('smpp');

const password = process.argv[2];
const scripts = new Map();
const sessions = new Set();
let ids = 0;
let answers = {};
let allowance = null;
let swapped = () => {};

const tell = (line) => process.stdout.write(JSON.stringify(line) + '\n');

function receipt(session, id, state, stat, answered = () => {}) {
  session.deliver_sm(
    {
      esm_class: 4,
      source_addr: '10690000',
      destination_addr: '10690000',
      short_message: `id:${id} sub:001 dlvrd:001 submit date:2611230000 done date:2611230000 stat:${stat} err:000 text:x`,
      receipted_message_id: id,
      message_state: state,
    },
    answered,
  );
}

const delivered = (session, id, answered) => receipt(session, id, 2, 'DELIVRD', answered);

/** As many a second as that, and as many at once where there were none for a second. */
function allow(perSecond) {
  let left = perSecond;
  let at = Date.now();
  return () => {
    const now = Date.now();
    left = Math.min(perSecond, left + ((now - at) / 1000) * perSecond);
    at = now;
    return left >= 1 && left-- >= 1;
  };
}

function submitted(session, pdu) {
  const text = pdu.short_message.message;
  tell({ seen: { to: pdu.destination_addr, text, reference: pdu.user_message_reference, isFlash: pdu.data_coding === 0x18 } });
  const id = `node-${++ids}`;
  const accept = () => session.send(pdu.response({ message_id: id }));
  const refuse = (status) => session.send(pdu.response({ command_status: status }));
  if (allowance && !allowance()) {
    return refuse(smpp.ESME_RTHROTTLED);
  }
  const before = swapped;
  swapped = () => {};
  setImmediate(() => before());
  const undeliverable = () => {
    accept();
    receipt(session, id, 5, 'UNDELIV');
  };
  switch ((scripts.get(pdu.destination_addr) || []).shift() || 'ACCEPT') {
    case 'ACCEPT':
      accept();
      return delivered(session, id);
    case 'RECEIPT_FIRST':
      return delivered(session, id, accept);
    case 'RECEIPT_TWICE':
      return delivered(session, id, () => {
        accept();
        delivered(session, id);
      });
    case 'UNDELIVERABLE':
      return undeliverable();
    case 'NO_RECEIPT':
      return accept();
    case 'THROTTLE':
      return refuse(smpp.ESME_RTHROTTLED);
    case 'FAIL':
      return refuse(smpp.ESME_RSYSERR);
    case 'REFUSE':
      return refuse(smpp.ESME_RINVDSTADR);
    case 'SLOW':
      return setTimeout(() => {
        accept();
        delivered(session, id);
      }, answers.slow);
    case 'LATE_ANSWER':
      return setTimeout(undeliverable, answers.late);
    case 'SWAPPED':
      swapped = undeliverable;
      return undefined;
    case 'NO_ANSWER':
      return undefined;
    case 'HANG_UP':
      return session.destroy();
  }
}

const tls = process.env.TLS_KEY ? { key: process.env.TLS_KEY, cert: process.env.TLS_CERTIFICATE } : {};
const server = smpp.createServer(tls, (session) => {
  sessions.add(session);
  session.on('close', () => sessions.delete(session));
  session.on('error', () => sessions.delete(session));
  session.on('bind_transceiver', (pdu) => {
    const known = pdu.password === password;
    session.send(pdu.response(known ? {} : { command_status: smpp.ESME_RBINDFAIL }));
  });
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => {
    session.send(pdu.response());
    session.close();
  });
  session.on('submit_sm', (pdu) => submitted(session, pdu));
});
server.listen(0, '127.0.0.1', () => tell({ port: server.address().port }));

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const command = JSON.parse(line);
  if (command.script) {
    scripts.set(command.script, command.does);
    answers = command;
  } else if (command.throttlesAbove) {
    allowance = allow(command.throttlesAbove);
  } else if (command.from) {
    const session = [...sessions].pop();
    session.deliver_sm(
      { source_addr: command.from, destination_addr: '10690000', data_coding: 8, short_message: command.text },
      (answer) => tell({ typed: answer.command_status }),
    );
  }
}).on('close', () => process.exit(0));
