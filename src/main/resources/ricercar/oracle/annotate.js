/** One question at a time. A verdict is kept in this browser until the server says that it is on the disk. */
import {Player} from './annotate-player.js';

const $ = id => document.getElementById(id);
const KEPT = `ricercar verdict ${location.pathname}`;
const NEAR_KEYS = ['qwe', 'adf'];
const CLASS_KEYS = '1234567890';
const player = new Player(document);
let state = null;
let began = 0;
let busy = false;
let touched = false;

async function ask(path, body) {
  const answer = await fetch(path, body === undefined ? {} : {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body),
  });
  if (answer.ok) return answer.json();
  const refused = new Error(await answer.text());
  refused.status = answer.status;
  throw refused;
}

function trouble(text) {
  $('trouble').hidden = !text;
  $('trouble').textContent = text || '';
}

const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

/** Until it is answered: a server that is away comes back at the same address. */
async function insist(path, body, kept) {
  for (;;) {
    try {
      const answer = await ask(path, body);
      trouble('');
      return answer;
    } catch (failure) {
      if (failure.status && failure.status !== 409) throw failure;
      trouble(failure.status === 409
        ? 'The model is learning; this goes on by itself.'
        : `Ricercar does not answer. ${kept ? 'Your verdict is kept here and sent again' : 'Trying again'}; begin the session once more by the same command if it has ended.`);
      await pause(1500);
    }
  }
}

async function change(path, body) {
  if (busy) return;
  busy = true;
  document.body.setAttribute('aria-busy', 'true');
  try {
    localStorage.setItem(KEPT, JSON.stringify({path, body}));
    const next = await insist(path, body, path === 'verdict');
    localStorage.removeItem(KEPT);
    show(next);
  } catch (failure) {
    localStorage.removeItem(KEPT);
    trouble(failure.message);
    show(await insist('state'));
  } finally {
    busy = false;
    document.body.removeAttribute('aria-busy');
  }
}

function judge(verdict, label) {
  const question = state?.question;
  if (!question || state.learning) return;
  const body = {
    id: crypto.randomUUID(), clip: question.clip, shown: question.shown, asked: question.asked,
    verdict, milliseconds: Math.round(performance.now() - began),
  };
  if (verdict === 'correct') {
    body.class = label;
    body.new = !state.classes.some(known => known.name === label && !known.waits);
  }
  change('verdict', body);
}

/** A class that was named is right if it was predicted. */
function name(label) {
  const shown = state?.question?.shown.class;
  if (label && shown) judge(label === shown ? 'confirm' : 'correct', label);
}

function show(next) {
  const before = state?.question?.place;
  state = next;
  const {question, counts} = state;
  $('task').textContent = state.task;
  document.title = `Is it? · ${state.task} · Ricercar`;
  showProgress(counts);
  $('ask').hidden = !question;
  $('done').hidden = Boolean(question) || Boolean(state.learning);
  showLearning(counts);
  showLast();
  if (!question) { player.audio.pause(); return; }
  if (question.place !== before) {
    began = performance.now();
    player.show(question.place, touched).catch(failure => trouble(`The clip cannot be loaded: ${failure.message}`));
  }
  player.preload(state.next);
  $('predicted').textContent = question.shown.class;
  showClasses(question);
  showNear(question);
  document.body.dataset.place = question.place;
}

function showProgress(counts) {
  const parts = [`${counts.mine} judged by ${state.who}`];
  if (counts.all > counts.mine) parts.push(`${counts.all} in all`);
  parts.push(`${counts.left} left`);
  if (counts.mine) parts.push(`${(counts.milliseconds / counts.mine / 1000).toFixed(1)} s each`);
  if (counts.drawn) {
    const {right, of, low, high} = counts.drawn;
    parts.push(`right on random clips: ${right} of ${of} (${percent(low)}–${percent(high)} %)`);
  }
  if (counts.alpha !== undefined) parts.push(`agreement α ${counts.alpha.toFixed(2)}`);
  $('progress').textContent = parts.join(' · ');
}

const percent = share => Math.round(100 * share);

function showClasses(question) {
  const known = state.classes;
  const bySimilarity = [...known].sort((a, b) => similarity(question, b) - similarity(question, a));
  const listed = known.length <= CLASS_KEYS.length ? known
    : known.filter(c => bySimilarity.indexOf(c) < CLASS_KEYS.length);
  $('classes').replaceChildren(...listed.map((c, i) => {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.class = c.name;
    if (c.name === question.shown.class) button.dataset.predicted = '';
    const value = similarity(question, c);
    button.append(element('kbd', CLASS_KEYS[i]), nameOf(c), bar(value), element('span', value > -1 ? value.toFixed(2) : '–', 'value'));
    button.title = `${c.labelled} labelled${value > -1 ? `, similarity ${value.toFixed(3)}` : ', no prototype yet'}`;
    button.addEventListener('click', () => name(c.name));
    item.append(button);
    return item;
  }));
  $('names').replaceChildren(...known.map(c => {
    const option = document.createElement('option');
    option.value = c.name;
    return option;
  }));
}

