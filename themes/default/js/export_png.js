"use strict";

/** How many pixels an exported picture has for one of the page's, and the most that browsers can hold. */
const PNG_SCALE = 2;
const PNG_LONGEST_PX = 16_000;
const PNG_MOST_PX = 100_000_000;

/**
 * @param {number} width in px of the page
 * @param {number} height
 * @returns {number} pixels for one of the page's, less than two where the picture is huge
 */
function pngScale(width, height) {
  return Math.min(PNG_SCALE, PNG_LONGEST_PX / Math.max(width, height), Math.sqrt(PNG_MOST_PX / (width * height)));
}

/**
 * Draws an SVG that needs nothing else.
 * @param {ExportedSvg} svg
 * @returns {Promise<Blob>} rejected with the reason where the browser cannot
 */
async function drawPng({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`; // the page's policy allows no other
  await image.decode();
  const scale = pngScale(width, height);
  const canvas = htmlElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await /** @type {Promise<Blob | null>} */ (
    new Promise((resolve) => {
      canvas.toBlob(resolve, "image/png");
    })
  );
  if (blob === null) {
    throw new Error("the picture is too large for this browser");
  }
  return blob;
}
