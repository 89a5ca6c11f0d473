"""floor 3: a folder of notes and profiles to a site.

What the author writes is read here: `content` finds the files, `settings` reads site.toml (by `toml_source`),
`front_matter` the head of a note (by `source_value`), `note_source` finds our fences and code spans in its body (by
`blocks` on `line_cursor`, `code_span`, and `html_syntax`), `fence` and `frame_name` read what they say, and `markup`
turns the rest into clean HTML (`sanitiser`). `build` gathers all of it as pages, `templates` and
`theme` give them their looks, and `output` exchanges the written tree. Places are lines and columns of the author's
file from 1, columns counted in characters.
"""
