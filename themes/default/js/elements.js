"use strict";

/*
 * Making elements: text goes in as text, never as markup.
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function htmlElement(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className !== "") {
    element.className = className;
  }
  element.textContent = text;
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @returns {SVGElementTagNameMap[Tag]}
 */
function svgElement(tag, className = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  if (className !== "") {
    element.setAttribute("class", className);
  }
  return element;
}

/**
 * @param {string} text
 * @param {string} label what it does, spoken and as a title; "" where the text says it
 * @param {() => void} act
 * @returns {HTMLButtonElement}
 */
function buttonElement(text, label, act) {
  const button = htmlElement("button", "flame-button", text);
  button.type = "button";
  if (label !== "") {
    button.title = label;
    button.setAttribute("aria-label", label);
  }
  button.addEventListener("click", act);
  return button;
}

/**
 * Sets an attribute where it has another value.
 * @param {Element} element
 * @param {string} name
 * @param {string | null} value null takes the attribute away
 */
function setAttribute(element, name, value) {
  if (value === null) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}
