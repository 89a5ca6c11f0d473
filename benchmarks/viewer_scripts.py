"""What runs in the measured pages: the stopwatch, and of each tool what it has to know, and where a frame lies.

A tool's script defines `viewer`: isShown and isReady for opening, asked in every frame or, where frames cost much, from
the event on that `waitsFor` names; begins() right after a gesture's event; isAnswered(gesture) at the end of frames.
"""

from __future__ import annotations

STOPWATCH = """
const frameEnd = () => new Promise((done) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = done;
  channel.port2.postMessage(0);
}));
const frameThat = (is) => new Promise((done) => {
  setTimeout(done, LIMIT, null);
  const look = () => requestAnimationFrame(() => is() ? requestAnimationFrame(() => done(performance.now())) : look());
  if (viewer.waitsFor) {
    addEventListener(viewer.waitsFor, look, {capture: true, once: true});
  } else {
    look();
  }
});
window.stopwatch = {
  frameEnd,
  still: () => Promise.allSettled(document.getAnimations().map((motion) => motion.finished)),
  shown: frameThat(() => viewer.isShown()),
  ready: frameThat(() => viewer.isShown() && viewer.isReady()),
  ended: 0,
  arm(gesture, type) {
    this.lap = new Promise((done) => {
      setTimeout(done, LIMIT, null);
      addEventListener(type, async () => {
        const began = performance.now();
        viewer.begins?.();
        performance.mark(`${gesture} begins`);
        do {
          await frameEnd();
        } while (!viewer.isAnswered(gesture));
        performance.mark(`${gesture} ends`);
        this.ended = performance.now();
        done(this.ended - began);
      }, {capture: true, once: true});
    });
  },
};
"""

FLAMESITE = """
const figure = () => document.querySelector('.flame-figure');
const isZoomed = () => location.hash.includes('.path=');
const isFound = () => figure().classList.contains('is-searching')
  && document.querySelector('.search-found').textContent !== '';
let former = '';
window.viewer = {
  isShown: () => document.querySelector('.figure-status') !== null,
  isReady: () => figure().classList.contains('is-live'),
  begins() { former = figure().className; },
  isAnswered: (gesture) => ({
    'zoom': isZoomed,
    'reset zoom': () => !isZoomed(),
    'hover': () => true,
    'search': isFound,
    'regex search': isFound,
    'view switch': () => figure().className !== former,
  })[gesture](),
};
"""

# Titles come when the page has nothing else to do, so a frame is known by its place; rows are counted from the root on,
# which a zoom may have left out of sight.
FLAMESITE_FRAME = """async ({left, width, depth}) => {
  document.querySelector('.figure-stage').scrollTop = 0;
  await stopwatch.frameEnd();
  await stopwatch.frameEnd();
  const whole = document.querySelector('svg.flame').getBoundingClientRect();
  const boxes = [...document.querySelectorAll('.flame .frame rect')].map((rect) => rect.getBoundingClientRect());
  const rows = [...new Set(boxes.map((box) => Math.round(box.bottom)))].sort((a, b) => b - a);
  const box = boxes.find((box) => Math.round(box.bottom) === rows[depth]
    && Math.abs(box.left - whole.left - left * whole.width) < 2 && Math.abs(box.width - width * whole.width) < 3);
  return [box.left + box.width / 2, box.top + box.height / 2];
}"""

FLAMEGRAPH = """
const ask = window.prompt.bind(window);
window.prompt = (...words) => {
  const answer = ask(...words);
  dispatchEvent(new Event('answered prompt'));
  return answer;
};
window.viewer = {
  waitsFor: 'DOMContentLoaded',
  isShown: () => true,
  isReady: () => document.readyState === 'complete' && typeof searching === 'number',
  isAnswered: () => true,
};
"""

FLAMEGRAPH_FRAME = """({name, weight}) => {
  const title = `${name} (${weight.toLocaleString('en')} samples,`;
  const frame = [...document.querySelectorAll('.func_g')].find((frame) =>
    frame.querySelector('title').textContent.startsWith(title));
  const box = frame.querySelector('rect').getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}"""

FLAMEGRAPH_WORD = """(id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}"""

# It draws with WebGL, in a frame that it asks for; the picture stands when it has drawn and asks for no more.
SPEEDSCOPE = """
let draws = 0;
for (const method of ['drawArrays', 'drawElements']) {
  const draw = WebGLRenderingContext.prototype[method];
  WebGLRenderingContext.prototype[method] = function (...given) {
    draws += 1;
    return draw.apply(this, given);
  };
}
let before = 0;
window.viewer = {
  picked: NaN,
  isShown: () => draws > 0 && !Number.isNaN(window.viewer.picked),
  isReady: () => true,
  begins() { before = draws; },
  isAnswered: () => draws > before,
};
addEventListener('change', () => { window.viewer.picked = performance.now(); }, {capture: true, once: true});
"""
