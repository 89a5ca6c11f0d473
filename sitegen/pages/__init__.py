"""floor 3: a folder of notes and profiles to a site.

What the author writes is read here: `content` finds the files, `settings` reads site.toml, `front_matter` the head of
a note, `note_source` finds our fences and code spans in its body (on the block structure of `blocks` and the spans of
`code_span`), `fence` and `frame_name` read what they say, and `markup` turns the rest into clean HTML (`sanitiser`,
`highlighting`). Places are 1-based lines and columns of the author's file, columns counted in characters.
"""
