"""Floor 2: a `CallTree` to static SVG and to the page's data, both from the same columns."""
