'use strict';
// Talks to the admin API that serves this page. The token travels in the Authorization header and
// never in a cookie, so that no other page can have a browser send it.
(() => {
  const EVERY_MS = 5000;
  const $ = (id) => document.getElementById(id);
  let token = sessionStorage.getItem('soma-admin-token') || '';
  let timer = 0;
  let readOnly = false;

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
    const [session, known, counts, failures, audit] = await Promise.all([
      api('/admin/session'),
      api('/admin/tenants'),
      api('/admin/outbox/summary'),
      api('/admin/outbox?status=failed&limit=200'),
      api('/admin/audit')]);
    readOnly = session.read_only;
    showAudit(audit);
    showTenants(known, counts);
    showFailed(failures.events);
    const time = new Date().toLocaleTimeString();
    say('Memory service: ' + known.memory_service + ' (process ' + known.process + ', ' + time + ').'
      + (readOnly ? ' Read-only: this token changes nothing.' : ''), known.memory_service === 'down');
  }

  function showTenants(known, counts) {
    const rows = new Map();
    for (const each of counts.tenants) { rows.set(each.tenant_id, { counts: each }); }
    for (const each of known.tenants) {
      rows.set(each.tenant_id, { ...(rows.get(each.tenant_id) || {}), status: each });
    }
    const trouble = (row) => (row.status && !row.status.healthy ? 1e12 : 0)
      + (row.counts ? row.counts.failed_count * 1e6 : 0)
      + (row.status ? row.status.oldest_age_seconds || 0 : 0);
    const sorted = [...rows.entries()].sort((a, b) => trouble(b[1]) - trouble(a[1]) || a[0].localeCompare(b[0]));
    $('tenants').replaceChildren(...sorted.map(([tenant, row]) => tenantRow(tenant, row)));
  }

  function tenantRow(tenant, row) {
    const status = row.status || { circuit: 'closed', healthy: true, opening: null, oldest_age_seconds: null };
    const counts = row.counts || {};
    const why = status.opening
      ? status.opening.description + '; since ' + status.opening.since + ', next probe '
        + (status.opening.next_probe || 'with the next call')
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
    line.append(element('td', age(status.oldest_age_seconds), 'number'));
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
      await look();
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
    $('failed').replaceChildren(...[...groups.values()].map(failedRow));
    if (groups.size === 0) {
      const line = element('tr');
      const cell = element('td', 'No event has failed.');
      cell.colSpan = 5;
      line.append(cell);
      $('failed').append(line);
    }
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
    $('audit').replaceChildren(...audit.entries.map((entry) => {
      const line = element('tr');
      const ids = entry.event_ids.slice(0, 10).join(', ') + (entry.count > 10 ? ', …' : '');
      line.append(element('td', entry.at.slice(0, 19).replace('T', ' ')), element('td', entry.operator + ' from ' + entry.from),
        element('td', entry.action), element('td', entry.tenant_id || '-'), element('td', entry.count, 'number'), element('td', ids, 'why'));
      return line;
    }));
    if (audit.entries.length === 0) {
      const line = element('tr');
      const cell = element('td', 'Nobody has changed anything through this process.');
      cell.colSpan = 6;
      line.append(cell);
      $('audit').append(line);
    }
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
      await look();
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
    again();
  }

  function leave() {
    token = '';
    sessionStorage.removeItem('soma-admin-token');
    clearTimeout(timer);
    $('enter').hidden = false;
    $('content').hidden = true;
    $('leave').hidden = true;
    say('Not signed in.');
  }

  // One look after the other, never two at once, and none while nobody sees the page.
  async function again() {
    clearTimeout(timer);
    if (token && !document.hidden && !$('ask').open) {
      try { await look(); } catch (error) { failed(error); }
    }
    if (token) { timer = setTimeout(again, EVERY_MS); }
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
  document.addEventListener('visibilitychange', () => { if (!document.hidden && token) { again(); } });
  if (token) { enter(); }
})();