const similarity = (question, c) => question.similarities[c.name] ?? -1;

function nameOf(c) {
  const label = element('span', c.name + ' ', 'name');
  label.append(element('small', c.waits ? 'new' : c.labelled));
  return label;
}

function bar(value) {
  const outer = element('span', '', 'bar-of');
  const inner = document.createElement('i');
  inner.style.width = `${Math.max(0, value) * 100}%`;
  outer.append(inner);
  return outer;
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function showNear(question) {
  $('near').replaceChildren(...question.near.filter(group => group.places.length).map((group, g) => {
    const box = document.createElement('div');
    const clips = element('div', '', 'clips');
    group.places.forEach((place, i) => {
      const button = element('button', '▶ ');
      button.type = 'button';
      button.append(element('kbd', NEAR_KEYS[g][i]));
      button.dataset.key = NEAR_KEYS[g][i];
      button.setAttribute('aria-label', `Play labelled clip ${i + 1} of ${group.class}`);
      button.addEventListener('click', () => player.playExample(place, button));
      clips.append(button);
    });
    box.append(element('h3', group.class), clips);
    return box;
  }));
}

function showLearning(counts) {
  const learning = state.learning;
  $('learn').disabled = Boolean(learning) || counts.unlearnt === 0;
  $('learn-progress').hidden = !learning;
  if (learning) {
    $('learn-progress').max = Math.max(1, learning.total);
    $('learn-progress').value = learning.done;
    $('learn-text').textContent = learning.name;
    setTimeout(async () => show(await insist('state')), 500);
  } else {
    $('learn-text').textContent = state.failure ? `It failed: ${state.failure}`
      : counts.unlearnt ? `${counts.unlearnt} verdicts since it last learnt; a few dozen are a good round.`
      : 'It knows all verdicts.';
  }
}

function showLast() {
  const last = state.last;
  $('undo').disabled = !last;
  const said = {confirm: 'yes, ', reject: 'no, ', correct: '', skip: 'skipped'};
  $('last').textContent = last ? `Last: ${said[last.verdict]}${last.said} (${last.clip})` : '';
}

function undo() {
  if (state?.last && !state.learning) change('undo', {id: state.last.id});
}

for (const button of document.querySelectorAll('[data-verdict]')) {
  button.addEventListener('click', () => judge(button.dataset.verdict));
}
$('undo').addEventListener('click', undo);
$('learn').addEventListener('click', () => change('learn', {}));
$('help-button').addEventListener('click', () => $('help').showModal());
$('new').addEventListener('submit', event => {
  event.preventDefault();
  const label = $('new-name').value.trim();
  $('new-name').value = '';
  $('new-name').blur();
  name(label);
});
document.addEventListener('pointerdown', () => touched = true);

const KEYS = {
  ' ': () => player.toggle(),
  y: () => judge('confirm'),
  Enter: () => judge('confirm'),
  n: () => judge('reject'),
  s: () => judge('skip'),
  u: undo,
  '?': () => $('help').showModal(),
  c: () => $('new-name').focus(),
  ArrowLeft: () => player.skip(-2),
  ArrowRight: () => player.skip(2),
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || $('help').open) return;
  if (event.target.matches('input')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  // Enter and space belong to a button that has the focus.
  if (event.target.matches('button, summary, a') && (event.key === 'Enter' || event.key === ' ')) return;
  touched = true;
  const near = [...document.querySelectorAll('#near button')].find(b => b.dataset.key === event.key);
  const digit = document.querySelectorAll('#classes button')[CLASS_KEYS.indexOf(event.key)];
  const does = near ? () => near.click() : digit ? () => digit.click() : KEYS[event.key];
  if (does && !event.repeat) {
    event.preventDefault();
    does();
  }
});

/** What a crash left unsent comes first; sent twice, it counts once. */
async function begin() {
  const kept = localStorage.getItem(KEPT);
  if (kept) {
    const {path, body} = JSON.parse(kept);
    if (path !== 'learn') {
      await change(path, body);
      if (state) return;
    }
    localStorage.removeItem(KEPT);
  }
  show(await insist('state'));
}

begin();
