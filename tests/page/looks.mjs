// Functions that run in the page; each stands alone, because its text is sent there. They return
// descriptions of what is wrong.

// Texts that are smaller than `least` pixels on the screen, and how many were looked at.
export function smallTexts(least) {
  const bad = [];
  let looked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node.data.trim() === '' || parent.closest('script, style, title, desc')) continue;
    if (!parent.checkVisibility()) continue;
    ++looked;
    const scale = parent.ownerSVGElement ? parent.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(parent).fontSize) * scale;
    if (size < least - 0.01) bad.push(`${size} px: ${node.data.slice(0, 40)}`);
  }
  return { looked, bad: bad.slice(0, 5) };
}

// Texts whose contrast with what is behind them is less than `least` (WCAG 2.2, contrast ratio).
// Behind a text of a drawing lies its halo, which is its stroke.
export function badContrasts(least) {
  const channels = (colour) => {
    const numbers = colour.match(/[\d.]+/g).map(Number);
    return colour.startsWith('color(srgb') ? numbers.map((n, i) => (i < 3 ? n * 255 : n)) : numbers;
  };
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const bad = [];
  const known = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node.data.trim() === '' || parent.closest('script, style, title, desc')) continue;
    if (!parent.checkVisibility()) continue;
    const style = getComputedStyle(parent);
    const drawn = parent.ownerSVGElement;
    const pair = drawn ? [style.fill, style.stroke] : [style.color, behind(parent)];
    if (known.has(pair.join())) continue;
    const [dark, light] = pair.map(luminance).sort((one, other) => one - other);
    const ratio = (light + 0.05) / (dark + 0.05);
    known.set(pair.join(), ratio);
    if (!(ratio >= least)) bad.push(`${ratio}: ${pair.join(' on ')}: ${node.data.slice(0, 40)}`);
  }
  return bad.slice(0, 5);
}

// Boxes that scroll to the side, but that the keyboard does not reach, or that have no name.
export function wrongScrollers() {
  return [...document.querySelectorAll('body *')]
    .filter((one) => !one.ownerSVGElement && one.scrollWidth > one.clientWidth + 1)
    .filter((one) => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX))
    .filter((one) => one.tabIndex !== 0 || one.getAttribute('role') !== 'region' ||
                     !one.getAttribute('aria-label'))
    .map((one) => one.outerHTML.slice(0, 120)).slice(0, 5);
}

// Drawings without a name and a description for a screen reader.
export function wrongSvgs() {
  return [...document.querySelectorAll('svg')].filter((svg) => {
    const texts = (svg.getAttribute('aria-labelledby') ?? '').split(' ')
      .map((id) => document.getElementById(id)?.textContent.trim());
    return svg.getAttribute('role') !== 'img' || texts.length !== 2 || !texts.every(Boolean);
  }).map((svg) => svg.outerHTML.slice(0, 120)).slice(0, 5);
}

// Headings that come more than one level below the one before, and a first one that is not <h1>.
export function wrongHeadings() {
  const bad = [];
  let last = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const level = Number(heading.tagName[1]);
    if (level > last + 1 || (level === 1) !== (last === 0)) bad.push(heading.outerHTML);
    last = level;
  }
  return bad.slice(0, 5);
}
