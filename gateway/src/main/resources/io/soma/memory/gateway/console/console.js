'use strict';
// Talks to the admin API that serves this page. The token travels in the Authorization header and
// never in a cookie, so that no other page can have a browser send it.
(() => {
  // Where the live stream is not to be had.
  const EVERY_MS = 5000;
  // The stream has a sign of life every second. One that is held back on its way shows none.
  const SILENCE_MS = 10000;
  const FIRST_PAUSE_MS = 1000;
  const LONGEST_PAUSE_MS = 30000;
  const TREND_MS = 60000;
  // As the alert SomaMemoryClockSkew has it.
  const SKEW_SECONDS = 5;
  const $ = (id) => document.getElementById(id);
  let token = sessionStorage.getItem('soma-admin-token') || '';
  let timer = 0;
  let readOnly = false;
  let stream = null;
  let streaming = false;
  let reconnect = 0;
  let run = 0;
  let pause = 0;
  let around = null;
  let known = null;
  let counts = null;
  let rates = new Map();
  let history = new Map();

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text === undefined || text === null ? '' : String(text);
    if (className) { made.className = className; }
    return made;
  }

  function button(text, action, className) {
    const made = element('button', text, className);
    made.type = 'button';
    made.addEventListener('click', () => action().catch(failed));
    return made;
  }

  async function api(path, body) {
    const options = { headers: { Authorization: 'Bearer ' + token, 'X-Soma-Operator': 'console' }, cache: 'no-store' };
    if (body !== undefined) {
      options.method = 'POST';
      options.headers['Content-Type'] = 'application/json';
      options.body = JSON.stringify(body);
    }
    const answer = await fetch(path, options);
    const json = await answer.json().catch(() => ({}));
    if (answer.status === 401) {
      // Once: several requests may be under way.
      if (token) { leave(); }
      throw new Error('The token is not the one of this service.');
    }
    if (!answer.ok) { throw new Error(answer.status + ': ' + (json.detail || 'no detail')); }
    return json;
  }

  function say(text, bad) {
    $('status').textContent = text;
    $('status').className = bad ? 'bad' : '';
  }

  // Rows that are the same stay as they are, so that the keyboard's focus and a screen reader's
  // place stay too.
  function update(body, rows) {
    const before = new Map([...body.rows].map((row) => [row.dataset.key, row]));
    let at = body.firstElementChild;
    for (const { key, shown, make } of rows) {
      const signature = JSON.stringify(shown);
      let row = before.get(key);
      if (!row || row.signature !== signature) {
        const focused = row && row.contains(document.activeElement) ? document.activeElement.textContent : null;
        const made = make();
        made.dataset.key = key;
        made.signature = signature;
        if (row) {
          if (at === row) { at = made; }
          row.replaceWith(made);
        }
        row = made;
        if (focused !== null) {
          // Once it is part of the page.
          queueMicrotask(() => { const same = [...made.querySelectorAll('button')].find((b) => b.textContent === focused); if (same) { same.focus(); } });
        }
      }
      before.delete(key);
      if (row === at) { at = at.nextElementSibling; } else { body.insertBefore(row, at); }
    }
    for (const row of before.values()) { row.remove(); }
  }

  function note(text, columns) {
    return { key: '', shown: text, make: () => {
      const line = element('tr');
      const cell = element('td', text);
      cell.colSpan = columns;
      line.append(cell);
      return line;
    } };
  }

  function failed(error) { say(error.message, true); }

  function ask(text, yes) {
    return new Promise((resolve) => {
      $('ask-text').textContent = text;
      $('ask-yes').textContent = yes;
      $('ask').returnValue = 'no';
      $('ask').addEventListener('close', () => resolve($('ask').returnValue === 'yes'), { once: true });
      $('ask').showModal();
    });
  }

  const age = (seconds) => seconds === null || seconds === undefined ? '-'
    : seconds < 120 ? Math.round(seconds) + ' s'
    : seconds < 7200 ? Math.round(seconds / 60) + ' min'
    : Math.round(seconds / 3600) + ' h';

  async function look() {
    const [tenants, summary, failures, audit] = await Promise.all([
      api('/admin/tenants'),
      api('/admin/outbox/summary'),
      api('/admin/outbox?status=failed&limit=200'),
      api('/admin/audit')]);
    // The stream has begun meanwhile, and knows better.
    if (streaming) { return; }
    take('audit', audit);
    take('health', tenants);
    take('tenants', tenants);
    take('summary', summary);
    take('failed', failures);
    seen('every ' + EVERY_MS / 1000 + ' s', null);
  }

  // After an order: the stream looks at once by itself.
  async function refresh() { if (!streaming) { await look(); } }

  function take(name, data) {
    if (name === 'audit') { showAudit(data); }
    if (name === 'failed') { showFailed(data.events); }
    if (name === 'health') { around = data; health(); }
    if (name === 'tenants') { known = data; }
    if (name === 'summary') { counts = data; remember(); }
    if (name === 'rates') { rates = new Map(data.tenants.map((each) => [each.tenant_id, each])); }
    if (known && counts && ['tenants', 'summary', 'rates'].includes(name)) { showTenants(); }
    if (name === 'seen') { seen('live', data.problem); }
  }

  let said = '';
  let databaseTrouble = null;
  function health() {
    const down = around.memory_service === 'down' || around.broker === 'down' || databaseTrouble !== null;
    const text = part('Memory service', around.memory_service, around.memory_service_detail)
      + part('Outbox in PostgreSQL', databaseTrouble === null ? 'up' : 'down', databaseTrouble)
      + (around.broker === 'none' ? '' : part('Broker or transport', around.broker, around.broker_detail))
      + 'As process ' + around.process + ' sees it.'
      + skew(around.clock_skew_seconds)
      + (around.takes_writes ? '' : ' Writes are not acknowledged now.')
      + (around.background_troubles.length ? ' Could not: ' + around.background_troubles.join('; ') + '.' : '')
      + (readOnly ? ' Read-only: this token changes nothing.' : '');
    // Only what is new is read out.
    if (text !== said) { said = text; say(text, down || !around.takes_writes || around.background_troubles.length > 0); }
  }

  // The reason where it is down.
  const part = (name, state, detail) => name + ': ' + state + (state === 'down' && detail ? ', ' + detail : '') + '. ';

  const skew = (seconds) => seconds === null || Math.abs(seconds) < SKEW_SECONDS ? ''
    : ' Its clock is ' + Math.abs(seconds) + ' s ' + (seconds > 0 ? 'ahead of' : 'behind') + ' the database\'s, and ages are wrong by that.';

  function seen(how, problem) {
    databaseTrouble = problem;
    if (around) { health(); }
    $('seen').textContent = problem ? 'The outbox cannot be read: ' + problem : new Date().toLocaleTimeString() + ', ' + how;
    $('seen').className = problem ? 'bad' : '';
  }

  // What was not delivered at each look of the last minute, for each tenant.
  function remember() {
    const now = Date.now();
    const before = history;
    history = new Map(counts.tenants.map((each) => [each.tenant_id,
      [...(before.get(each.tenant_id) || []).filter((point) => now - point.at <= TREND_MS),
        { at: now, waits: each.waiting_count + each.in_transit_count }]]));
  }

  function trend(tenant) {
    const past = history.get(tenant) || [];
    const more = past.length < 2 ? 0 : past[past.length - 1].waits - past[0].waits;
    return more === 0 ? '-' : (more > 0 ? '+' : '') + more;
  }

  // Known from the stream alone.
  function rate(tenant, way) {
    const known = rates.get(tenant);
    return known && known[way] ? String(known[way]) : '-';
  }

  function showTenants() {
    const rows = new Map();
    for (const each of counts.tenants) { rows.set(each.tenant_id, { counts: each }); }
    for (const each of known.tenants) {
      rows.set(each.tenant_id, { ...(rows.get(each.tenant_id) || {}), status: each });
    }
    const trouble = (row) => (row.status && !row.status.healthy ? 1e12 : 0)
      + (row.counts && row.counts.transport_refusal ? 1e11 : 0)
      + (row.counts ? row.counts.failed_count * 1e6 : 0)
      + (row.status ? row.status.oldest_age_seconds || 0 : 0);
    const sorted = [...rows.entries()].sort((a, b) => trouble(b[1]) - trouble(a[1]) || a[0].localeCompare(b[0]));
    update($('tenants'), sorted.map(([tenant, row]) => ({
      key: tenant,
      shown: [row.counts, row.status && { ...row.status, oldest_age_seconds: age(row.status.oldest_age_seconds) }, trend(tenant), rates.get(tenant), readOnly],
      make: () => tenantRow(tenant, row) })));
  }

  function tenantRow(tenant, row) {
    const status = row.status || { circuit: 'closed', healthy: true, opening: null, oldest_age_seconds: null };
    const counts = row.counts || {};
    const why = status.opening
      ? status.opening.description + '; since ' + status.opening.since + ', next probe '
        + (status.opening.next_probe || 'with the next call')
      : counts.transport_refusal
        ? 'The transport ' + counts.transport_refusal.transport + ' takes none of its events: '
          + counts.transport_refusal.reason + '; since ' + counts.transport_refusal.since
        : '';
    const line = element('tr');
    const name = element('th', tenant);
    name.scope = 'row';
    line.append(name,
      element('td', status.circuit.replace('_', ' '), status.healthy ? 'good' : 'bad'),
      element('td', why, 'why'));
    for (const field of ['waiting_count', 'in_transit_count', 'delivered_count', 'failed_count']) {
      line.append(element('td', counts[field] || 0, field === 'failed_count' && counts[field] ? 'number bad' : 'number'));
    }
    line.append(element('td', age(status.oldest_age_seconds), 'number'), element('td', trend(tenant), 'number'),
      element('td', rate(tenant, 'in_per_second'), 'number'), element('td', rate(tenant, 'out_per_second'), 'number'));
    const orders = element('td');
    if (readOnly) {
      orders.textContent = '-';
    } else if (status.circuit.startsWith('forced')) {
      orders.append(button('Release', () => circuit(tenant, 'release')));
    } else {
      orders.append(button('Force open', () => circuit(tenant, 'open')), button('Force closed', () => circuit(tenant, 'closed')));
    }
    line.append(orders);
    return line;
  }

  async function circuit(tenant, order) {
    const what = order === 'open' ? 'Keep all calls of ' + tenant + ' away, in every process, until you release it? Its writes queue.'
      : order === 'closed' ? 'Let all calls of ' + tenant + ' through, in every process, whatever the memory service answers, until you release it?'
      : 'Release the circuit of ' + tenant + '? Timers and answers decide again.';
    if (await ask(what, 'Yes')) {
      await api('/admin/tenants/' + encodeURIComponent(tenant), { circuit: order });
      await refresh();
    }
  }

  function showFailed(events) {
    const groups = new Map();
    for (const event of events) {
      const cause = event.last_error || 'no cause is known';
      const key = event.tenant_id + '\n' + cause;
      const group = groups.get(key) || { tenant: event.tenant_id, cause, ids: [] };
      group.ids.push(event.id);
      groups.set(key, group);
    }
    update($('failed'), groups.size === 0 ? [note('No event has failed.', 5)]
      : [...groups.entries()].map(([key, group]) => ({ key, shown: [group, readOnly], make: () => failedRow(group) })));
  }

  function failedRow(group) {
    const line = element('tr');
    const newest = element('td');
    newest.append(button(group.ids[0], () => show(group.ids[0])));
    const orders = element('td');
    if (!readOnly) {
      orders.append(
        button('Replay…', () => change('replay', 'replayed', group)),
        button('Discard…', () => change('discard', 'discarded', group), 'danger'));
    }
    line.append(element('td', group.tenant), element('td', group.cause, 'why'),
      element('td', group.ids.length, 'number'), newest, orders);
    return line;
  }

  function showAudit(audit) {
    $('audit-process').textContent = audit.process;
    update($('audit'), audit.entries.length === 0 ? [note('Nobody has changed anything through this process.', 6)]
      : audit.entries.map((entry, i) => ({ key: audit.entries.length - i + ' ' + entry.at, shown: entry, make: () => auditRow(entry) })));
  }

  function auditRow(entry) {
    const line = element('tr');
    const ids = entry.event_ids.slice(0, 10).join(', ') + (entry.count > 10 ? ', …' : '');
    line.append(element('td', entry.at.slice(0, 19).replace('T', ' ')), element('td', entry.operator + ' from ' + entry.from),
      element('td', entry.action), element('td', entry.tenant_id || '-'), element('td', entry.count, 'number'), element('td', ids, 'why'));
    return line;
  }

  // The count comes from the service, before the click that changes anything.
  async function change(order, done, group) {
    const body = { event_ids: group.ids };
    const plan = await api('/admin/outbox/' + order, { ...body, dry_run: true });
    const alone = plan.refused.length ? ' ' + plan.refused.length + ' would be left alone: ' + plan.refused[0].detail + '.' : '';
    const lost = order === 'discard' ? ' What they would have written is lost for good.' : '';
    const count = plan[done];
    if (await ask(count + ' events of ' + group.tenant + ' would be ' + done + '.' + alone + lost, order === 'replay' ? 'Replay ' + count : 'Discard ' + count)) {
      const result = await api('/admin/outbox/' + order, body);
      await refresh();
      say(result[done] + ' events ' + done + '.');
    }
  }

  async function show(id) {
    const event = await api('/admin/outbox/events/' + encodeURIComponent(id));
    const fields = { Event: event.id, State: event.state, Tenant: event.tenant_id, Topic: event.topic, Address: event.address,
      Created: event.created_at, Attempts: event.retries, 'Last error': event.last_error || '-', 'Request id': event.request_id,
      'Dedupe key': event.dedupe_key, Circuit: event.circuit.circuit.replace('_', ' ') };
    $('shown').replaceChildren(...Object.entries(fields).flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
    $('shown-orders').replaceChildren(...readOnly ? [] : [button('Try it again now', async () => {
      const result = await api('/admin/outbox/events/' + encodeURIComponent(id), {});
      await show(id);
      say('Event ' + result.id + ' was ' + result.state + ': ' + result.done + '.');
    })]);
    $('payload').textContent = JSON.stringify(event.payload, null, 2);
    $('payload-box').open = false;
    $('payload-box').hidden = false;
    $('event').value = event.id;
    $('event-title').scrollIntoView({ block: 'start' });
  }

  function enter() {
    $('enter').hidden = true;
    $('content').hidden = false;
    $('leave').hidden = false;
    resume();
  }

  function leave() {
    token = '';
    said = '';
    sessionStorage.removeItem('soma-admin-token');
    rest();
    $('enter').hidden = false;
    $('content').hidden = true;
    $('leave').hidden = true;
    $('seen').textContent = '';
    say('Not signed in.');
  }

  // A page that nobody sees holds no stream and asks nothing.
  function rest() {
    run++;
    clearTimeout(timer);
    clearTimeout(reconnect);
    streaming = false;
    if (stream) { stream.abort(); stream = null; }
  }

  async function resume() {
    rest();
    if (!token || document.hidden) { return; }
    const mine = run;
    try {
      readOnly = (await api('/admin/session')).read_only;
    } catch (error) {
      failed(error);
      if (mine === run) { timer = setTimeout(resume, EVERY_MS); }
      return;
    }
    if (mine === run) {
      pause = FIRST_PAUSE_MS;
      again();
      connect();
    }
  }

  // One look after the other, and none while the stream shows everything.
  async function again() {
    const mine = run;
    if (streaming) { return; }
    try { await look(); } catch (error) { said = ''; failed(error); }
    if (mine === run && !streaming) {
      clearTimeout(timer);
      timer = setTimeout(again, EVERY_MS);
    }
  }

  async function connect() {
    const mine = new AbortController();
    const itsRun = run;
    stream = mine;
    let silence = setTimeout(() => mine.abort(), SILENCE_MS);
    try {
      const answer = await fetch('/admin/live', { headers: { Authorization: 'Bearer ' + token }, cache: 'no-store', signal: mine.signal });
      if (answer.ok) {
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        let text = '';
        for (let piece = await reader.read(); !piece.done && itsRun === run; piece = await reader.read()) {
          clearTimeout(silence);
          silence = setTimeout(() => mine.abort(), SILENCE_MS);
          text = events(text + piece.value);
        }
      }
    } catch (error) {
      // The looks in between say what is wrong.
    }
    clearTimeout(silence);
    mine.abort();
    if (itsRun !== run) { return; }
    pause = streaming ? FIRST_PAUSE_MS : Math.min(2 * pause, LONGEST_PAUSE_MS);
    reconnect = setTimeout(connect, pause);
    if (streaming) {
      streaming = false;
      rates = new Map();
      again();
    }
  }

  // Takes what is complete, and gives back the rest.
  function events(text) {
    const blocks = text.split('\n\n');
    const rest = blocks.pop();
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block);
      const data = /^data: (.*)$/m.exec(block);
      if (name && data) {
        take(name[1], JSON.parse(data[1]));
        if (name[1] === 'seen') { streaming = true; clearTimeout(timer); }
      }
    }
    return rest;
  }

  $('enter').addEventListener('submit', (event) => {
    event.preventDefault();
    token = $('token').value.trim();
    $('token').value = '';
    sessionStorage.setItem('soma-admin-token', token);
    enter();
  });
  $('find').addEventListener('submit', (event) => {
    event.preventDefault();
    show($('event').value.trim()).catch(failed);
  });
  $('leave').addEventListener('click', leave);
  document.addEventListener('visibilitychange', () => { if (document.hidden) { rest(); } else if (token) { resume(); } });
  if (token) { enter(); }
})();
