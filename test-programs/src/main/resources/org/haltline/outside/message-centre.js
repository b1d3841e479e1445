// A message centre for tests: the protocol is node-smpp's, which others wrote; here is only what it is told to do.
// Says one line of JSON on standard output for everything that happens, and takes one on standard input for
// everything it is to do: {"throttle":2} {"mute":1} {"refuse":11} {"receipt":"DELIVRD"|"UNDELIV"|""} {"drop":true}
// {"say":{"id":"…","stat":"…","to":"…"}} {"hex":true} {"early":true} {"number":1000}
'use strict';
const smpp = require('smpp');
const readline = require('readline');

const todo = { throttle: 0, mute: 0, refuse: 0, receipt: 'DELIVRD', hex: false, early: false };
const sessions = new Set();
const sentTo = new Map();
let number = Date.now() % 1e9; // started again, it gives no name twice

function tell(what) {
  process.stdout.write(JSON.stringify(what) + '\n');
}

function receipt(session, id, to, stat, back) {
  const text = `id:${id} sub:001 dlvrd:001 submit date:2611200900 done date:2611200901 stat:${stat} err:000 text:`;
  session.deliver_sm(
    { source_addr: to, destination_addr: '96110', esm_class: 4, short_message: Buffer.from(text) },
    (pdu) => {
      tell({ event: 'acknowledged', id, status: pdu.command_status });
      if (pdu.command_status !== 0 && back > 0) {
        setTimeout(() => receipt(session, id, to, stat, back - 1), 200);
      }
    },
  );
}

const server = smpp.createServer((session) => {
  sessions.add(session);
  session.on('error', () => session.close());
  session.on('close', () => sessions.delete(session));
  session.on('bind_transceiver', (pdu) => {
    const known = pdu.system_id === 'haltline' && pdu.password === 'secret';
    tell({ event: 'bind', known });
    session.send(pdu.response({ command_status: known ? 0 : smpp.ESME_RBINDFAIL }));
  });
  session.on('enquire_link', (pdu) => {
    tell({ event: 'enquire' });
    session.send(pdu.response());
  });
  session.on('unbind', (pdu) => {
    session.send(pdu.response());
    session.close();
  });
  session.on('submit_sm', (pdu) => {
    const id = ++number;
    const said = {
      event: 'submit', id: String(id), to: pdu.destination_addr, from: pdu.source_addr, coding: pdu.data_coding,
      esm: pdu.esm_class, receipt: pdu.registered_delivery, validity: pdu.validity_period,
      text: String(pdu.short_message.message),
      udh: (pdu.short_message.udh || []).map((each) => each.toString('hex')).join(''),
    };
    if (todo.throttle > 0) {
      todo.throttle--;
      tell({ event: 'throttled' });
      session.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }));
      return;
    }
    if (todo.refuse > 0) {
      tell({ event: 'refused' });
      session.send(pdu.response({ command_status: todo.refuse }));
      return;
    }
    tell(said);
    if (todo.mute > 0) {
      todo.mute--;
      return;
    }
    const taken = () => session.send(pdu.response({ message_id: todo.hex ? id.toString(16) : String(id) }));
    const delivered = () => todo.receipt && receipt(session, String(id), pdu.destination_addr, todo.receipt, 20);
    sentTo.set(String(id), pdu.destination_addr);
    if (todo.early) {
      delivered();
      setTimeout(taken, 100);
    } else {
      taken();
      delivered();
    }
  });
});

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const told = JSON.parse(line);
  if (told.drop) {
    sessions.forEach((session) => session.destroy());
  } else if (told.say) {
    const to = told.say.to ?? sentTo.get(told.say.id);
    sessions.forEach((session) => receipt(session, told.say.id, to, told.say.stat, 20));
  } else if (told.number) {
    number = told.number;
  } else {
    Object.assign(todo, told);
  }
  tell({ event: 'told' });
}).on('close', () => process.exit(0));

server.listen(Number(process.argv[2] || 0), '127.0.0.1', () => tell({ event: 'listening', port: server.address().port }));
