"use strict";

/*
 * Brings a page's figures to life. The only script of the figures that does something when it is loaded.
 */
{
  const NEAR = "600px"; // figures this far out of sight are made ready
  const elements = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".flame-figure[data-figure]")]);
  if (elements.length > 0) {
    const permalink = new Permalink();
    /** @type {PageData | null} */
    let data = null;
    const services = {
      data: () => {
        data ??= new PageData(document.getElementById("flamesite-data")?.textContent ?? "");
        return data;
      },
      announcer: new Announcer(),
      tooltip: new Tooltip(),
      help: new HelpDialog(),
      links: new PageLinks(),
      record: permalink.record.bind(permalink),
      addressOf: permalink.addressOf.bind(permalink),
    };
    const figures = elements.map((element) => new LazyFigure(element, services));
    services.links.start(figures);
    permalink.start(figures);
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (isIntersecting) {
            observer.unobserve(target);
            figures.find(({ element }) => element === target)?.open();
          }
        }
      },
      { rootMargin: NEAR },
    );
    for (const element of elements) {
      observer.observe(element);
    }
    document.fonts.ready.then(() => {
      const label = document.querySelector(".flame .frame text");
      if (label !== null) {
        Painter.characterPx = measuredCharacterPx(label);
        for (const figure of figures) {
          figure.relabel();
        }
      }
    });
    for (const [name, isPrinting] of /** @type {const} */ ([
      ["beforeprint", true],
      ["afterprint", false],
    ])) {
      addEventListener(name, () => {
        for (const figure of figures) {
          figure.print(isPrinting);
        }
      });
    }
  }
}
